import type { Code } from '../../../base/catalogue.ts';
import type { Example } from '../example.ts';

const BUNDLE = {
  version: 1,
  page: 'explainers/lending',
  title: 'Lending',
  quotes: [
    {
      thread: 'lending',
      message: 'ada-reed-2021-01-04-1000z',
      messageId: '1@example.org',
      by: 'Ada Reed',
      date: '2021-01-04T10:00:00+00:00',
      words: 'Nobody counts the pages of a book that is lent.',
      sha256: 'f590edd5953e9f5e3b86339e5b34d5a9772a6f41d0125af36238c123f7d03bb5',
      archive: null,
    },
  ],
  excerpts: [
    {
      tree: 'v1.0.3',
      version: '1.0.3',
      path: 'lib/shelf.c',
      symbol: 'lend',
      lines: [1, 7],
      sha256: 'ed5bd78ebf0fd438a3e342521a8aa15b7a54f18712db331cb68ed08bc71b29b3',
      url: 'https://source.example/v1.0.3/lib/shelf.c#L1',
    },
  ],
  evidence: [],
};

const files = () => ({
  'lending.evidence.json': JSON.stringify(BUNDLE, null, 2),
  'changed.evidence.json': JSON.stringify(BUNDLE, null, 2)
    .replace('Nobody counts', 'Everybody counts')
    .replace(
      'f590edd5953e9f5e3b86339e5b34d5a9772a6f41d0125af36238c123f7d03bb5',
      '5f624e1231ba1fcc22a8e035e6764e0102ec44c9019eef5dd258f40d91c964fb',
    ),
  'lending.html': '<!doctype html>',
});

/** Faults that a reader finds who checks what a page claims. */
export const BUNDLES = {
  'bundle-invalid': {
    why: 'Only what is read whole can be checked.',
    command: 'npx postil verify lending.html',
    printed: [
      'lending.html:1:1 error bundle-invalid',
      `  The file is not JSON: Unexpected token '<', "<!doctype html>" is not valid JSON.`,
      '  | <!doctype html>',
      '  | ^',
      '  fix:      Download it again from the page; its name ends with .evidence.json.',
    ].join('\n'),
    repair: 'npx postil verify lending.evidence.json --mail content/threads --tree v1.0.3=tree',
    files,
  },
  'bundle-refuted': {
    why: 'Your own mail, or your own tree, says otherwise.',
    command: 'npx postil verify changed.evidence.json --mail content/threads --tree v1.0.3=tree',
    printed: [
      'changed.evidence.json:13:17 error bundle-refuted',
      '  "Everybody counts the pages of a book that is lent." (Ada Reed, 1@example.org): the words are not in the message.',
      '  |       "sha256": "5f624e1231ba1fcc22a8e035e6764e0102ec44c9019eef5dd258f40d91c964fb",',
      '  |                 ^',
      '  fix:      Tell whoever publishes the page, or look whether your sources are the ones that it names.',
    ].join('\n'),
    repair: 'npx postil verify lending.evidence.json --mail content/threads --tree v1.0.3=tree',
    files,
  },
  'bundle-unchecked': {
    why: 'Nothing is taken from the site, or from anywhere that you did not name; with --strict this is an error.',
    command: 'npx postil verify lending.evidence.json --mail content/threads',
    printed: [
      'lending.evidence.json:27:17 warning bundle-unchecked',
      '  lend in lib/shelf.c of v1.0.3, lines 1-7: no tree was named for v1.0.3.',
      '  |       "sha256": "ed5bd78ebf0fd438a3e342521a8aa15b7a54f18712db331cb68ed08bc71b29b3",',
      '  |                 ^',
      '  fix:      Name a folder, or a git repository PATH#REF, with --tree v1.0.3=PATH.',
    ].join('\n'),
    repair: 'npx postil verify lending.evidence.json --mail content/threads --tree v1.0.3=tree',
    files,
  },
} as const satisfies Partial<Record<Code, Example>>;
