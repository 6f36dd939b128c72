import type { Code } from '../../../base/catalogue.ts';
import type { Example } from '../example.ts';
import { EXAMPLE_SITE } from '../example-site.ts';

const PAGE = 'content/explainers/lending.mdx';
const YAML = 'content/threads/lending/thread.yaml';
const TREES = String(EXAMPLE_SITE['content/trees.yaml']);
const LOCK = String(EXAMPLE_SITE['content/postil.lock.json']);

const ARCHIVE = 'content/archive.yaml';
const NAMED = 'archive: https://lists.example.org/books/{messageId}/\n';
const REDACTIONS = 'content/redactions.yaml';
const REDIRECTS = 'content/redirects.yaml';
const ERRATA = 'content/errata.yaml';
const erratumOf = (page: string): string =>
  `- date: 2026-03-02\n  page: ${page}\n  was: Nobody counts the books.\n  is: The desk does.\n`;
const KEEPS_TRACK = '---\ntitle: Lending\n---\n\n## Who keeps track?\n\n## Fines\n';

/** Faults of the files around the citations: folders, YAML, front matter, syntax, links, properties. */
export const FILES = {
  'new-exists': {
    why: 'What somebody has written is never written over.',
    command: 'npx postil new explainer Lending',
    printed: [
      'content/explainers/lending.mdx:1:1 error new-exists',
      '  There is such a file already; nothing was written.',
      '  | ---',
      '  | ^',
      '  fix:      Give another name, or remove the file.',
    ].join('\n'),
    repair: 'npx postil new explainer Binding',
    files: () => ({}),
  },
  'new-no-name': {
    why: 'The name of the file becomes the address of the page.',
    command: 'npx postil new term ???',
    printed: [
      '???:1:1 error new-no-name',
      '  No file name can be made of "???".',
      '  fix:      Give a title with at least one letter or digit.',
    ].join('\n'),
    repair: 'npx postil new term Shelf',
    files: () => ({}),
  },
  'new-no-tree': {
    why: 'A tree that is not there, or at no version, could not be told from another.',
    command: 'npx postil new tree ../librery',
    printed: [
      '../librery:1:1 error new-no-tree',
      '  There is no folder ../librery.',
      '  fix:      Name a folder, or a git repository, perhaps with its tag: ../project#v1.0.',
    ].join('\n'),
    repair: 'npx postil new tree tree#v1.0.4 --browse github:lending/library',
    files: () => ({}),
  },
  'content-missing': {
    why: 'Run in the wrong place, the command would find nothing wrong with nothing.',
    command: 'npx postil check --content contents',
    printed: [
      'contents:1:1 error content-missing',
      '  There is no folder "contents".',
      '  fix:      Run the command where the site is, or name the folder with --content.',
    ].join('\n'),
    repair: 'npx postil check --content content',
    files: () => ({}),
  },
  'file-refused': {
    why: "A content folder may be somebody else's: a pipe would hold the build for ever, a device has no end, and a link out of the folder would publish what lies there.",
    bad: { [ARCHIVE]: { why: 'is a link that leads out of content' } },
    repair: { [ARCHIVE]: NAMED },
  },
  'archive-invalid-yaml': {
    why: 'Links would lead to an archive that does not have the mail, or to no page of it.',
    bad: { [ARCHIVE]: 'archive: https://lists.example.org/books/\n' },
    repair: { [ARCHIVE]: NAMED },
  },
  'redactions-invalid': {
    why: 'A wish that cannot be read is not kept, and nobody would notice.',
    bad: { [REDACTIONS]: '- message: <1@example.org>\n  date: 2026-02-01\n' },
    repair: {
      [REDACTIONS]: '- message: 1@example.org\n  words: if the reader moves house\n  date: 2026-02-01\n',
    },
  },
  'redaction-unused': {
    why: 'A misspelt id or name leaves in what was to be left out.',
    bad: { [REDACTIONS]: '- name: Ada Read\n  date: 2026-02-01\n' },
    repair: { [REDACTIONS]: '- name: Ada Reed\n  date: 2026-02-01\n' },
  },
  'errata-invalid': {
    why: 'Whoever read the wrong sentence has to find it again, and the right one beside it.',
    bad: {
      [ERRATA]: '- date: 2026-03-02\n  page: explainers/lending\n  was: Nobody counts.\n',
      [PAGE]: KEEPS_TRACK,
    },
    repair: { [ERRATA]: erratumOf('explainers/lending') },
  },
  'errata-unknown-page': {
    why: 'A correction leads to the page that was corrected.',
    bad: { [ERRATA]: erratumOf('explainers/landing'), [PAGE]: KEEPS_TRACK },
    repair: { [ERRATA]: erratumOf('explainers/lending') },
  },
  'redirects-invalid': {
    why: 'Each address that something had leads to one that it has now; anything else would lead nowhere.',
    bad: { [REDIRECTS]: 'explainers/lending: who-keeps-track\n', [PAGE]: KEEPS_TRACK },
    repair: { [REDIRECTS]: 'explainers/lending:\n  the-books: who-keeps-track\n' },
  },
  'redirect-broken': {
    why: 'An old link would lead to the top of the page, and nobody would see what it was about.',
    bad: { [REDIRECTS]: 'explainers/lending:\n  the-books: who-keeps-tracks\n', [PAGE]: KEEPS_TRACK },
    repair: { [REDIRECTS]: 'explainers/lending:\n  the-books: who-keeps-track\n' },
  },
  'redirect-taken': {
    why: 'An address that the page has still needs no redirect, and two places cannot have one address.',
    bad: { [REDIRECTS]: 'explainers/lending:\n  who-keeps-track: fines\n', [PAGE]: KEEPS_TRACK },
    repair: { [REDIRECTS]: 'explainers/lending:\n  the-books: who-keeps-track\n' },
  },
  'thread-missing-yaml': {
    why: 'A thread needs a title before anybody can be led to it.',
    bad: { [YAML]: null },
    repair: { [YAML]: 'title: Who keeps track of a lent book?\n' },
  },
  'thread-invalid-yaml': {
    why: 'A misspelt field would be left out without a word.',
    bad: { [YAML]: 'title: Who keeps track of a lent book?\nsumary: Ada and Tom on books.\n' },
    repair: { [YAML]: 'title: Who keeps track of a lent book?\nsummary: Ada and Tom on books.\n' },
  },
  'thread-empty': {
    why: 'A thread without mail has nothing to quote.',
    bad: { 'content/threads/binding/thread.yaml': 'title: Who binds books?\n' },
    repair: {
      'content/threads/binding/thread.yaml': 'title: Who binds books?\n',
      'content/threads/binding/1.eml':
        'From: Ada Reed <ada@example.org>\nDate: Tue, 05 Jan 2021 10:00:00 +0000\nMessage-ID: <3@example.org>\nSubject: Who binds books?\n\nI do.\n',
    },
  },
  'thread-example': {
    why: 'A site begins with an invented thread, so that there is something to quote at once. Readers should not take it for mail.',
    bad: { [YAML]: 'title: Who keeps track of a lent book?\nexample: true\n' },
    repair: { [YAML]: 'title: Who keeps track of a lent book?\n' },
  },
  'thread-unknown': {
    why: 'A report on a thread that is not here would be empty, as if nobody quoted it.',
    command: 'npx postil coverage landing',
    printed: [
      'content/threads/landing:1:1 error thread-unknown',
      '  There is no thread "landing".',
      '  closest:  lending',
      '  fix:      Use the name of a folder under content/threads.',
    ].join('\n'),
    repair: 'npx postil coverage lending',
    files: () => ({}),
  },
  'trees-invalid-yaml': {
    why: 'Excerpts are read from the trees in this file, and link to the addresses in it.',
    bad: { 'content/trees.yaml': TREES.replace('tag: v1.0.3', 'tag: v1.0.3 or later') },
    repair: { 'content/trees.yaml': TREES },
  },
  'lock-invalid': {
    why: 'The lock says what was verified. It is written by a program; merged by hand it is quickly broken.',
    bad: { 'content/postil.lock.json': LOCK.replace('"version": 2,', '"version": 2') },
    repair: { 'content/postil.lock.json': LOCK },
  },
  'mdx-syntax': {
    why: 'A page that cannot be parsed cannot be checked.',
    bad: { [PAGE]: 'Lend at most three books, if days <14.\n' },
    repair: { [PAGE]: 'Lend at most three books, if days \\<14.\n' },
  },
  'page-invalid-frontmatter': {
    why: 'A page without a title has no name in menus and searches.',
    bad: { [PAGE]: '---\ntitel: Lending\n---\n\nBooks are lent.\n' },
    repair: { [PAGE]: '---\ntitle: Lending\n---\n\nBooks are lent.\n' },
  },
  'link-broken': {
    why: 'A link inside the site must lead to a page, and in a thread to a message or passage that is there.',
    bad: { [PAGE]: 'See [the thread](/threads/lendings/).\n' },
    repair: { [PAGE]: 'See [the thread](/threads/lending/).\n' },
  },
  'link-unknown-message': {
    why: 'A reader who follows the link to the mail itself must find it there.',
    bad: { [ARCHIVE]: NAMED, [PAGE]: 'See [the mail](https://lists.example.org/books/1@example.orgs/).\n' },
    repair: { [PAGE]: 'See [the mail](https://lists.example.org/books/1@example.org/).\n' },
  },
  'link-unknown-code': {
    why: 'Code moves; a line that the file does not have shows that the link was not looked at again.',
    bad: { [PAGE]: 'See [the shelf](https://source.example/v1.0.3/lib/shelf.c#L500).\n' },
    repair: { [PAGE]: 'See [the shelf](https://source.example/v1.0.3/lib/shelf.c#L5).\n' },
  },
  'prop-missing': {
    why: 'Without the property there is nothing to check the words against.',
    bad: { [PAGE]: '<Quote from="lending/ada-reed-2021-01-04-1000z">Nobody counts the pages</Quote>\n' },
    repair: {
      [PAGE]:
        '<Quote from="lending/ada-reed-2021-01-04-1000z" by="Ada Reed">Nobody counts the pages</Quote>\n',
    },
  },
  'prop-not-literal': {
    why: 'Citations are checked before any code of the page runs, so a value that is computed has no value yet.',
    bad: {
      [PAGE]: '<Quote from="lending/ada-reed-2021-01-04-1000z" by={writer}>Nobody counts the pages</Quote>\n',
    },
    repair: {
      [PAGE]:
        '<Quote from="lending/ada-reed-2021-01-04-1000z" by="Ada Reed">Nobody counts the pages</Quote>\n',
    },
  },
  'prop-unknown': {
    why: 'A misspelt property would do nothing, and nobody would notice.',
    bad: { [PAGE]: '<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="lend" form="lent++" />\n' },
    repair: { [PAGE]: '<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="lend" />\n' },
  },
} as const satisfies Partial<Record<Code, Example>>;
