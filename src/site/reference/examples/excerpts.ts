import type { Code } from '../../../base/catalogue.ts';
import type { Example } from '../example.ts';
import { EXAMPLE_SITE } from '../example-site.ts';

const PAGE = 'content/explainers/lending.mdx';
const SHELF = String(EXAMPLE_SITE['tree/lib/shelf.c']);
const LOCK = String(EXAMPLE_SITE['content/postil.lock.json']);

const excerpt = (tree: string, path: string, symbol: string): Readonly<Record<string, string>> => ({
  [PAGE]: `<Excerpt tree="${tree}" path="${path}" symbol="${symbol}" />\n`,
});
const RUST = String(EXAMPLE_SITE['tree/lib/shelf.rs']);
const LEND = excerpt('v1.0.3', 'lib/shelf.c', 'lend');

const BY_WORDS: Readonly<Record<string, string>> = {
  [PAGE]: '<Excerpt tree="v1.0.3" path="lib/shelf.rs" from="pub fn lend" to="}" />\n',
};

/** Faults of excerpts of code. */
export const EXCERPTS = {
  'excerpt-unknown-tree': {
    why: 'An excerpt is the code of one version, and content/trees.yaml says which there are.',
    bad: excerpt('v1.1', 'lib/shelf.c', 'lend'),
    repair: LEND,
  },
  'excerpt-unknown-file': {
    why: 'Files move from version to version.',
    bad: excerpt('v1.0.3', 'lib/shelves.c', 'lend'),
    repair: LEND,
  },
  'excerpt-unknown-symbol': {
    why: 'Functions are renamed, and an explanation of one that is gone explains nothing.',
    bad: excerpt('v1.0.3', 'lib/shelf.c', 'lent_out'),
    repair: LEND,
  },
  'excerpt-ambiguous-symbol': {
    why: 'A program is built from one half of an #ifdef. Which one you mean has to be said.',
    bad: excerpt('v1.0.3', 'lib/shelf.c', 'fine'),
    repair: excerpt('v1.0.3', 'lib/shelf.c', 'fine [ifdef CONFIG_FINES]'),
  },
  'excerpt-part': {
    why: 'Where an excerpt says twice what it shows, one of the two will be wrong some day.',
    bad: { [PAGE]: '<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="lend" lines="1-7" />\n' },
    repair: LEND,
  },
  'excerpt-no-grammar': {
    why: 'Where a function ends, only a grammar of its language can tell. Nothing is guessed, so that nothing is shown cut short.',
    bad: excerpt('v1.0.3', 'lib/shelf.rs', 'lend'),
    repair: BY_WORDS,
  },
  'excerpt-bad-grammar': {
    why: 'A grammar is made for one form of tree-sitter, and of a damaged one nobody knows what it would find.',
    bad: {
      ...excerpt('v1.0.3', 'lib/shelf.rs', 'lend'),
      'node_modules/tree-sitter-rust/tree-sitter-rust.wasm': 'cut off',
    },
    repair: BY_WORDS,
  },
  'excerpt-no-symbols': {
    why: 'A Kconfig file has options, an assembly file labels: nothing here knows where they end.',
    bad: excerpt('v1.0.3', 'lib/Kconfig', 'FINES'),
    repair: { [PAGE]: '<Excerpt tree="v1.0.3" path="lib/Kconfig" lines="1-3" />\n' },
  },
  'excerpt-not-understood': {
    why: 'After code that it does not understand, a grammar may take the end of one function for that of another.',
    hasGrammars: true,
    bad: {
      ...excerpt('v1.0.3', 'lib/shelf.rs', 'lend'),
      'tree/lib/shelf.rs': RUST.replace('shelf.books', 'let = shelf.books'),
    },
    repair: { ...BY_WORDS, 'tree/lib/shelf.rs': RUST },
  },
  'excerpt-not-text': {
    why: 'What is not UTF-8 would be shown with letters that the file does not have.',
    bad: { ...BY_WORDS, 'tree/lib/shelf.rs': RUST.replace('pop()', 'pop(\0)') },
    repair: { 'tree/lib/shelf.rs': RUST },
  },
  'excerpt-hidden-characters': {
    why: 'A compiler reads letters, and a reader what is drawn of them. Letters that turn text round can show a condition as a comment, and a Cyrillic letter makes another name that looks the same ("Trojan Source").',
    bad: {
      ...BY_WORDS,
      'tree/lib/shelf.rs': RUST.replace('shelf.books', '/* \u2067 */ shelf.books'),
      'content/postil.lock.json': LOCK.replace(
        'bfafb3a68f441246651fb4bd26ccc52fb54664c037e00f58329ffcac932aef85',
        '05e18579b54640887f6e3d707233760778ea30c7a01690d6b7509dbe6c79ccfd',
      ),
    },
    repair: { 'tree/lib/shelf.rs': RUST, 'content/postil.lock.json': LOCK },
  },
  'excerpt-anchor': {
    why: 'A note is tied to words of the code, never to a line number. The words must stand on one line.',
    bad: {
      [PAGE]:
        '<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="lend">\n  <CodeNote at="return">Somebody has it.</CodeNote>\n</Excerpt>\n',
    },
    repair: {
      [PAGE]:
        '<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="lend">\n  <CodeNote at="return -EBUSY">Somebody has it.</CodeNote>\n</Excerpt>\n',
    },
  },
  'line-without-excerpt': {
    why: 'The words would lead nowhere.',
    bad: {
      [PAGE]:
        '<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="lend" />\n\nIt <Line of="land" at="return -EBUSY">refuses</Line>.\n',
    },
    repair: {
      [PAGE]:
        '<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="lend" />\n\nIt <Line of="lend" at="return -EBUSY">refuses</Line>.\n',
    },
  },
  'excerpt-not-locked': {
    why: 'Until it is in the lock, nobody has looked at what the excerpt shows.',
    bad: { ...LEND, 'content/postil.lock.json': '{ "version": 1, "excerpts": {} }\n' },
    repair: { 'content/postil.lock.json': LOCK },
  },
  'excerpt-drift': {
    why: 'The code has changed since you wrote about it. What you say of it may no longer be so.',
    bad: { ...LEND, 'tree/lib/shelf.c': SHELF.replace('lent++;', 'lent += 1;') },
    repair: { 'tree/lib/shelf.c': SHELF },
  },
  'excerpt-unavailable': {
    why: 'The page is built without the code, with its lines, link and notes; --strict makes this an error.',
    beside: { 'tree/lib/shelf.rs': null, 'tree/lib/Kconfig': null },
    bad: { ...LEND, 'tree/Makefile': null, 'tree/lib/shelf.c': null },
    repair: { 'tree/Makefile': String(EXAMPLE_SITE['tree/Makefile']), 'tree/lib/shelf.c': SHELF },
  },
} as const satisfies Partial<Record<Code, Example>>;
