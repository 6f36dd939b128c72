import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { COMPONENTS } from '../../../src/citations/page/components.ts';
import { TURNING } from '../../../src/citations/words/turning.ts';

const pageOf = (name: string): string => readFileSync(`content/reference/${name}.mdx`, 'utf8');

/** The text of the fences of a language, in order. */
const fencesIn = (page: string, language: string): string[] =>
  [...page.matchAll(/^```(\w+).*\n([\s\S]*?)\n```$/gm)].flatMap(([, own, text]) =>
    own === language ? [text ?? ''] : [],
  );

const help = (...args: string[]): string =>
  spawnSync(process.execPath, ['src/cli/main.ts', 'help', ...args], { encoding: 'utf8' }).stdout.trim();

test('the page of the command shows the help of every command as it is printed', () => {
  const commands = [...help().matchAll(/^ {2}(\w+) (?:\[|<)/gm)].map(([, name]) => name ?? '');
  const shown = fencesIn(pageOf('command'), 'txt');
  assert.deepEqual(
    commands.filter((name) => name !== 'help' && !shown.includes(help(name))),
    [],
  );
  assert.equal(shown.length, commands.filter((name) => name !== 'help').length);
});

test('every example on the page of components is also there for real, a note beside the thread it notes', () => {
  const page = pageOf('components');
  const examples = fencesIn(page, 'mdx');
  const notes = readdirSync('content/notes').map((file) => readFileSync(`content/notes/${file}`, 'utf8'));
  const built = [page.replace(/^```[\s\S]*?^```$/gm, ''), ...notes].join('\n');
  assert.deepEqual(
    examples.filter((example) => !built.includes(example)),
    [],
  );
  for (const name of Object.keys(COMPONENTS)) {
    assert.ok(page.includes(`<PropList of="${name}" />`), name);
    assert.ok(examples.join('\n').includes(`<${name}`), name);
  }
});

test('a component takes the properties that the table of components has, and those put in at compile time', () => {
  for (const [name, { props }] of Object.entries(COMPONENTS)) {
    const source = readFileSync(`src/site/components/${name}.astro`, 'utf8');
    const own = [...source.matchAll(/^ {2}readonly (\w+)(\??): (?:string|'.*');$/gm)]
      .map(([, prop, optional]) => `${prop}${optional}`)
      .filter((prop) => !['use?', 'id?', 'slug?'].includes(prop));
    const known = Object.entries(props).map(([prop, { required }]) => `${prop}${required ? '' : '?'}`);
    assert.deepEqual(own.sort(), known.sort(), name);
  }
});

test('the matching contract names every word that an omission is looked through for', () => {
  const words = pageOf('matching').replace(/\s+/g, ' ');
  for (const word of TURNING) assert.match(words, new RegExp(`[*, ]${word}[*,]`), word);
});
