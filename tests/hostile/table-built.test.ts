/** All mail of the table on the pages of one site: whatever a program or a reader gets of it, it is words. */
import assert from 'node:assert/strict';
import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { Parser } from 'htmlparser2';
import { parseHTML } from 'linkedom';
import { type MdastNode, markdownToMdast } from 'satteri';
import { runAstro } from '../site/build.ts';
import { REMOTE } from './table/mail-cases.ts';
import { type HostileSite, hostileSite } from './table/site.ts';

/** What leads somewhere when it is pressed, and what loads as soon as it is there. */
const LEADS = ['href', 'action', 'formaction', 'xlink:href', 'cite', 'ping'];
const LOADS = ['src', 'srcset', 'poster', 'data', 'background', 'srcdoc', 'manifest'];

/** Letters that no XML may hold, and signs that begin no reference. */
const NOT_XML = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/u;

describe('a site of all mail of the table', () => {
  let made: HostileSite;
  let folder: string;
  const pages = new Map<string, Document>();
  const filesOf = (pattern: string): string[] => globSync(pattern, { cwd: folder });
  const textOf = (file: string): string => {
    const bytes = readFileSync(join(folder, file));
    return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString();
  };

  before(async () => {
    made = await hostileSite();
    const { status, output } = await runAstro(['build'], {}, made.project);
    assert.equal(status, 0, output.slice(-4000));
    folder = join(made.project, 'dist');
    for (const file of filesOf('**/*.html'))
      pages.set(`/${file}`.replace(/index\.html$/, ''), parseHTML(textOf(file)).document);
  });
  after(() => rmSync(made.project, { recursive: true, force: true }));

  test('has its mails, their people and quotes of them', () => {
    assert.ok(made.mails >= 300 && made.quotes >= 100, JSON.stringify(made));
    assert.equal(filesOf('threads/*/original/*.txt').length >= made.mails, true);
    const quotes = pages.get('/explainers/said/')?.querySelectorAll('.pt-quote').length ?? 0;
    assert.equal(quotes, made.quotes);
    assert.ok(filesOf('people/*/index.html').length >= 80);
  });

  test('has a page for each of their names, also of those that one address would do for', () => {
    const list = pages.get('/people/')?.querySelectorAll('.pt-people a') ?? [];
    const shown = [...list].map((link) => [link.textContent, link.getAttribute('href') ?? ''] as const);
    assert.equal(new Set(shown.map(([, href]) => href)).size, shown.length);
    assert.ok(shown.some(([name]) => name === 'BOB O NEIL'));
    for (const [name, href] of shown)
      assert.equal(
        pages.get(decodeURIComponent(href))?.querySelector('h1')?.textContent?.replace(/\s+/g, ' ').trim(),
        name?.replace(/\s+/g, ' ').trim(),
        href,
      );
  });

  test('runs no script of theirs, and has no attribute that would', () => {
    for (const [path, document] of pages) {
      for (const script of document.querySelectorAll('script')) {
        assert.doesNotMatch(script.textContent ?? '', /HOSTILE/, path);
        assert.match(script.getAttribute('src') ?? '/', /^\/(?!\/)/, path);
      }
      for (const element of document.querySelectorAll('*'))
        for (const { name } of element.attributes) assert.doesNotMatch(name, /^on|^style$/i, path);
    }
  });

  test('loads nothing that they name, and has no element that takes a reader away', () => {
    for (const [path, document] of pages) {
      const taken = document.querySelectorAll(
        'iframe, frame, object, embed, base, applet, portal, meta[http-equiv=refresh], form[action]',
      );
      assert.equal(taken.length, 0, path);
      for (const element of document.querySelectorAll('*')) {
        for (const name of LOADS) {
          const value = element.getAttribute(name);
          if (value !== null) assert.match(value, /^\/(?!\/)/, `${path}: ${element.tagName} ${name}`);
        }
        for (const name of LEADS) {
          const value = element.getAttribute(name);
          if (value === null) continue;
          const [protocol] = /^[a-z][a-z0-9+.-]*:/i.exec(value.replace(/[\s\p{Cc}]/gu, '')) ?? ['https:'];
          assert.match(protocol, /^(?:https?|mailto):$/i, `${path}: ${value}`);
          if (element.tagName === 'LINK')
            assert.match(value, /^(?:\/(?!\/)|https:\/\/hostile\.example\/)/, path);
        }
      }
    }
  });

  test('has one title on each page, which is words', () => {
    for (const [path, document] of pages) {
      const titles = document.querySelectorAll('head > title');
      assert.equal(titles.length, 1, path);
      const heading = document.querySelector('h1')?.textContent?.trim() ?? '';
      const title = titles[0]?.textContent ?? '';
      assert.ok(title.replace(/\s+/g, ' ').startsWith(heading.replace(/\s+/g, ' ')), `${path}: ${title}`);
    }
  });

  test('every link inside leads to a file, and to a place of it', () => {
    const ids = new Map(
      [...pages].map(([path, document]) => [
        path,
        new Set([...document.querySelectorAll('[id]')].map(({ id }) => id)),
      ]),
    );
    const files = new Set(filesOf('**/*').map((file) => `/${file}`));
    const dead: string[] = [];
    for (const [path, document] of pages)
      for (const link of document.querySelectorAll('a[href], link[href]:not([rel=canonical])')) {
        const href = link.getAttribute('href') ?? '';
        if (!URL.canParse(href, `https://hostile.example${path}`)) {
          dead.push(`${path}: ${href}`);
          continue;
        }
        const url = new URL(href, `https://hostile.example${path}`);
        if (url.host !== 'hostile.example') continue;
        const to = decodeURIComponent(url.pathname);
        const places = ids.get(to);
        const place = decodeURIComponent(url.hash.slice(1));
        if (places ? place !== '' && !places.has(place) : !files.has(to)) dead.push(`${path}: ${href}`);
      }
    assert.deepEqual(dead, []);
  });

  test('tells nobody an address, in no file', () => {
    for (const file of filesOf('**/*')) {
      if (!/\.\w+$/.test(file)) continue;
      const text = textOf(file);
      const at = text.search(/zelda|quux|192\.0\.2\.7/i);
      assert.equal(at, -1, `${file}: ${text.slice(Math.max(0, at - 60), at + 60)}`);
    }
  });

  test('is Markdown too, in which they are words as well', () => {
    for (const file of filesOf('**/*.md').concat('llms.txt')) {
      const left: MdastNode[] = [markdownToMdast(textOf(file))];
      for (let node = left.pop(); node !== undefined; node = left.pop()) {
        if ('children' in node) left.push(...(node.children as readonly MdastNode[]));
        if (node.type === 'html') assert.doesNotMatch(node.value, /HOSTILE|evil|<\/?[a-z]+\b.*=/i, file);
        if (node.type === 'image') assert.doesNotMatch(node.url, /evil/, file);
        if (node.type === 'definition') assert.doesNotMatch(node.url, /evil|javascript/, file);
        if (node.type === 'link') {
          assert.match(node.url, /^(?:https?:|mailto:|\/|#)/i, file);
          // A link whose words say something else than where it leads.
          const words = wordsOf(node);
          if (node.url.startsWith(REMOTE)) assert.doesNotMatch(words, /HOSTILE/, file);
        }
        // A title may have these words; then its page begins with it.
        if (node.type === 'heading')
          assert.ok(wordsOf(node).replace(/\s+/g, ' ') !== 'HOSTILE heading' || node.depth === 1, file);
      }
    }
  });

  test('its data is JSON, and its feeds are XML', () => {
    for (const file of filesOf('**/*.json')) assert.doesNotThrow(() => JSON.parse(textOf(file)), file);
    const feeds = filesOf('*.{xml,atom}');
    assert.ok(feeds.length >= 2, feeds.join());
    for (const file of feeds) {
      const text = textOf(file);
      assert.equal(text.search(NOT_XML), -1, file);
      const open: string[] = [];
      let depths = 0;
      const parser = new Parser(
        {
          onopentagname: (name) => void open.push(name),
          onclosetag: (name, isImplied) => {
            assert.equal(open.pop(), name, file);
            if (!isImplied) depths += 1;
          },
          oncdatastart: () => assert.fail(file),
        },
        { xmlMode: true },
      );
      parser.end(text);
      assert.deepEqual(open, [], file);
      assert.ok(depths > 0, file);
      assert.doesNotMatch(text, /HOSTILE_RUN\(\)<\/script>/, file);
    }
  });
});

function wordsOf(node: MdastNode): string {
  const words: string[] = [];
  const left = [node];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if ('value' in next && typeof next.value === 'string') words.push(next.value);
    if ('children' in next) left.push(...(next.children as readonly MdastNode[]));
  }
  return words.join('');
}
