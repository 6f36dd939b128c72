/** The example in another language: its authors write as before, and the interface has no English word left. */
import assert from 'node:assert/strict';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { parseHTML } from 'linkedom';
import { DE } from '../../src/site/words/de.ts';
import { EN, type Words } from '../../src/site/words/en.ts';
import { copyExample, runAstro } from './build.ts';

/** What reads the same as a word of the interface, and is written by authors or by a program in English. */
const NOT_OURS = '[lang="en"], code, pre, em, .pt-words, script, style';

/** Words in which nothing is filled in, and that German does not have as well. */
const WHOLE = (Object.keys(EN) as (keyof Words)[])
  .filter((key) => EN[key] !== DE[key] && !/\{\{|\[/.test(EN[key]) && EN[key].length > 3)
  .map((key): string => EN[key]);

/** The longest stretch between what is filled in, of a word that is long enough to be told from what authors write. */
const STRETCHES = (Object.keys(EN) as (keyof Words)[])
  .filter((key) => EN[key].includes('{{') && EN[key] !== DE[key])
  .flatMap((key) =>
    EN[key]
      .split(/\{\{\w+\}\}/)
      .map((part) => part.trim())
      .filter((part) => part.split(' ').length >= 3 && !DE[key].includes(part)),
  );

test('a site in German has no English word of the interface, and writes dates and numbers as in German', async (context) => {
  const project = copyExample();
  context.after(() => rmSync(project, { recursive: true, force: true }));
  const config = join(project, 'astro.config.mjs');
  const settings = readFileSync(config, 'utf8');
  const changed = settings.replace(
    'starlight: { ',
    "starlight: { locales: { root: { label: 'Deutsch', lang: 'de' } }, ",
  );
  assert.notEqual(changed, settings);
  writeFileSync(config, changed);
  mkdirSync(join(project, 'src/content/i18n'), { recursive: true });
  writeFileSync(
    join(project, 'src/content/i18n/de.json'),
    JSON.stringify({ 'postil.kind.explainer': 'Aufsatz', 'postil.sidebar.explainers': 'Aufsätze' }),
  );
  const { status, output } = await runAstro(['build'], {}, project);
  assert.equal(status, 0, output);
  assert.doesNotMatch(output, /i18n.*(?:empty|does not exist)|No files found/);

  const dist = join(project, 'dist');
  const left: string[] = [];
  for (const file of globSync('**/*.html', { cwd: dist })) {
    const { document } = parseHTML(readFileSync(join(dist, file), 'utf8'));
    assert.equal(document.documentElement.getAttribute('lang'), 'de', file);
    for (const element of document.querySelectorAll(NOT_OURS)) element.remove();
    const texts = shownIn(document);
    for (const text of texts) if (WHOLE.includes(text)) left.push(`${file}: ${text}`);
    const all = texts.join('\n');
    for (const part of STRETCHES) if (all.includes(part)) left.push(`${file}: ${part}`);
  }
  assert.deepEqual(left.slice(0, 40), []);

  const thread = readFileSync(join(dist, 'threads/valve-deadline/index.html'), 'utf8');
  assert.match(thread, /4\. März 2024, 09:12 Uhr \(UTC\)/);
  assert.match(thread, /10 Nachrichten, die älteste zuerst/);
  assert.match(thread, /Aufsätze/);
  const { kinds } = JSON.parse(
    parseHTML(thread).document.querySelector('site-search')?.getAttribute('data-words') ?? '{}',
  ) as { kinds: Record<string, string> };
  assert.equal(kinds.explainer, 'Aufsatz');
  assert.match(readFileSync(join(dist, 'llms.txt'), 'utf8'), /## Aufsätze[\s\S]*## Regeln/);
  const book = unzipSync(readFileSync(join(dist, 'site.epub')));
  const inBook = (name: string) => strFromU8(book[`EPUB/${name}`] ?? new Uint8Array());
  assert.match(inBook('content.opf'), /<dc:language>de<\/dc:language>/);
  assert.match(inBook('contents.xhtml'), /<h1>Inhalt<\/h1>[\s\S]*Aufsätze[\s\S]*Regeln: /);
  assert.match(inBook('front.xhtml'), /zuletzt am 1\. Juni 2024[\s\S]*stehen nicht in diesem Buch/);
  assert.match(readFileSync(join(dist, 'rules.md'), 'utf8'), /\n---\n\nQuelle: https/);
});

/** Every text of a page, and what is read out in its place. */
function shownIn(document: Document): string[] {
  const texts: string[] = [];
  const walk = (node: Node): void => {
    // The parser begins a new text at each reference.
    let text = '';
    const end = () => {
      texts.push(text.replace(/\s+/g, ' ').trim());
      text = '';
    };
    for (const child of node.childNodes) {
      if (child.nodeType === 3) text += child.textContent ?? '';
      else {
        end();
        walk(child);
      }
    }
    end();
  };
  walk(document);
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      texts.push(element.getAttribute(name) ?? '');
  return texts.filter((text) => text !== '');
}
