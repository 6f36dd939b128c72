import type { Code } from '../../../base/catalogue.ts';
import type { Example } from '../example.ts';

const PAGE = 'content/explainers/lending.mdx';
const NAMES = 'content/names.yaml';
const REFERENCES = 'content/references.yaml';
const RULE = 'content/rules/lend-once.mdx';

const page = (text: string): Readonly<Record<string, string>> => ({ [PAGE]: `${text}\n` });

/** A commit that a reference tells of. */
const reference = (commit = '3f2a91c07be4', release = '1.1'): string =>
  [
    'lend-twice:',
    '  url: https://shelf.example/lend-twice',
    '  title: "shelf: refuse to lend a book twice"',
    '  author: Ada Reed',
    '  date: 2021-02-03',
    '  kind: commit',
    '  words: A book that has a reader is not lent again.',
    '  seen: 2026-01-05',
    `  commit: "${commit}"`,
    `  release: "${release}"`,
    '',
  ].join('\n');

/** The page that the reference leads to, as somebody saved it. */
const SAVED =
  '<!doctype html><title>shelf: refuse to lend a book twice</title><p>A book that has a\n <b>reader</b> is not lent again.';

/** A rule whose check finds one line. */
const rule = (): string =>
  [
    '---',
    'title: A book is lent once',
    'topic: Lending',
    'statement: A book that has a reader is not lent again.',
    'evidence:',
    '  - id: busy',
    '    claim: "`lend()` refuses."',
    '    kind: function-contains',
    '    path: lib/shelf.c',
    '    function: lend',
    '    needle: return -EBUSY',
    '    expect: { v1.0.3: 4 }',
    '---',
    '',
    'Whoever has it, has it.',
    '',
  ].join('\n');

const DEBATE = 'content/debates/lending.yaml';

/** A debate whose outcome a reference shows. */
const debate = (name: string): string =>
  [
    'question: Who keeps track of a lent book?',
    'topic: Lending',
    'positions:',
    '  - id: nobody',
    '    by: Ada Reed',
    '    says: Nobody does.',
    '    from: lending/ada-reed-2021-01-04-1000z',
    '    quote: Nobody counts the pages of a book that is lent.',
    'outcomes:',
    '  - of: [nobody]',
    '    what: The shelf keeps track.',
    '    status: replaced',
    `    reference: ${name}`,
    '',
  ].join('\n');

const PEOPLE = 'content/people.yaml';

const MAINTAINERS = {
  'tree/MAINTAINERS': [
    'SHELVES',
    'M:\tAda Reed <ada@example.org>',
    'R:\tTom Marsh <tom@example.org>',
    'F:\tlib/',
    '',
    'CATALOGUE',
    'M:\tAda Reed <ada@example.org>',
    'F:\tcatalogue/',
    '',
  ].join('\n'),
};

/** Who somebody is, by a section of the tree's MAINTAINERS file. */
const introduced = (name: string, section: string): Readonly<Record<string, string>> => ({
  [PEOPLE]: [
    `${name}:`,
    '  - does: looks after the shelves',
    `    maintainers: { tree: v1.0.3, section: ${section} }`,
    '',
  ].join('\n'),
});

/** Who somebody is, by a mail of theirs. */
const BY_MAIL = [
  'Tom Marsh:',
  '  - does: asks the reader',
  '    mail: lending/tom-marsh-2021-01-04-1100z',
  '    words: Ask the reader.',
  '',
].join('\n');

/** A page that relies on the reference. */
const NAMED = page('Since 3f2a91c07be4 a book is lent once.');

/** Faults of what authors say in their own words. */
export const PROSE = {
  'name-unknown': {
    why: 'A name that is nowhere sends the reader to look for what is not there: it was misspelt, or invented, or taken away.',
    bad: page('`lent_out()` refuses a book that has a reader.'),
    repair: page('`lend()` refuses a book that has a reader.'),
  },
  'names-unread': {
    why: 'Whether a tree has a name is looked up once and locked, so that whoever builds the site needs no whole tree.',
    bad: page('`shelf` is where books stand.'),
    repair: page('`lend()` takes a book from where books stand.'),
  },
  'names-invalid': {
    why: 'A name that nobody says anything of is only switched off.',
    bad: { [NAMES]: 'open_shelf(): []\n' },
    repair: { [NAMES]: 'open_shelf(): proposed in 2021 and never taken\n' },
  },
  'references-invalid': {
    why: 'Addresses go away, and what stands at them changes: the words relied on are what can be looked for again.',
    bad: { [REFERENCES]: reference().replace(/ {2}words: .*\n/, '') },
    repair: { [REFERENCES]: reference(), ...page('Since 3f2a91c07be4 a book is lent once.') },
  },
  'reference-unused': {
    why: 'What nobody relies on need not be kept up.',
    bad: { [REFERENCES]: reference() },
    repair: { [REFERENCES]: reference(), ...page('Since 3f2a91c07be4 a book is lent once.') },
  },
  'reference-unknown': {
    why: 'The outcome would look as if somebody had written down what shows it.',
    bad: { [DEBATE]: debate('lend-thrice'), [REFERENCES]: reference(), ...NAMED },
    repair: { [DEBATE]: debate('lend-twice'), [REFERENCES]: reference(), ...NAMED },
  },
  'further-reading-empty': {
    why: 'Readers would open a list that has nothing in it.',
    bad: page('A book is lent once.\n\n<FurtherReading />'),
    repair: {
      [REFERENCES]: reference(),
      ...page('Since 3f2a91c07be4 a book is lent once.\n\n<FurtherReading />'),
    },
  },
  'people-invalid': {
    why: 'Who somebody is weighs on how their words are read: nobody is introduced by hearsay.',
    bad: { [PEOPLE]: 'Ada Reed:\n  - does: looks after the shelves\n' },
    repair: { [PEOPLE]: BY_MAIL },
  },
  'person-unknown': {
    why: 'A name that is spelt otherwise than in the mail introduces nobody.',
    bad: introduced('Ada Read', 'SHELVES'),
    repair: introduced('Ada Reed', 'SHELVES'),
    within: MAINTAINERS,
  },
  'person-unbacked': {
    why: 'A reader takes the word of a maintainer for more: whether somebody was one can be looked up.',
    bad: introduced('Ada Reed', 'READERS'),
    repair: introduced('Ada Reed', 'SHELVES'),
    within: MAINTAINERS,
  },
  'people-unread': {
    why: 'What a tree says of people is locked with the version that said it, so that a build without the tree says no more.',
    bad: introduced('Ada Reed', 'CATALOGUE'),
    repair: introduced('Ada Reed', 'SHELVES'),
    within: MAINTAINERS,
  },
  'history-unreadable': {
    why: 'When a thing changed is in the history of a project, and a single tree has none.',
    command: 'npx postil flips --git tree',
    printed: [
      'tree:1:1 error history-unreadable',
      '  The history cannot be read: git cannot be run here.',
      '  fix:      Name a clone of the project with all its tags: --git PATH, or POSTIL_GIT_<PROJECT>.',
    ].join('\n'),
    repair: 'npx postil check --content content',
    files: () => ({}),
  },
  'nobody-names': {
    why: 'Silence could mean that nothing rests on it, or that it was misspelt.',
    command: 'npx postil who-names lib/shelves.c',
    printed: [
      'lib/shelves.c:1:1 warning nobody-names',
      '  Nothing in content names "lib/shelves.c".',
      '  fix:      Write the path from the top of the tree, the symbol as code has it, or at least seven digits of the commit.',
    ].join('\n'),
    repair: 'npx postil who-names lib/shelf.c',
    files: () => ({
      'content/explainers/lending.mdx':
        '---\ntitle: Lending\n---\n\n<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="lend" />\n',
    }),
  },
  'reference-unreachable': {
    why: 'An address that answers nothing shows nothing.',
    command: 'npx postil references --offline pages',
    printed: [
      'content/references.yaml:2:3 warning reference-unreachable',
      '  "lend-twice" cannot be read: pages has no lend-twice.html and no lend-twice.txt.',
      '  |   url: https://shelf.example/lend-twice',
      '  |   ^',
      '  fix:      Correct its address, or save the page under its name and compare with --offline.',
    ].join('\n'),
    repair: 'npx postil references --offline saved',
    files: () => ({ [REFERENCES]: reference(), 'saved/lend-twice.html': SAVED }),
  },
  'reference-words-missing': {
    why: 'Nine of ten links that answer can lead to the wrong article: only its words tell.',
    command: 'npx postil references --offline saved',
    printed: [
      'content/references.yaml:7:10 error reference-words-missing',
      '  What "lend-twice" leads to does not say "Nobody lends a book twice.".',
      '  |   words: Nobody lends a book twice.',
      '  |          ^',
      '  fix:      Find out what became of them; rely on what stands there now, or cite another source.',
    ].join('\n'),
    repair: 'npx postil references lend-once --offline saved',
    files: () => ({
      [REFERENCES]:
        reference().replace(/words: .*/, 'words: Nobody lends a book twice.') +
        reference().replace('lend-twice', 'lend-once'),
      'saved/lend-twice.html': SAVED,
      'saved/lend-once.html': SAVED,
    }),
  },
  'reference-title-differs': {
    why: 'The words may stand in many places; the title tells whether it is the one that was meant.',
    command: 'npx postil references --offline saved',
    printed: [
      'content/references.yaml:3:10 warning reference-title-differs',
      '  What "lend-twice" leads to does not name its title.',
      '  |   title: "shelf: refuse to lend a book twice"',
      '  |          ^',
      '  expected: another page',
      '  fix:      Look whether the address still leads to what was meant.',
    ].join('\n'),
    repair: 'npx postil references --offline pages',
    files: () => ({
      [REFERENCES]: reference(),
      'saved/lend-twice.html': SAVED.replace(/shelf: refuse to lend a book twice/g, 'another page'),
      'pages/lend-twice.html': SAVED,
    }),
  },
  'link-unbacked': {
    why: 'A link can answer and lead to the wrong page. Only what somebody has written down can be looked for there.',
    bad: page('It is [refused](https://shelf.example/lend-twice).'),
    repair: {
      [REFERENCES]: reference(),
      ...page('It is [refused](https://shelf.example/lend-twice).'),
    },
  },
  'commit-unknown': {
    why: 'Hashes are long and look alike, and one that is wrong looks as true as the other.',
    bad: page('Since 3f2a91c07be4 a book is lent once.'),
    repair: { [REFERENCES]: reference(), ...page('Since 3f2a91c07be4 a book is lent once.') },
  },
  'commit-ambiguous': {
    why: 'A short hash may come to mean two commits as a project grows.',
    bad: {
      [REFERENCES]: `${reference('3f2a91c07be4')}${reference('3f2a91c0aaaa').replace('lend-twice', 'lend-more')}`,
      ...page('Since 3f2a91c0 a book is lent once.'),
    },
    repair: { [REFERENCES]: reference(), ...page('Since 3f2a91c07be4 a book is lent once.') },
  },
  'release-differs': {
    why: 'Readers look for the change in the release that they are told, and do not find it.',
    bad: { [REFERENCES]: reference(), ...page('Since 3f2a91c07be4, in 1.2, a book is lent once.') },
    repair: { [REFERENCES]: reference(), ...page('Since 3f2a91c07be4, in 1.1, a book is lent once.') },
  },
  'release-unbacked': {
    why: 'When a thing changed is what readers act on, and what is most often remembered wrong.',
    bad: page('Since 1.1 a book is lent once.'),
    repair: {
      [REFERENCES]: reference(),
      ...page('Since <Since commit="3f2a91c07be4" /> a book is lent once.'),
    },
  },
  'date-unbacked': {
    why: 'A date that nothing on the page is of can be checked by nobody.',
    bad: page('It was argued out in March 2021.'),
    repair: page(
      'It was argued out in January 2021: [read who asked](/threads/lending/#ada-reed-2021-01-04-1000z).',
    ),
  },
  'share-unbacked': {
    why: 'Numbers age faster than sentences.',
    bad: page('Nine of twelve readers bring their books back.'),
    repair: page(
      '<Unchecked why="told by the librarian">Nine of twelve readers bring their books back.</Unchecked>',
    ),
  },
  'count-unknown': {
    why: 'A number that is counted when the site is built has to be of something.',
    bad: { [RULE]: rule(), ...page('It refuses in <Count of="lend-once/free" tree="v1.0.3" /> place.') },
    repair: { [RULE]: rule(), ...page('It refuses in <Count of="lend-once/busy" tree="v1.0.3" /> place.') },
  },
} as const satisfies Partial<Record<Code, Example>>;
