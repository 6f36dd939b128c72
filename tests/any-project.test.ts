/** The generator serves any project's mail and code: what it shows and prints speaks of none of them. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';
import { OF_ANOTHER } from './projects/of-another.ts';

/** Files that know a format or a place of one project, and show nothing of it. */
const KNOW_ONE: Readonly<Record<string, string>> = {
  'src/cli/commands/import-message.ts': 'addresses of that archive which only lead on',
  'src/sources/tree.ts': 'the version in the Makefile that one project has at its top',
  'src/sources/makefile.ts': 'the same',
  'src/sources/bundle.ts': 'the same',
  'src/quoting/unread-header.ts': 'words that begin a list of facts about a machine',
  'src/quoting/attribution.ts': 'a mail program that people of that list use',
};

/** What boots is one, whatever project a site is of: these say so, and nothing else does. */
const BOOTS =
  /^src\/(?:experiments\/|cli\/commands\/experiment\.ts|site\/reference\/examples\/experiments\.ts)/;
const OPTION = '--kernel <name=image...>';

test('no text of the generator speaks of one project', () => {
  const speaking = globSync('{src,create-postil/src}/**/*.{ts,astro}')
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !(file in KNOW_ONE) && !BOOTS.test(file))
    .flatMap((file) =>
      textsOf(file)
        .filter((text) => OF_ANOTHER.test(text) && text !== OPTION)
        .map((text) => `${file}: ${text}`),
    );
  assert.deepEqual(speaking, []);
});

test('no file of a new site speaks of one project', () => {
  const speaking = globSync('create-postil/{template/**/*,README.md}', { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`)
    .filter((file) => OF_ANOTHER.test(readFileSync(file, 'utf8')));
  assert.deepEqual(speaking, []);
});

/** String literals, templates and text between tags; of a component, everything but comments and imports. */
function textsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.astro'))
    return text.split('\n').filter((line) => !/^\s*(?:\/\/|\/?\*|import\b)/.test(line));
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return texts;
}
