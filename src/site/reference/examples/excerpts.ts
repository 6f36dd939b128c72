import type { Code } from '../../../base/catalogue.ts';
import type { Example } from '../example.ts';
import { EXAMPLE_SITE } from '../example-site.ts';

const PAGE = 'content/explainers/lending.mdx';
const SHELF = String(EXAMPLE_SITE['tree/lib/shelf.c']);
const LOCK = String(EXAMPLE_SITE['content/postil.lock.json']);

const excerpt = (tree: string, path: string, symbol: string): Readonly<Record<string, string>> => ({
  [PAGE]: `<Excerpt tree="${tree}" path="${path}" symbol="${symbol}" />\n`,
});
const LEND = excerpt('v1.0.3', 'lib/shelf.c', 'lend');

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
    bad: { ...LEND, 'tree/Makefile': null, 'tree/lib/shelf.c': null },
    repair: { 'tree/Makefile': String(EXAMPLE_SITE['tree/Makefile']), 'tree/lib/shelf.c': SHELF },
  },
} as const satisfies Partial<Record<Code, Example>>;
