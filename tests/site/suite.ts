import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import { parseHTML } from 'linkedom';
import { CATALOGUE } from '../../src/base/catalogue.ts';
import { nodeHost } from '../../src/base/node-host.ts';
import { readBundle } from '../../src/citations/bundle/bundle-file.ts';
import { symbolId } from '../../src/citations/code/symbol-id.ts';
import { COMPONENTS } from '../../src/citations/page/components.ts';
import { readPages } from '../../src/citations/page/pages.ts';
import { allowedBy, publishedSite } from '../../src/citations/published.ts';
import { coverageOf } from '../../src/citations/quotes/coverage.ts';
import type { Site } from '../../src/citations/site.ts';
import { verifySite } from '../../src/citations/verify.ts';
import { pagePath } from '../../src/site/view/href.ts';
import { kindAsText } from '../../src/site/view/notes.ts';
import { plain, shownVerdict } from '../../src/site/view/rule.ts';
import { sealOf, sealUnder } from '../../src/site/view/seal.ts';
import { cacheFolder } from '../../src/sources/excerpt.ts';
import { ENGLISH } from '../words.ts';
import type { Built } from './build.ts';

/** How much of each there has to be, so that nothing is right only because nothing is there. */
export interface Least {
  readonly rules: number;
  readonly quotes: number;
  readonly excerpts: number;
  readonly notes: number;
  readonly terms: number;
  readonly diagrams: number;
  readonly debates: number;
  readonly symbols: number;
  /** Links from code in running text to the index of symbols. */
  readonly mentions: number;
  /** Passages that lead to where a debate shows them; and of these, to a position. */
  readonly positions: readonly [passages: number, positions: number];
  readonly fed: number;
  /** On each explainer. */
  readonly paragraphs: number;
  readonly codeLines: number;
  readonly termLinks: number;
  readonly claims: readonly [quotes: number, excerpts: number];
}

export interface SiteOptions {
  /** Of the group of tests. */
  readonly name: string;
  readonly content: string;
  /** Its address, as the settings have it. */
  readonly origin: string;
  /** Path that it is served under. */
  readonly base: string;
  readonly build: () => Promise<Built>;
  /** Of mail, that its settings let be seen. */
  readonly addresses?: readonly string[];
  /** Tree -> folder, where they are not found otherwise. */
  readonly trees?: Readonly<Record<string, string>>;
  /** A rule on whose page two versions are side by side, with two notes each. */
  readonly comparison: string;
  readonly least: Least;
  /** Explainers in which one looks something up: what is the least of a story is not asked of them. */
  readonly lookUps?: readonly string[];
}

/** The site as it was built, and what verifying its content gives. There from the first test on. */
export interface BuiltPages {
  readonly folder: string;
  readonly pages: ReadonlyMap<string, Document>;
  readonly site: Site;
  page(path: string): Document;
}

/**
 * Everything that holds of any site that was built.
 *
 * @param more what else holds of this one.
 */
export function holdsWhenBuilt(
  {
    name,
    content,
    origin: address,
    base: BASE,
    build,
    trees = {},
    addresses = [],
    comparison,
    least,
    lookUps = [],
  }: SiteOptions,
  more: (built: BuiltPages) => void = () => {},
): void {
  describe(name, () => {
    let built: Built;
    let site: Site;
    const pages = new Map<string, Document>();
    /** As they were written. */
    const texts = new Map<string, string>();
    const page = (path: string): Document => {
      const document = pages.get(path);
      assert.ok(document, `${path} was built`);
      return document;
    };

    before(async () => {
      built = await build();
      assert.equal(built.status, 0, built.output);
      for (const file of globSync('**/*.html', { cwd: built.folder })) {
        const path = `/${file.replaceAll('\\', '/')}`.replace(/index\.html$/, '');
        const text = readFileSync(join(built.folder, file), 'utf8');
        texts.set(path, text);
        pages.set(path, parseHTML(text).document);
      }
      const host = nodeHost();
      const cache = cacheFolder(host);
      const verified = await verifySite({
        contentFolder: content,
        host,
        cacheFolder: cache,
        overrides: trees,
      });
      site = publishedSite(verified.site, allowedBy(addresses));
    });

    more({
      page,
      pages,
      get folder() {
        return built.folder;
      },
      get site() {
        return site;
      },
    });

    test('each rule and each thread has a page', () => {
      assert.ok(site.rules.length >= least.rules);
      const wanted = [
        ...site.rules.map(({ slug }) => `/rules/${slug}/`),
        ...site.threads.flatMap(({ slug }) => [`/threads/${slug}/`, `/threads/${slug}/coverage/`]),
      ];
      assert.deepEqual(
        wanted.filter((path) => !pages.has(path)),
        [],
      );
    });

    test('each mail says how it is vouched for, and so does each quote of it; the root of all can be noted down', () => {
      for (const { slug, messages } of site.threads)
        for (const message of messages) {
          const card = page(`/threads/${slug}/`).getElementById(message.id)?.closest('.pt-message');
          const told = card?.querySelector('.pt-mark-seal')?.textContent ?? null;
          assert.equal(told, sealOf(message, ENGLISH), `${slug}/${message.id}`);
        }
      for (const [key, quote] of Object.entries(site.quotes)) {
        const [path, anchor] = key.split('#');
        const seal = page(pagePath(path ?? ''))
          .getElementById(anchor ?? '')
          ?.querySelector('.pt-mark-seal');
        assert.equal(seal?.textContent, sealUnder(quote, site.threads, ENGLISH), key);
      }
      const root = site.sealed?.root ?? '';
      assert.match(root, /^[0-9a-f]{64}$/);
      for (const path of [`/threads/${site.threads[0]?.slug}/`, `/${site.rules[0]?.page}/`])
        assert.equal(page(path).querySelector('.pt-cite .pt-root')?.textContent, root, path);
    });

    test('what is quoted of a thread, and what is left out, is on its page, word for word', () => {
      for (const thread of site.threads) {
        const shown = [...page(`/threads/${thread.slug}/coverage/`).querySelectorAll('.pt-covered')];
        const passages = coverageOf(thread, site).messages.flatMap((message) => message.passages);
        assert.deepEqual(
          shown.map((each) => ({
            text: each.querySelector('.pt-words')?.textContent,
            quoted: [...each.querySelectorAll('mark')].map((mark) => mark.textContent),
            isLeftOut: each.querySelector('strong')?.textContent === 'Left out',
          })),
          passages.map(({ pieces, state }) => ({
            text: pieces.map(({ text }) => text).join(''),
            quoted: pieces.filter(({ quoted }) => quoted).map(({ text }) => text),
            isLeftOut: state === 'left out',
          })),
        );
      }
    });

    test('the passage of each position in a debate leads to the position, or to a quote, on each page that shows it', () => {
      let [led, toPositions] = [0, 0];
      for (const debate of Object.values(site.debates))
        for (const { quote } of debate.positions)
          for (const passage of quote.passages) {
            const cited = page(`/threads/${quote.thread}/`).querySelectorAll(`[id="${passage}"] .pt-cited a`);
            for (const { page: shown } of debate.pages) {
              const ways = [...cited].map((link) => link.getAttribute('href') ?? '');
              const own = ways.filter((way) => way.startsWith(`${BASE}${shown}/`));
              assert.equal(own.length, 1, `${shown}: ${passage}`);
              const place = page(`/${shown}/`).getElementById(own[0]?.split('#')[1] ?? '');
              assert.ok(place?.matches('.pt-quote, .pt-positions > li'), own[0]);
              led += 1;
              if (place?.matches('li')) toPositions += 1;
            }
          }
      assert.ok(
        led >= least.positions[0] && toPositions >= least.positions[1],
        `${led} passages, ${toPositions} positions`,
      );
    });

    test('every explainer can be had as a book, and so can the site; each is valid, and no other page offers one', async () => {
      for (const [path, document] of pages) {
        const offered = [...document.querySelectorAll('.pt-take a')].map((link) => link.getAttribute('href'));
        const own = `${path.slice(1, -1)}.epub`;
        const books = /^\/explainers\/./.test(path) ? [own, 'site.epub'] : [];
        assert.deepEqual(
          offered,
          books.map((book) => `${BASE}${book}`),
          path,
        );
      }
      for (const book of globSync('**/*.epub', { cwd: built.folder })) {
        const { messages } = await EpubCheck.validate(readFileSync(join(built.folder, book)));
        const faults = messages.filter(({ severity }) => ['fatal', 'error', 'warning'].includes(severity));
        assert.deepEqual(faults, [], book);
      }
    });

    test('every explainer offers what it claims for download, and no other page does', () => {
      for (const [path, document] of pages) {
        const offered = document.querySelector('.pt-evidence a[download]')?.getAttribute('href');
        if (!isExplainer(path)) {
          assert.equal(offered, undefined, path);
          continue;
        }
        assert.equal(offered, `${BASE}${path.slice(1, -1)}.evidence.json`);
        const file = join(built.folder, `${path.slice(1, -1)}.evidence.json`);
        const bundle = readBundle(file, readFileSync(file, 'utf8'));
        assert.ok('quotes' in bundle, path);
        assert.equal(`/${bundle.page}/`, path);
        if (lookUps.includes(path)) continue;
        assert.ok(bundle.quotes.length >= least.claims[0] && bundle.excerpts.length >= least.claims[1], path);
      }
    });

    test('each diagnostic code has a page with an example, what is printed and the repair', () => {
      for (const [code, { title }] of Object.entries(CATALOGUE)) {
        const document = page(`/reference/diagnostics/${code}/`);
        assert.equal(document.querySelector('h1')?.textContent, title);
        const headings = [...document.querySelectorAll('.sl-markdown-content h2')].map(
          (each) => each.textContent,
        );
        assert.deepEqual(headings, ['Example', 'What is printed', 'Repair']);
        assert.match(document.body.textContent ?? '', new RegExp(`(?:error|warning) ${code}`));
        assert.ok(
          page('/reference/diagnostics/').querySelector(`a[href="${BASE}reference/diagnostics/${code}/"]`),
        );
      }
    });

    test('every link and anchor inside the site leads somewhere', () => {
      const dead: string[] = [];
      const ids = new Map(
        [...pages].map(([path, document]) => [
          path,
          new Set([...document.querySelectorAll('[id]')].map(({ id }) => id)),
        ]),
      );
      for (const [path, document] of pages) {
        for (const link of document.querySelectorAll('a[href]')) {
          const url = new URL(
            link.getAttribute('href') ?? '',
            `https://site.example${BASE.slice(0, -1)}${path}`,
          );
          if (url.host !== 'site.example') continue;
          const file = join(built.folder, decodeURIComponent(url.pathname).slice(BASE.length));
          if (existsSync(file) && statSync(file).isFile()) continue;
          const target = url.pathname.startsWith(BASE)
            ? ids.get(url.pathname.slice(BASE.length - 1))
            : undefined;
          const anchor = decodeURIComponent(url.hash.slice(1));
          if (!target || (anchor !== '' && !target.has(anchor))) dead.push(`${path}: ${url.href}`);
        }
      }
      assert.deepEqual(dead, []);
    });

    test('the headings that links may name are those that the build gives their ids', async () => {
      const { verified: written } = await readPages(content, nodeHost());
      for (const { page: name, anchors } of written.filter(
        (each) => !/^(?:rules|glossary|notes|experiments)\//.test(each.page),
      )) {
        const document = page(name === 'index' ? '/' : `/${name}/`);
        const ids = [...document.querySelectorAll('.sl-markdown-content :is(h1, h2, h3, h4, h5, h6)[id]')];
        assert.deepEqual(
          ids.map(({ id }) => id),
          anchors,
          name,
        );
      }
    });

    test('every script, style and image that a page asks for is there, and none is on another host', () => {
      for (const [path, document] of pages) {
        for (const asset of document.querySelectorAll(
          'script[src], link[rel=stylesheet], img[src], link[rel~=icon]',
        )) {
          const address = asset.getAttribute('src') ?? asset.getAttribute('href') ?? '';
          assert.ok(address.startsWith(BASE), `${path}: ${address}`);
          assert.equal(
            globSync(address.slice(BASE.length), { cwd: built.folder }).length,
            1,
            `${path}: ${address}`,
          );
        }
      }
    });

    test('below every page a way leads to the sources and to what was corrected, where the site has them', () => {
      const expected = [
        ...(site.references.length > 0 || site.commits.length > 0 ? [`${BASE}references/`] : []),
        ...(site.errata.length > 0 ? [`${BASE}errata/`] : []),
      ];
      for (const [path, document] of pages) {
        if (!document.querySelector('.pt-frame')) continue;
        const ways = [...document.querySelectorAll('.pt-foot a')].map((way) => way.getAttribute('href'));
        assert.deepEqual(ways, expected, path);
      }
    });

    test('every page but the one for missing pages is there as Markdown too, and says where', () => {
      for (const [path, document] of pages) {
        const twin = document.querySelector('link[type="text/markdown"]')?.getAttribute('href') ?? null;
        if (path === '/404.html') {
          assert.equal(twin, null);
          continue;
        }
        assert.ok(twin, path);
        assert.ok(twin.startsWith(BASE), path);
        const text = readFileSync(join(built.folder, twin.slice(BASE.length)), 'utf8');
        assert.ok(
          text.startsWith(`# ${document.querySelector('h1')?.textContent?.split(/[`_*<[]/)[0]}`),
          path,
        );
        assert.doesNotMatch(text, /Permalink|sr-only|<div|<span|^Addresses$|Cite this page/m, path);
      }
    });

    test('the Markdown of an explainer has each quote with its author and place, and each excerpt whole', () => {
      for (const [key, { words, by, thread }] of Object.entries(site.quotes)) {
        const page = key.split('#')[0] ?? '';
        if (!page.startsWith('explainers/')) continue;
        const text = readFileSync(join(built.folder, `${page}.md`), 'utf8');
        const first = words.split(/[^A-Za-z ]/)[0] ?? '';
        assert.ok(text.includes(first), `${key}: ${first}`);
        assert.ok(text.includes(`[${by}](`), key);
        assert.ok(text.includes(`${address}${BASE}threads/${thread}/#`), key);
      }
      for (const [key, verified] of Object.entries(site.excerpts)) {
        if (verified.state !== 'shown') continue;
        const text = readFileSync(join(built.folder, `${key.split('#')[0]}.md`), 'utf8');
        const lines = verified.excerpt.text.split('\n').map((line) => line.trim());
        assert.deepEqual(
          lines.filter((line) => !text.includes(line)),
          [],
          key,
        );
      }
    });

    test('each page has a policy that allows no inline style, and inline scripts by their hash alone', () => {
      for (const [path, document] of pages) {
        const policy = document.querySelector('meta[http-equiv]')?.getAttribute('content') ?? '';
        assert.match(policy, /default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-/, path);
        assert.doesNotMatch(policy, /unsafe-inline|unsafe-hashes|https?:|\*/, path);
        assert.equal(document.querySelectorAll('[style], [onclick], [onload]').length, 0, path);
      }
      for (const file of globSync('_astro/*.css', { cwd: built.folder }))
        assert.doesNotMatch(readFileSync(join(built.folder, file), 'utf8'), /\[style/, file);
    });

    test('the feed, the list for programs and the pictures name only what is there', () => {
      const read = (name: string) => readFileSync(join(built.folder, name), 'utf8');
      const origin = `${address}${BASE}`;
      const fed = [...read('feed.atom').matchAll(/<id>([^<]*)<\/id>/g)].map(([, id = '']) => id);
      assert.ok(fed.length >= least.fed);
      for (const id of fed) assert.ok(pages.has(`/${id.slice(origin.length)}`), id);
      const linked = [...read('llms.txt').matchAll(/\]\((\S+?)\)/g)].map(([, link = '']) => link);
      assert.ok(linked.length >= site.rules.length + site.threads.length);
      for (const link of linked) assert.ok(existsSync(join(built.folder, link.slice(origin.length))), link);
      for (const [path, document] of pages) {
        const picture = document.querySelector('meta[property="og:image"]')?.getAttribute('content');
        if (path === '/404.html' || picture === undefined) continue;
        const file = readFileSync(join(built.folder, picture?.slice(origin.length) ?? ''));
        assert.equal(file.toString('latin1', 1, 4), 'PNG', path);
        assert.deepEqual([file.readUInt32BE(16), file.readUInt32BE(20)], [1200, 630], path);
      }
    });

    test('every paragraph of an explainer can be linked to, and the page lists its places', () => {
      for (const path of [...pages.keys()].filter(isExplainer)) {
        const document = page(path);
        const paragraphs = [...document.querySelectorAll('.sl-markdown-content > p:not(.pt-evidence)')];
        assert.ok(lookUps.includes(path) || paragraphs.length >= least.paragraphs, path);
        for (const { id, textContent } of paragraphs)
          assert.match(id, /^p-[0-9a-f]{8}(?:-\d)?$/, textContent ?? '');
        const listed = [...document.querySelectorAll('.pt-cite ol a')].map((link) =>
          link.getAttribute('href')?.slice(1),
        );
        assert.deepEqual(
          paragraphs.filter(({ id }) => !listed.includes(id)),
          [],
          path,
        );
        const lines = document.querySelectorAll('.ec-line .ln a[id]').length;
        assert.ok(lookUps.includes(path) || lines >= least.codeLines, path);
      }
    });

    test('no id stands twice on a page, and each page has one main heading', () => {
      for (const [path, document] of pages) {
        const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
        assert.deepEqual(
          ids.filter((id, index) => ids.indexOf(id) !== index),
          [],
          path,
        );
        assert.equal(document.querySelectorAll('h1').length, 1, path);
      }
    });

    test('the words of every quote are on its page, letter by letter, spaces too', () => {
      assert.ok(Object.keys(site.quotes).length >= least.quotes);
      for (const [key, quote] of Object.entries(site.quotes)) {
        const shown = [
          ...page(pagePath(key.split('#')[0] ?? '')).querySelectorAll('.pt-quote blockquote p'),
        ].map((words) => words.textContent);
        assert.ok(shown.includes(quote.words), `${key}: ${quote.words}`);
      }
    });

    test('no words of a mail stand twice in what a page shows', () => {
      for (const [path, document] of pages) {
        if (!path.startsWith('/explainers/')) continue;
        const shown = [...document.querySelectorAll('main blockquote')]
          .filter((each) => each.closest('details') === null)
          .map((each) => each.textContent?.replace(/\s+/g, ' ').trim() ?? '');
        const twice = shown.filter((words, at) =>
          shown.some(
            (other, place) => place !== at && (other === words ? place < at : other.includes(words)),
          ),
        );
        assert.deepEqual(twice, [], path);
      }
    });

    test('every excerpt has its code at its true line numbers, or says that the source is not here', () => {
      assert.ok(Object.keys(site.excerpts).length >= least.excerpts);
      for (const [key, verified] of Object.entries(site.excerpts)) {
        const document = page(`/${key.split('#')[0]}/`);
        const figures = [...document.querySelectorAll('.pt-excerpt')];
        const figure = figures.find(
          (each) => each.querySelector('figcaption .pt-lines')?.getAttribute('href') === verified.excerpt.url,
        );
        assert.ok(figure, key);
        if (verified.state === 'unavailable') {
          assert.match(figure.textContent ?? '', /source is not on this machine/, key);
          continue;
        }
        const lines = [...figure.querySelectorAll('.ec-line')];
        // Blanks at the end of a line are not shown.
        const shown = lines.map((line) => [
          line.querySelector('.ln')?.textContent,
          line.querySelector('.code')?.textContent?.trimEnd(),
        ]);
        const { text, firstLine } = verified.excerpt;
        assert.deepEqual(
          shown,
          text.split('\n').map((line, index) => [String(firstLine + index), line.trimEnd()]),
          key,
        );
        assert.equal(figure.querySelectorAll('.pt-notes > li').length, verified.notes.length, key);
      }
    });

    test('the matrix has the verdict of every rule in every version', () => {
      const rows = [...page('/rules/').querySelectorAll('.pt-matrix tbody tr')].map((row) => [
        row.querySelector('th a')?.getAttribute('href'),
        [...row.querySelectorAll('td .pt-word')].map((word) => word.textContent),
      ]);
      const expected = site.rules.map(({ page: path, verdicts }) => [
        `${BASE}${path}/`,
        // A practice has none.
        site.trees.flatMap(({ name }) =>
          verdicts[name] ? [shownVerdict(verdicts[name], ENGLISH).words] : [],
        ),
      ]);
      assert.deepEqual(rows, expected);
      const versions = [...(page('/rules/').querySelector('.pt-matrix thead')?.querySelectorAll('th') ?? [])];
      assert.deepEqual(
        versions.slice(1).map((cell) => cell.textContent),
        site.trees.map(({ version }) => version),
      );
    });

    test('a rule says where it holds and who argued it, and shows every check with links to its lines', () => {
      for (const { page: path, checks, people, statement, kind, restsOn } of site.rules) {
        const document = page(`/${path}/`);
        assert.equal(document.querySelector('.pt-statement')?.textContent, plain(statement), path);
        const verdicts = kind === 'practice' ? 0 : site.trees.length;
        assert.equal(document.querySelectorAll('.pt-verdicts > div').length, verdicts, path);
        const places = [...document.querySelectorAll('.pt-rests-on code')].map((place) => place.textContent);
        assert.deepEqual(places, restsOn, path);
        const argued = [...document.querySelectorAll('.pt-argued a:not(.pt-here)')].map(
          (link) => link.textContent,
        );
        assert.deepEqual(
          argued,
          people.map(({ name }) => name),
          path,
        );
        for (const { id, answers } of checks) {
          const links = document.getElementById(id)?.querySelectorAll('.pt-answer a') ?? [];
          const expected = site.trees.flatMap(({ name }) => answers[name]?.at.slice(0, 4) ?? []);
          assert.deepEqual(
            [...links].map((link) => link.getAttribute('href')),
            expected.map(({ url }) => url),
            `${path} ${id}`,
          );
        }
      }
    });

    test('a comparison has two excerpts, and marks what only one of them has', () => {
      const document = page(`/rules/${comparison}/`);
      const sides = [...document.querySelectorAll('.pt-compare .pt-excerpt')].map((excerpt) => [
        excerpt.querySelectorAll('.ec-line.del').length > 0,
        excerpt.querySelectorAll('.ec-line.ins').length > 0,
        excerpt.querySelectorAll('.pt-notes > li').length,
      ]);
      assert.deepEqual(sides, [
        [true, false, 2],
        [false, true, 2],
      ]);
    });

    test('every symbol that a page names is in the index, with that page', () => {
      const entries = page('/symbols/').querySelectorAll('.pt-defined > li');
      const shown = [...entries].map((entry) => [
        entry.id,
        entry.querySelector('h3')?.textContent,
        [...entry.querySelectorAll('.pt-named a')].map((link) => link.getAttribute('href')),
      ]);
      assert.deepEqual(
        shown.sort(),
        site.symbols
          .map((symbol) => [
            symbolId(symbol),
            symbol.name,
            symbol.pages.map((each) => `${BASE}${each.page}/`),
          ])
          .sort(),
      );
      assert.ok(site.symbols.length >= least.symbols);
    });

    test('code that names a symbol leads to its entry in the index, once on a page, and in running text alone', () => {
      const names = new Map(
        [...page('/symbols/').querySelectorAll('.pt-defined > li')].map((entry) => [
          `${BASE}symbols/#${entry.id}`,
          entry.querySelector('h3')?.textContent,
        ]),
      );
      let count = 0;
      for (const [path, document] of pages) {
        const links = [...document.querySelectorAll('.sl-markdown-content a[href*="/symbols/#"]')].filter(
          ({ firstElementChild }) => firstElementChild?.localName === 'code',
        );
        for (const link of links) {
          const name = names.get(link.getAttribute('href') ?? '');
          assert.match(
            link.textContent ?? '',
            new RegExp(`^(?:(?:struct|union|enum) )?${name}(?:\\(\\))?$`),
            path,
          );
          assert.equal(
            link.closest('blockquote, h1, h2, h3, h4, pre, summary, thead, figcaption'),
            null,
            path,
          );
        }
        // Each term of the glossary is a text of its own.
        const hrefs = new Set(links.map((link) => link.getAttribute('href')));
        if (path !== '/glossary/') assert.equal(hrefs.size, links.length, path);
        count += links.length;
      }
      assert.ok(count >= least.mentions, `${count} links`);
    });

    test('the glossary explains each term once, in one sentence, and pages lead to it', () => {
      const entries = [...page('/glossary/').querySelectorAll('.pt-term')].map((entry) => [
        entry.querySelector('h3')?.id,
        entry.querySelector('.pt-in-short')?.textContent,
      ]);
      assert.deepEqual(entries.sort(), site.glossary.map(({ slug, summary }) => [slug, summary]).sort());
      assert.ok(site.glossary.length >= least.terms);
      for (const { term, summary } of site.glossary) assert.match(summary, /^[^.]+(?:\.\d[^.]*)*\.$/, term);
      for (const path of [...pages.keys()].filter(isExplainer)) {
        const links = [...page(path).querySelectorAll('a[href*="/glossary/#"]')].map((link) =>
          link.getAttribute('href'),
        );
        assert.ok(lookUps.includes(path) || links.length >= least.termLinks, path);
        assert.equal(new Set(links).size, links.length, path);
        assert.equal(
          page(path).querySelectorAll(':is(blockquote, h2, code) a[href*="/glossary/#"]').length,
          0,
          path,
        );
      }
    });

    test('every diagram is drawn on a page, with a caption and the same steps in words', () => {
      const shown = new Set<string>();
      for (const [path, document] of pages) {
        for (const figure of document.querySelectorAll('.pt-diagram')) {
          const id = figure.querySelector('figcaption > [id]')?.id.replace(/-says$/, '') ?? '';
          const diagram = site.diagrams[id];
          assert.ok(diagram, `${path}: ${id}`);
          assert.equal(figure.querySelectorAll('svg').length, diagram.drawings.length, `${path}: ${id}`);
          assert.equal(figure.querySelectorAll('details li').length, diagram.steps.length, `${path}: ${id}`);
          shown.add(id);
        }
      }
      assert.deepEqual([...shown].sort(), Object.keys(site.diagrams).sort());
      assert.ok(shown.size >= least.diagrams);
    });

    test('every explainer has an outline of its debate: each position under its person, with the way to its words', () => {
      assert.equal(Object.keys(site.debates).length, least.debates);
      for (const { name, positions } of Object.values(site.debates)) {
        const document = page(`/explainers/${name}/`);
        const drawn = [...document.querySelectorAll('.pt-debate-picture svg')].map(
          (picture) => picture.querySelectorAll('circle').length,
        );
        assert.deepEqual(drawn, [positions.length, positions.length], name);
        for (const { id, number, by, says, quote } of positions) {
          const shown = document.getElementById(`debate-${name}-${id}`);
          assert.equal(shown?.querySelector('.pt-says')?.textContent, `${number}${says}`, id);
          // What the text quotes is not quoted again: each leads to the other.
          const told = shown?.querySelector('.pt-told')?.getAttribute('href')?.slice(1) ?? null;
          const said = shown?.querySelector('.pt-said')?.textContent ?? null;
          if (told === null) assert.equal(said, quote.words, id);
          else {
            assert.equal(said, null, id);
            const back = document.getElementById(told)?.querySelectorAll('.pt-proof a') ?? [];
            assert.ok(
              [...back].some((each) => each.getAttribute('href') === `#debate-${name}-${id}`),
              id,
            );
          }
          assert.equal(shown?.closest('.pt-voices > li')?.querySelector('.pt-voice')?.textContent, by, id);
          const link = shown?.querySelector('.pt-basis a')?.getAttribute('href');
          assert.equal(link, `${BASE}threads/${quote.thread}/#${quote.passages[0]}`, id);
        }
      }
    });

    test('the timeline has every outcome with what it rests on, and every mail that a position is from, by date', () => {
      const entries = [...page('/timeline/').querySelectorAll('.pt-entry')];
      const ids = entries.map(({ id }) => id);
      for (const { name, positions, outcomes } of Object.values(site.debates)) {
        for (const { id, what, rule } of outcomes) {
          const entry = page('/timeline/').getElementById(`${name}-${id}`);
          assert.ok(entry?.querySelector('.pt-became')?.textContent?.endsWith(plain(what)), what);
          const links = [...(entry?.querySelectorAll('.pt-basis a') ?? [])].map((link) =>
            link.getAttribute('href'),
          );
          if (rule) assert.ok(links.includes(`${BASE}${rule.page}/`), what);
          else assert.notEqual(entry?.querySelector('.pt-basis')?.textContent?.trim(), '', what);
        }
        for (const { quote } of positions) assert.ok(ids.includes(`mail-${quote.message}`), quote.message);
      }
      const years = [...page('/timeline/').querySelectorAll('.pt-timeline h2')].map(
        (each) => each.textContent,
      );
      assert.deepEqual(years, [...years].sort());
      assert.equal(years.at(-1), 'Without a date');
    });

    test('the page of a person has all that they held, and each message of theirs', () => {
      for (const { positions } of Object.values(site.debates))
        for (const { by, says } of positions) {
          const path = [...page('/people/').querySelectorAll('.pt-people a')]
            .find((link) => link.textContent === by)
            ?.getAttribute('href');
          const document = page(`/${path?.slice(BASE.length)}`);
          assert.equal(document.querySelector('h1')?.textContent, by);
          assert.ok(
            [...document.querySelectorAll('.pt-says')].some((each) => each.textContent === says),
            says,
          );
        }
      for (const { slug, messages } of site.threads)
        for (const { id, from } of messages.filter(({ from: { name } }) => name !== null)) {
          const links = [...pages].flatMap(([path, document]) =>
            path.startsWith('/people/') && document.querySelector('h1')?.textContent === from.name
              ? [...document.querySelectorAll('.pt-letters-of .pt-voice a')].map((link) =>
                  link.getAttribute('href'),
                )
              : [],
          );
          assert.ok(links.includes(`${BASE}threads/${slug}/#${id}`), id);
        }
    });

    test('every passage of every message stands in the thread reader under the name of its author', () => {
      for (const { slug, messages } of site.threads) {
        const document = page(`/threads/${slug}/`);
        for (const { passages, recovered } of messages) {
          if (recovered) continue;
          for (const { id, text, author } of passages) {
            const element = document.getElementById(id);
            assert.ok(element, id);
            const words = element.querySelector('.pt-words')?.textContent ?? '';
            assert.equal(words, text, id);
            assert.equal(speakerOver(element), author, id);
          }
        }
      }
    });

    test('the words of every note are marked in the mail, and the note stands beside their passage', () => {
      assert.ok(Object.keys(site.notes).length >= least.notes);
      for (const [key, { id, thread, selector, marks, kind, rule, page: more }] of Object.entries(
        site.notes,
      )) {
        const document = page(`/threads/${thread}/`);
        const note = document.getElementById(id);
        assert.ok(note, `${key}: ${selector.exact}`);
        assert.equal(note.closest('.pt-passage')?.id, marks[0]?.passage, key);
        const marked = marks.map(({ passage }) =>
          [...(document.getElementById(passage)?.querySelectorAll('mark') ?? [])]
            .filter((mark) => mark.getAttribute('aria-details')?.split(' ').includes(id))
            .map((mark) => mark.textContent)
            .join(''),
        );
        assert.equal(folded(marked.join(' ')), selector.exact, key);
        assert.equal(note.querySelector('strong')?.textContent, kindAsText(kind, ENGLISH), key);
        assert.notEqual(note.querySelector('.pt-note-words')?.textContent?.trim() ?? '', '', key);
        assert.deepEqual(
          [...note.querySelectorAll('.pt-note-more a:not([href^="#"])')].map((link) =>
            link.getAttribute('href'),
          ),
          [rule, more].flatMap((to) => (to ? [`${BASE}${to.page}/`] : [])),
          key,
        );
      }
    });

    test("our styles go over Starlight's", () => {
      const css = globSync('_astro/*.css', { cwd: built.folder })
        .map((file) => readFileSync(join(built.folder, file), 'utf8'))
        .find((text) => text.includes('.pt-message'));
      const layers = [...(css ?? '').matchAll(/@layer (\w+)/g)].map(([, name]) => name);
      assert.deepEqual([...new Set(layers)], ['starlight', 'postil']);
    });

    test('no page leaks a path of the machine, an unset value or a raw component', () => {
      const written = globSync('**/*.mdx', { cwd: content })
        .map((file) => folded(readFileSync(join(content, file), 'utf8')))
        .join(' ');
      const isWritten = (words: string) => words !== 'undefined' && written.includes(words);
      for (const [path, document] of pages) {
        assert.ok(!texts.get(path)?.includes(process.cwd()), path);
        // Pages about writing show components as code, and name them.
        const isReference = path.startsWith('/reference/');
        const body = isReference ? (document.body.cloneNode(true) as HTMLElement) : document.body;
        if (isReference) for (const code of body.querySelectorAll('pre, code')) code.remove();
        const text = body.textContent ?? '';
        // The word itself may be an author's: then it stands among words of theirs.
        const unset = [...text.matchAll(/[\w ]{0,12}\bundefined\b[\w ]{0,12}/g)].map(([words]) =>
          words.trim(),
        );
        assert.deepEqual(
          unset.filter((words) => !isWritten(words)),
          [],
          path,
        );
        assert.doesNotMatch(text, /\[object Object\]/, path);
        const raw = new RegExp(`<(?:${Object.keys(COMPONENTS).join('|')})${isReference ? ' \\w+=' : '\\b'}`);
        assert.doesNotMatch(text, raw, path);
      }
    });
  });
}

/** The list of all explainers is none. */
export const isExplainer = (path: string): boolean => /^\/explainers\/./.test(path);

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The name a reader sees over a passage: that of its run. */
const speakerOver = (passage: Element): string | null =>
  passage.closest('.pt-run')?.querySelector(':scope > .pt-speaker > .pt-name')?.textContent ?? null;
