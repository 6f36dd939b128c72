import type { Code } from '../../../base/catalogue.ts';
import type { Example } from '../example.ts';
import { EXAMPLE_SITE } from '../example-site.ts';

const RULE = 'content/rules/lend-once.mdx';
const PAGE = 'content/explainers/lending.mdx';
const LOCK = String(EXAMPLE_SITE['content/postil.lock.json']);

const CHECK = [
  '  - id: busy',
  '    claim: A book that somebody has is refused.',
  '    kind: function-contains',
  '    path: lib/shelf.c',
  '    function: lend',
  '    needle: return -EBUSY',
  '    expect: { v1.0.3: 4 }',
].join('\n');

/** The rule of the examples, with the checks given. */
const rule = (checks: string): Readonly<Record<string, string>> => ({
  [RULE]: [
    '---',
    'title: Lend a book once',
    'statement: Before a book is lent, somebody must look whether it is there.',
    ...(checks === '' ? [] : ['evidence:', checks]),
    '---',
    '',
    'Two readers cannot both have it.',
    '',
  ].join('\n'),
});
const GOOD = rule(CHECK);

const SHOWN = '<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="lend" />\n';

const COMMIT = '8d27f4b96e0c1a35d7f9b1e3c5a70294d6f8ba1c';

/** The lock, with the commit that the tag is to be. */
const lockedAt = (commit: string): string =>
  LOCK.replace(/\n\}\n$/, `,\n  "trees": {\n    "v1.0.3": "${commit}"\n  }\n}\n`);

const BREAKER = [
  'breaks:',
  '  - id: never-busy',
  '    path: lib/shelf.c',
  '    in: lend',
  '    find: return -EBUSY;',
  '    replace: return 0;',
].join('\n');

const PLACE = 'lend-once lib/shelf.c lend';
const BODY = '0d56e9c25854dd561e67e96dd9db40b13f3f220d3833dcb71241d3f9b0144da8';

/** The lock, with a body that somebody has looked at. */
const reviewed = (place: string, body: string): string =>
  LOCK.replace(
    /\n\}\n$/,
    `,\n  "reviews": {\n    "${place}": {"${body}": {"by": "Ada Reed", "date": "2026-11-21", "trees": ["v1.0.3"]}}\n  }\n}\n`,
  );

/** Faults of rules, of the checks they stand on, and of the trees these are run on. */
export const RULES = {
  'compare-not-two': {
    why: 'A comparison shows one symbol before and after: two excerpts, no more and no fewer.',
    bad: {
      [PAGE]: '<Compare>\n\n<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="lend" />\n\n</Compare>\n',
    },
    repair: {
      [PAGE]:
        '<Compare>\n\n<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="lend" />\n\n<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="fine [ifdef CONFIG_FINES]" />\n\n</Compare>\n',
    },
  },
  'rule-without-evidence': {
    why: 'A rule that nothing checks is an opinion, and nobody would notice when it stops being true.',
    bad: rule(''),
    repair: GOOD,
  },
  'rule-unknown': {
    why: 'A reader whose tree the rule no longer speaks of is sent to the one that took its place.',
    bad: rule(`${CHECK}\nuntil: v2.0\nsuperseded-by: lend-twice`),
    repair: rule(CHECK),
  },
  'evidence-invalid': {
    why: 'Each kind of check has its own fields; one that is misspelt would check something else, or nothing.',
    bad: rule(CHECK.replace('needle:', 'words:')),
    repair: GOOD,
  },
  'evidence-pattern': {
    why: 'Code that nobody can write stands nowhere, so a check for it would say no for ever.',
    bad: rule(
      CHECK.replace('function-contains', 'has')
        .replace('needle: return -EBUSY', 'code: return -EBUSY )')
        .replace('{ v1.0.3: 4 }', '{}'),
    ),
    repair: GOOD,
  },
  'evidence-repeated-id': {
    why: 'A link leads to a check by its id.',
    bad: rule(`${CHECK}\n${CHECK}`),
    repair: GOOD,
  },
  'evidence-unknown-tree': {
    why: 'What is expected of a tree that is not there is never looked at.',
    bad: rule(CHECK.replace('v1.0.3: 4', 'v1.0.3: 4, v1.1: 4')),
    repair: GOOD,
  },
  'evidence-differs': {
    why: 'The code does not say what the rule stands on. Either the code has changed or the rule was never true.',
    bad: rule(CHECK.replace('v1.0.3: 4', 'v1.0.3: no')),
    repair: GOOD,
  },
  'evidence-unstated': {
    why: 'The author has not looked at this tree yet, so nobody knows whether the rule is meant to hold there.',
    bad: rule(CHECK.replace('{ v1.0.3: 4 }', '{}')),
    repair: GOOD,
  },
  'evidence-nowhere': {
    why: 'A check that finds its file in no tree says no for ever, and that looks like an answer.',
    bad: rule(CHECK.replace('lib/shelf.c', 'lib/shelves.c').replace('v1.0.3: 4', 'v1.0.3: no file')),
    beside: {
      'content/postil.lock.json': LOCK.replace(
        /"state":"yes","lines":\[4\],"sha256":"\w+"/,
        '"state":"no file","lines":[],"sha256":null',
      ),
    },
    repair: GOOD,
  },
  'evidence-not-locked': {
    why: 'The lock keeps the answers for those who have no tree, and for the day on which they change.',
    bad: { ...GOOD, 'content/postil.lock.json': '{ "version": 1, "excerpts": {} }\n' },
    repair: { 'content/postil.lock.json': LOCK },
  },
  'evidence-unknown': {
    why: 'A check that cannot look has seen nothing, and that is neither a yes nor a no.',
    bad: rule(CHECK.replaceAll('lib/shelf.c', 'lib/shelf.rs').replace('-EBUSY', 'Busy').replace('4', 'yes')),
    repair: GOOD,
  },
  'place-nowhere': {
    why: 'Code that is nowhere cannot change, so nobody would ever be told to look again.',
    bad: rule(`${CHECK}\nrests-on:\n  - { path: lib/shelf.c, table: lend }`),
    beside: { 'content/postil.lock.json': reviewed('lend-once lib/shelf.c table lend', 'gone') },
    repair: {
      ...rule(`${CHECK}\nrests-on:\n  - { path: lib/shelf.c, function: lend }`),
      'content/postil.lock.json': reviewed(PLACE, BODY),
    },
  },
  'place-unreviewed': {
    why: 'Every check says yes, and yet the code may do something else now. Until somebody has looked, the rule is unknown there.',
    bad: rule(`${CHECK}\nrests-on:\n  - { path: lib/shelf.c, function: lend }`),
    repair: { 'content/postil.lock.json': reviewed(PLACE, BODY) },
  },
  'breaker-lost': {
    why: 'An edit that nobody can make shows nothing of what the checks would notice.',
    bad: rule(`${CHECK}\n${BREAKER.replace('EBUSY', 'EAGAIN')}`),
    repair: rule(`${CHECK}\n${BREAKER}`),
  },
  'review-unsigned': {
    why: 'What somebody has looked at is worth as much as who it was.',
    command: 'npx postil review lend-once --as holds',
    printed: [
      'reviews.yaml:1:1 error review-unsigned',
      '  Nobody is named who has looked at the code.',
      '  fix:      Say who has looked: --by NAME.',
    ].join('\n'),
    repair: 'npx postil review lend-once',
    files: () => GOOD,
  },
  'review-unkept': {
    why: 'Nobody reads the code of all rules at once, and of the trees of a site the checks say what is broken.',
    command: 'npx postil review lend-once --as broken --by Ada',
    printed: [
      'reviews.yaml:1:1 error review-unkept',
      '  What is broken in a tree of the site, the checks of the rule have to say.',
      '  fix:      Name the rules whose code you have read, and with --as broken a tree of your own.',
    ].join('\n'),
    repair: 'npx postil review lend-once',
    files: () => GOOD,
  },
  'reviews-invalid': {
    why: 'What cannot be read cannot stand for anybody having looked.',
    command: 'npx postil review lend-once --reviews ours.yaml',
    printed: [
      'ours.yaml:1:1 error reviews-invalid',
      '  It must be a list of reviews.',
      '  | All is well.',
      '  | ^',
      '  fix:      Correct it, or let "npx postil review" write it.',
    ].join('\n'),
    repair: 'npx postil review lend-once',
    files: () => ({ ...GOOD, 'ours.yaml': 'All is well.\n' }),
  },
  'evidence-unavailable': {
    why: 'The rule is shown with what the lock knows, marked as locked; --strict makes this an error.',
    beside: { 'tree/lib/shelf.rs': null, 'tree/lib/Kconfig': null },
    bad: { ...GOOD, 'tree/Makefile': null, 'tree/lib/shelf.c': null },
    repair: {
      'tree/Makefile': String(EXAMPLE_SITE['tree/Makefile']),
      'tree/lib/shelf.c': String(EXAMPLE_SITE['tree/lib/shelf.c']),
    },
  },
  'tree-moved': {
    why: 'A tag that was moved names other code than what the pages were written about.',
    commit: COMMIT,
    bad: { [PAGE]: SHOWN, 'content/postil.lock.json': lockedAt('1f3a9c0d5b7e2846a1c3e5f7091b2d4f6a8c0e13') },
    repair: { 'content/postil.lock.json': lockedAt(COMMIT) },
  },
  'tree-unreadable': {
    why: 'A check of your own tree that finds no tree has checked nothing.',
    command: 'npx postil check --tree mine=../linus',
    printed: [
      '../linus:1:1 error tree-unreadable',
      '  There is no tree at "../linus", which was to be "mine".',
      '  fix:      Name a folder with a tree, or a git repository and a reference: --tree mine=PATH or mine=PATH#REF.',
    ].join('\n'),
    repair: 'npx postil check --tree mine=tree',
    files: () => GOOD,
  },
} as const satisfies Partial<Record<Code, Example>>;
