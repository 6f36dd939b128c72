import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { COMPONENTS } from '../../src/citations/page/components.ts';
import { TURNING } from '../../src/citations/words/turning.ts';
import { commandTable } from '../../src/cli/commands.ts';
import { postil } from '../../tests/rooms/cli/command.ts';

const pageOf = (name: string): string => readFileSync(`content/reference/${name}.mdx`, 'utf8');

/** The text of the fences of a language, in order. */
const fencesIn = (page: string, language: string): string[] =>
  [...page.matchAll(/^```(\w+).*\n([\s\S]*?)\n```$/gm)].flatMap(([, own, text]) =>
    own === language ? [text ?? ''] : [],
  );

/** Never run here: the table only tells of its commands. */
const program = commandTable({ anywhere: unasked, onSite: unasked, print: unasked });

async function unasked(): Promise<void> {}

test('the page of the command shows the help of every command as it is printed', async () => {
  const helps = program.commands.map((command) => command.helpInformation().trim());
  assert.ok(helps.length > 0);
  if (process.env.UPDATE) updatePage();
  assert.deepEqual(fencesIn(pageOf('command'), 'txt').sort(), [...helps].sort());
  assert.ok(helps.includes((await postil('help check')).out.trim()));
});

/** With UPDATE=1: below the heading of each command, its help as it is now. */
function updatePage(): void {
  let page = pageOf('command');
  for (const command of program.commands) {
    const heading = `\n## ${command.name()}\n`;
    assert.ok(page.includes(heading), `The page has no heading for ${command.name()}.`);
    const fence = page.indexOf('```txt', page.indexOf(heading));
    const begin = page.indexOf('\n', fence) + 1;
    page = `${page.slice(0, begin)}${command.helpInformation().trim()}\n${page.slice(page.indexOf('```', begin))}`;
  }
  writeFileSync('content/reference/command.mdx', page);
}

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
      .filter((prop) => !['use?', 'id?', 'slug?', 'value?'].includes(prop));
    const known = Object.entries(props).map(([prop, { required }]) => `${prop}${required ? '' : '?'}`);
    assert.deepEqual(own.sort(), known.sort(), name);
  }
});

test('the matching contract names every word that an omission is looked through for', () => {
  const words = pageOf('matching').replace(/\s+/g, ' ');
  for (const word of TURNING) assert.match(words, new RegExp(`[*, ]${word}[*,]`), word);
});
