import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parseHTML } from 'linkedom';
import type { Browser, Page } from 'playwright-core';
import { replaced } from '../../src/base/replaced.ts';
import { hiddenMarks } from '../../src/site/built/hidden-marks.ts';
import { startBrowser } from '../browser/browser.ts';
import { type Built, copyExample, runAstro, serve } from '../site/build.ts';
import { ENGLISH } from '../words.ts';

const marked = (html: string): string => replaced(html, hiddenMarks(html, ENGLISH));

test('each hidden letter of a page gets a mark with its name, and the words stay as they were', () => {
  const html = '<p title="\u202e">x &amp; un\u200bsafe <b>\u202eevil</b>\u{E0062}</p>';
  const { document } = parseHTML(marked(html));
  assert.equal(document.querySelector('p')?.textContent, 'x & un\u200bsafe \u202eevil\u{E0062}');
  assert.deepEqual(
    [...document.querySelectorAll('bdi.pt-hidden[role=img]')].map((mark) => [
      mark.textContent,
      mark.getAttribute('aria-label'),
      mark.getAttribute('data-letter'),
    ]),
    [
      ['\u200b', 'hidden letter U+200B (zero width space)', 'U+200B'],
      ['\u202e', 'hidden letter U+202E (right-to-left override)', 'U+202E'],
      ['\u{E0062}', 'hidden letter U+E0062 (tag letter)', 'U+E0062'],
    ],
  );
});

test('a million of such letters have a name at first, then a mark, and those that stand together one', () => {
  const together = marked(`<p>${'\u200b'.repeat(1_000_000)}</p>`);
  assert.equal(parseHTML(together).document.querySelectorAll('.pt-hidden').length, 1);
  assert.match(together, /data-letter="U\+200B × 1000000"/);
  const apart = marked(`<p>${'\u202ea'.repeat(100_000)}</p>`);
  assert.equal(apart.match(/aria-label/g)?.length, 1000);
  assert.equal(apart.match(/<bdi class="pt-hidden"[^>]*>\u202e<\/bdi>a/g)?.length, 100_000);
  assert.ok(apart.length < 100_000 * 40);
});

test('nothing is marked that a script or an emoji needs, nor where no element can stand', () => {
  for (const html of [
    '<p>👩‍💻 ❤️ می\u200cخواهم שלום\u200f.</p>',
    '<title>a\u202eb</title><script>"\u202e"</script><svg><text>\u202e</text></svg><p title="\u202e">x</p>',
  ])
    assert.equal(marked(html), html);
});

const WORDS = [
  'Plain words before.',
  'Left \u202eturned\u2066 right.',
  '',
  'שלום, this line is Hebrew.',
  'مرحبا، هذا السطر عربي.',
  'And plain words after.',
].join('\n');

const MAIL = [
  'From: "Eve \u202eevE\u2067" <eve@rill.example>',
  'Date: Mon, 1 Jul 2024 10:00:00 +0000',
  'Message-ID: <hostile@rill.example>',
  'Subject: Valves \u202eand more',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  WORDS,
  '',
].join('\n');

/** The name of its file; no disk takes a slash. */
const FILE = 'hostile \x1b[1m\x07\u202e.eml';

describe('a page with mail of a stranger', () => {
  let project: string;
  let built: Built;
  let browser: Browser;
  let page: Page;
  let close: () => void;

  before(async () => {
    project = copyExample();
    writeFileSync(join(project, 'content/threads/valve-deadline', FILE), MAIL);
    const folder = join(project, 'dist');
    // Colours of the build's own are letters that a terminal obeys.
    const { status, output } = await runAstro(['build'], { NO_COLOR: '1', FORCE_COLOR: '' }, project);
    assert.equal(status, 0, output);
    built = { folder, base: '/', output, status };
    const { server, origin } = await serve(built);
    close = () => void server.close();
    browser = await startBrowser();
    page = await browser.newPage();
    await page.goto(`${origin}/threads/valve-deadline/`);
  });
  after(async () => {
    await browser?.close();
    close?.();
    rmSync(project, { recursive: true });
  });

  test('the build tells of it, and prints none of its letters', () => {
    assert.match(built.output, /warning mail-hidden-characters/);
    assert.doesNotMatch(built.output, /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
  });

  test('has its words letter for letter', () => {
    const html = readFileSync(join(built.folder, 'threads/valve-deadline/index.html'), 'utf8');
    const { document } = parseHTML(html);
    const passages = [...document.querySelectorAll('.pt-words')].map(({ textContent }) => textContent);
    assert.ok(passages.join('\n').includes('Left \u202eturned\u2066 right.'));
    assert.ok(passages.join('\n').includes('שלום, this line is Hebrew.\nمرحبا، هذا السطر عربي.'));
    const { length } = document.querySelectorAll('.pt-words .pt-hidden');
    assert.equal(length, 2);
  });

  /** Where words of the page are drawn. */
  const boxOf = (words: string): Promise<{ readonly left: number; readonly right: number }> =>
    page.evaluate((wanted) => {
      const walker = document.createTreeWalker(
        document.querySelector('main') as Element,
        NodeFilter.SHOW_TEXT,
      );
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(wanted) ?? -1;
        if (at === -1) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const { left, right } = range.getBoundingClientRect();
        if (right > left) return { left, right };
      }
      throw new Error(`Nowhere: ${wanted}`);
    }, words);

  test('is read from left to right around letters that would turn it', async () => {
    const [left, turned, right] = [await boxOf('Left '), await boxOf('turned'), await boxOf(' right.')];
    assert.ok(left.right <= turned.left && turned.right <= right.left, JSON.stringify([left, turned, right]));
    // Inside of the word too.
    const inner = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (node.textContent === 'turned')
          return [0, 5].map((at) => {
            const range = document.createRange();
            range.setStart(node as Node, at);
            range.setEnd(node as Node, at + 1);
            return range.getBoundingClientRect().left;
          });
      return [];
    });
    assert.ok((inner[0] ?? 0) < (inner[1] ?? 0), String(inner));
  });

  test('sets a Hebrew and an Arabic line from the right, and the lines around it from the left', async () => {
    const before = await boxOf('Plain words before.');
    const after = await boxOf('And plain words after.');
    const [hebrew, english] = [await boxOf('שלום'), await boxOf('this line is Hebrew')];
    const arabic = await boxOf('مرحبا');
    assert.equal(Math.round(before.left), Math.round(after.left));
    assert.ok(hebrew.left > english.right, 'Hebrew stands to the right of what follows it');
    assert.equal(Math.round(hebrew.right), Math.round(arabic.right));
    assert.ok(hebrew.right > after.right);
  });
});
