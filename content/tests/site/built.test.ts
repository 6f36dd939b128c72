import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { buildSite } from '../../../tests/site/build.ts';
import { type BuiltPages, holdsWhenBuilt, isExplainer } from '../../../tests/site/suite.ts';
import { PUBLIC_LISTS } from '../../public-addresses.mjs';

const folder = process.env.POSTIL_BUILT_SITE;

/** Pages without a debate. */
const LOOK_UPS = [
  '/explainers/guest-caching/',
  '/explainers/living-with-a-dma-buf/',
  '/explainers/pfnmap-or-mixedmap/',
  '/explainers/what-replaced-what/',
  '/explainers/what-the-call-told-you/',
  '/explainers/whom-to-ask/',
];

holdsWhenBuilt(
  {
    name: 'this site, built',
    content: 'content',
    origin: 'https://postil.example',
    base: '/',
    build: async () =>
      folder ? { folder, base: '/', output: '', status: 0 } : await buildSite('site-of-content', '/'),
    comparison: 'vfio-type1-does-not-listen',
    lookUps: LOOK_UPS,
    addresses: PUBLIC_LISTS,
    least: {
      rules: 40,
      quotes: 24,
      excerpts: 12,
      notes: 180,
      terms: 60,
      diagrams: 12,
      debates: 7,
      symbols: 60,
      mentions: 20,
      positions: [70, 10],
      fed: 41,
      paragraphs: 10,
      codeLines: 30,
      termLinks: 5,
      claims: [6, 3],
    },
  },
  ofThisSite,
);

function ofThisSite(built: BuiltPages): void {
  const { page, pages } = built;

  test('it has the home page, seven explainers, six pages to look things up, a page for each rule and experiment, five threads, eight people, and their lists', () => {
    const rules = built.site.rules.map(({ slug }) => `/rules/${slug}/`);
    assert.ok(rules.length >= 40);
    const experiments = built.site.experiments.map(({ name }) => `/experiments/${name}/`);
    assert.ok(experiments.length >= 12);
    const others = [...pages.keys()].filter(
      (path) => !rules.includes(path) && !experiments.includes(path) && !path.startsWith('/reference/'),
    );
    assert.deepEqual(others.sort(), [
      '/',
      '/404.html',
      '/errata/',
      '/experiments/',
      '/explainers/',
      '/explainers/cow-and-pin/',
      '/explainers/dma-buf-cpu-access/',
      '/explainers/dma-buf-mmap/',
      '/explainers/guest-caching/',
      '/explainers/guest-mapping/',
      '/explainers/living-with-a-dma-buf/',
      '/explainers/pfnmap-or-mixedmap/',
      '/explainers/pinning/',
      '/explainers/unsafe-pfn/',
      '/explainers/what-replaced-what/',
      '/explainers/what-the-call-told-you/',
      '/explainers/when-not-to-pin/',
      '/explainers/whom-to-ask/',
      '/glossary/',
      '/people/',
      '/people/andrea-arcangeli/',
      '/people/christian-konig/',
      '/people/daniel-vetter/',
      '/people/jason-gunthorpe/',
      '/people/laurent-pinchart/',
      '/people/mauro-carvalho-chehab/',
      '/people/rob-clark/',
      '/people/tomasz-figa/',
      '/references/',
      '/rules/',
      '/start/',
      '/symbols/',
      '/threads/',
      '/threads/dma-buf-mmap-info/',
      '/threads/dma-buf-mmap-info/coverage/',
      '/threads/dma-buf-vm-pfnmap/',
      '/threads/dma-buf-vm-pfnmap/coverage/',
      '/threads/page-count-cow/',
      '/threads/page-count-cow/coverage/',
      '/threads/unsafe-follow-pfn-review/',
      '/threads/unsafe-follow-pfn-review/coverage/',
      '/threads/unsafe-follow-pfn/',
      '/threads/unsafe-follow-pfn/coverage/',
      '/timeline/',
    ]);
    assert.deepEqual(
      rules.filter((path) => !pages.has(path)),
      [],
    );
  });
  test('every story has at least six quotes, three excerpts with notes, and 800 words of its own', () => {
    const stories = [...pages.keys()].filter((path) => isExplainer(path) && !LOOK_UPS.includes(path));
    for (const path of stories) {
      const content = page(path).querySelector('.sl-markdown-content')?.cloneNode(true) as HTMLElement;
      assert.ok(content.querySelectorAll('.pt-quote').length >= 6, path);
      const excerpts = [...content.querySelectorAll('.pt-excerpt')];
      assert.ok(excerpts.filter((excerpt) => excerpt.querySelector('.pt-notes li')).length >= 3, path);
      for (const part of content.querySelectorAll('.pt-quote, .pt-excerpt')) part.remove();
      const words = content.textContent?.split(/\s+/).filter(Boolean).length ?? 0;
      assert.ok(words >= 800, `${path}: ${words} words`);
    }
  });
  test('the card of a question says as many minutes as the bylines of its pages together, and the page how many stories there are', () => {
    const minutesIn = (text: string | null | undefined): number =>
      Number(/(\d+) minutes?/.exec(text ?? '')?.[1]);
    const told = [...readFileSync('content/index.mdx', 'utf8').matchAll(/<Story of="([^"]+)"/g)].map(
      ([, of = '']) => of.split(', '),
    );
    const cards = [...page('/').querySelectorAll('.pt-question-card-facts')];
    assert.deepEqual(
      cards.map(({ textContent }) => minutesIn(textContent)),
      told.map((pages) =>
        pages.reduce(
          (sum, name) => sum + minutesIn(page(`/${name}/`).querySelector('.pt-byline')?.textContent),
          0,
        ),
      ),
    );
    assert.equal(told.flat().length, 9);
    for (const path of ['/', '/start/']) assert.match(page(path).body.textContent ?? '', /Nine stories/);
    assert.match(readFileSync('README.md', 'utf8'), /nine stories/);
  });
  test('each choice of the first page ends at a call, a rule and a line of code', () => {
    const document = page('/start/');
    const choices = [...document.querySelectorAll('#which-call')]
      .flatMap((heading) => [
        ...(heading
          .closest('.sl-heading-wrapper')
          ?.nextElementSibling?.nextElementSibling?.querySelectorAll('a:not(.pt-here)') ?? []),
      ])
      .map((link) => link.getAttribute('href')?.slice(1) ?? '');
    assert.equal(choices.length, 6);
    for (const id of choices) {
      const parts: Element[] = [];
      for (
        let at = document.getElementById(id)?.closest('.sl-heading-wrapper')?.nextElementSibling;
        at && !at.matches('.sl-heading-wrapper');
        at = at.nextElementSibling
      )
        parts.push(at);
      const all = (selector: string) => parts.flatMap((part) => [...part.querySelectorAll(selector)]);
      assert.ok(all('code').length > 0, id);
      assert.ok(all('a[href*="/rules/"]').length > 0, id);
      assert.equal(parts.filter((part) => part.matches('.pt-excerpt')).length, 1, id);
    }
  });
  test('every thread has notes, each of which leads to a rule or an explainer', () => {
    for (const { slug } of built.site.threads) {
      const notes = Object.values(built.site.notes).filter(({ thread }) => thread === slug);
      assert.ok(notes.length >= 15, `${slug}: ${notes.length} notes`);
      assert.deepEqual(
        notes.filter(({ rule, page: more }) => !rule && !more),
        [],
      );
    }
  });
  test('recovered messages say so, and destroyed header fields are lost or recovered, never empty', () => {
    const document = page('/threads/dma-buf-vm-pfnmap/');
    const marks = [...document.querySelectorAll('.pt-message')].map(
      (message) => message.querySelector('.pt-badge')?.textContent ?? null,
    );
    assert.deepEqual(marks, ['Recovered from quotes', 'Recovered from quotes', null]);
    const facts = document.querySelector('.pt-message:not(.pt-recovered) dl')?.textContent ?? '';
    assert.match(
      facts,
      /Message-ID\s*CAKMK7uEccwYTNwDYQazmZvTfBFQOikZt5A6BmegweyO-inKYbQ@mail\.gmail\.com \(recovered from outside: /,
    );
    const above = document.querySelector('.pt-message:not(.pt-recovered) .pt-proof')?.textContent ?? '';
    assert.match(above, /line breaks proven by DKIM body hash/);
    assert.match(facts, /Copies\s*3, merged into one message/);
    for (const lost of document.querySelectorAll('.pt-lost dd'))
      assert.equal(folded(lost.textContent ?? ''), 'lost');
  });
}

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();
