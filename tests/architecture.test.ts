import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';

/** Which rooms each room may import from; see the table of rooms in CONTRIBUTING.md. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  base: [],
  mail: ['base'],
  quoting: ['base', 'mail'],
  sources: ['base'],
  evidence: ['base', 'sources'],
  experiments: ['base', 'sources'],
  citations: ['base', 'mail', 'quoting', 'sources', 'evidence', 'experiments'],
  site: ['base', 'mail', 'quoting', 'sources', 'evidence', 'experiments', 'citations'],
  cli: ['base', 'mail', 'quoting', 'sources', 'evidence', 'experiments', 'citations'],
};

/**
 * Disk, network and processes are lent by the edges. Hashing, checking signatures and packing are pure; the C grammar is a part of the
 * program.
 */
const PURE_ROOMS = ['base', 'mail', 'quoting', 'sources', 'evidence', 'experiments', 'citations'];
const EDGE_FILES = ['host', 'fetch', 'own-network', 'progress', 'code-digest'].map(
  (name) => `src/base/node-${name}.ts`,
);
const MAY_USE_NODE: Readonly<Record<string, readonly string[]>> = {
  'src/base/hash.ts': ['node:crypto'],
  'src/base/signature.ts': ['node:crypto'],
  'src/mail/bytes.ts': ['node:buffer'],
  'src/sources/bundle.ts': ['node:events', 'node:stream/consumers', 'node:util', 'node:zlib'],
  'src/sources/lexicon.ts': ['node:stream/consumers', 'node:util', 'node:zlib'],
  'src/sources/c/grammar.ts': ['node:module'],
};

interface Import {
  readonly file: string;
  readonly from: string;
}

const files = globSync('src/**/*.{ts,astro}').map((file) => file.replaceAll('\\', '/'));
const imports: readonly Import[] = files.flatMap((file) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /^\s*(?:import|export)[^'";]*?from '([^']+)'|^\s*import '([^']+)'|import\('([^']+)'\)/gm,
    ),
  ].map((match) => ({ file, from: match[1] ?? match[2] ?? match[3] ?? '' })),
);
const roomOf = (file: string): string | undefined => /^src\/(\w+)\//.exec(file)?.[1];
const target = ({ file, from }: Import): string | null =>
  from.startsWith('.') ? normalize(join(dirname(file), from)).replaceAll('\\', '/') : null;

test('every room is known, and imports only from rooms before it', () => {
  const wrong = imports.filter((each) => {
    const [own, other] = [roomOf(each.file), roomOf(target(each) ?? '')];
    return own && other && own !== other && !MAY_IMPORT[own]?.includes(other);
  });
  assert.deepEqual(wrong, []);
  assert.deepEqual(
    [...new Set(files.map(roomOf))].filter((room) => room && !(room in MAY_IMPORT)),
    [],
  );
});

test('a pure room touches no disk, no network, no process and no Astro', () => {
  const wrong = imports.filter(({ file, from }) => {
    const pure = PURE_ROOMS.includes(roomOf(file) ?? '') && !EDGE_FILES.includes(file);
    return pure && /^(?:node:|astro|virtual:|@astrojs)/.test(from) && !MAY_USE_NODE[file]?.includes(from);
  });
  assert.deepEqual(wrong, []);
  for (const file of files.filter(
    (each) => PURE_ROOMS.includes(roomOf(each) ?? '') && !EDGE_FILES.includes(each),
  )) {
    assert.doesNotMatch(
      readFileSync(file, 'utf8'),
      /\bprocess\.|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bfetch\(\s*['"`]/,
      file,
    );
  }
});

test("only the edges make the real host and the terminal's progress bar", () => {
  const users = imports
    .filter((each) => EDGE_FILES.includes(target(each) ?? '') && !EDGE_FILES.includes(each.file))
    .map(({ file }) => roomOf(file));
  assert.deepEqual([...new Set(users)].sort(), ['cli', 'site']);
});

test('only the site knows Astro', () => {
  const users = imports
    .filter(({ from }) => /^(?:astro|@astrojs)\b/.test(from))
    .map(({ file }) => roomOf(file) ?? file);
  assert.deepEqual([...new Set(users)], ['site']);
});

test('there is no cycle of imports', () => {
  const graph = new Map(files.map((file) => [file, new Set<string>()]));
  for (const each of imports) {
    const other = target(each);
    if (other && graph.has(other) && other !== each.file) graph.get(each.file)?.add(other);
  }
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    assert.ok(!path.includes(file), `cycle: ${[...path, file].join(' -> ')}`);
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
});

/**
 * The rooms inside of the room of citations, one for each noun, and which of the others each may use. What all of them know
 * (the site as plain data, the memory) and what knows all of them (the table of nouns) lie beside the rooms.
 */
const NOUNS: Readonly<Record<string, readonly string[]>> = {
  words: [],
  page: ['words'],
  threads: ['words'],
  seals: ['threads'],
  quotes: ['page', 'threads', 'words'],
  notes: ['page', 'threads', 'words'],
  debates: ['page', 'quotes', 'threads', 'words'],
  code: ['page', 'quotes', 'words'],
  glossary: ['code', 'page', 'words'],
  experiments: ['page', 'words'],
  rules: ['code', 'experiments', 'page', 'words'],
  diagrams: ['page', 'words'],
  links: ['glossary', 'page', 'quotes', 'threads', 'words'],
  prose: ['code', 'page', 'threads', 'words'],
  people: ['quotes', 'threads', 'words'],
  bundle: ['quotes', 'seals', 'threads', 'words'],
};
const KNOWN_TO_ALL = ['src/citations/memory.ts', 'src/citations/site.ts'];

/** Imports of values: types are gone when the program runs, and the data of a site is told in types of many rooms. */
const valueImports: readonly Import[] = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/^\s*(?:import|export)(?! type)[^'";]*?from '([^']+)'/gm)].map(
    (match) => ({ file, from: match[1] ?? '' }),
  ),
);

test('a room of citations uses only the rooms that its line names, which makes no circle', () => {
  const nounOf = (file: string): string | undefined => /^src\/citations\/(\w+)\//.exec(file)?.[1];
  const wrong = valueImports.filter((each) => {
    const [own, to] = [nounOf(each.file), target(each) ?? ''];
    if (own === undefined || !to.startsWith('src/citations/') || KNOWN_TO_ALL.includes(to)) return false;
    const other = nounOf(to) ?? 'the table of nouns';
    return other !== own && !NOUNS[own]?.includes(other);
  });
  assert.deepEqual(wrong, []);
  const found = [...new Set(files.map(nounOf))].filter((noun) => noun !== undefined);
  assert.deepEqual(found.sort(), Object.keys(NOUNS).sort());
  const floors = Object.keys(NOUNS);
  for (const [noun, below] of Object.entries(NOUNS))
    for (const each of below) assert.ok(floors.indexOf(each) < floors.indexOf(noun), `${noun} and ${each}`);
});
