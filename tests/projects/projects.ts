/** Three small sites of invented projects, each as somebody has it who cloned the code and received the mail. */
export interface Project {
  readonly name: string;
  /** A thread as it was received: an mbox. */
  readonly mail: string;
  /** The name of its folder once it is imported. */
  readonly thread: string;
  readonly tag: string;
  /** As it is at the tag. */
  readonly code: Readonly<Record<string, string>>;
  /** What somebody committed after it. */
  readonly later: Readonly<Record<string, string>>;
  /** The tree, as trees.yaml names it. */
  readonly tree: string;
  readonly trees: string;
  readonly quote: {
    readonly from: string;
    readonly by: string;
    readonly words: string;
    readonly not: string;
  };
  readonly excerpt: {
    readonly path: string;
    readonly symbol: string;
    readonly at: string;
    readonly shows: string;
  };
  readonly note: { readonly exact: string };
  /** Fields of the one check of its rule, and what it answers. */
  readonly check: string;
  readonly answer: string;
  /** What it does not answer. */
  readonly wrongAnswer: string;
}

const message = (from: string, date: string, id: string, subject: string, body: string, more = ''): string =>
  `From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: ${from}\nTo: devel@lists.example\nSubject: ${subject}\nDate: ${date}\nMessage-ID: <${id}>\n${more}\n${body}\n`;

const KETTLE: Project = {
  name: 'kettle, in C',
  thread: 'refuse-calls-of-pour',
  mail:
    message(
      'Nia Brand <nia@kettle.example>',
      'Tue, 17 Jul 2018 20:00:00 +0000',
      'series-1@kettle.example',
      '[PATCH 0/2] refuse calls of pour',
      'We discourage pour in new code, because nobody checks the size of\nthe cup. But every few months a new call slips in.\n\nNia Brand (2):\n  banned.h: refuse pour\n  jug: grow before adding\n',
    ) +
    message(
      'Otto Kim <otto@cups.example>',
      'Wed, 18 Jul 2018 09:00:00 +0000',
      'reply-2@cups.example',
      'Re: [PATCH 0/2] refuse calls of pour',
      'Nia Brand <nia@kettle.example> writes:\n\n> We discourage pour in new code, because nobody checks the size of\n> the cup. But every few months a new call slips in.\n\nA linker error would come too late.  A macro that expands to a name\nwhich says "sorry" is what people will read.\n',
      'In-Reply-To: <series-1@kettle.example>\n',
    ),
  tag: 'v2.19.0-rc0',
  code: {
    'banned.h':
      '#ifndef BANNED_H\n#define BANNED_H\n\n/* They are too easy to misuse. */\n#define BANNED(func) sorry_##func##_is_a_banned_function\n\n#undef pour\n#define pour(x, y) BANNED(pour)\n\n#endif\n',
    'src/jug.c':
      '#include "banned.h"\n\nvoid jug_add(struct jug *jug, int drops)\n{\n\tjug_grow(jug, drops);\n\tjug->drops += drops;\n}\n',
  },
  later: {
    'src/jug.c':
      '#include "banned.h"\n\nint jug_add(struct jug *jug, int drops)\n{\n\treturn pour(jug, drops);\n}\n',
  },
  tree: 'v2.19.0',
  trees:
    'v2.19.0:\n  project: kettle\n  git: ../tree\n  tag: v2.19.0-rc0\n  browse: cgit:https://git.kettle.example/kettle.git\n',
  quote: {
    from: 'otto-kim-2018-07-18-0900z',
    by: 'Otto Kim',
    words: 'A linker error would come too late.',
    not: 'A linker error would come in time.',
  },
  excerpt: { path: 'src/jug.c', symbol: 'jug_add', at: 'jug_grow', shows: 'jug_grow(jug, drops);' },
  note: { exact: 'which says "sorry" is what people will read' },
  check: '{ kind: text-absent, path: src/, needle: "pour("',
  answer: 'yes',
  wrongAnswer: '5',
};

const SEEDBANK: Project = {
  name: 'seedbank, in Rust',
  thread: 'who-may-empty-a-drawer',
  mail:
    message(
      'Ines Duarte <ines@seeds.example>',
      'Mon, 04 Mar 2024 08:00:00 -0300',
      'first@seeds.example',
      'Who may empty a drawer?',
      'Drawer::take lets anybody take the last seed. Then nothing is left to \nsow. Shall it refuse?\n\n-- \nInes\n',
      'Content-Type: text/plain; charset=utf-8; format=flowed\n',
    ) +
    message(
      'Jürgen Weiß <juergen@saat.example>',
      'Mon, 04 Mar 2024 15:30:00 +0100',
      'second@saat.example',
      'Re: Who may empty a drawer?',
      'On Mon, Mar 4, 2024 at 12:00 PM Ines Duarte <ines@seeds.example> wrote:\n> Drawer::take lets anybody take the last seed. Then nothing is left to\n> sow. Shall it refuse?\n\nIt has to. Two hundred grains are the least that come up again, so that\nis where it stops.\n',
      'In-Reply-To: <first@seeds.example>\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n',
    ),
  tag: 'release/1.0',
  code: {
    'src/drawer.rs':
      'pub struct Drawer {\n    grains: u32,\n}\n\nimpl Drawer {\n    /// Takes seeds, but never the last.\n    #[must_use]\n    pub fn take(&mut self, wanted: u32) -> Option<u32> {\n        let left = self.grains.checked_sub(wanted)?;\n        if left < LEAST {\n            return None;\n        }\n        self.grains = left;\n        Some(wanted)\n    }\n}\n\nconst LEAST: u32 = 200;\n',
  },
  later: {
    'src/drawer.rs':
      'pub struct Drawer {\n    grains: u32,\n}\n\nimpl Drawer {\n    pub fn take(&mut self, wanted: u32) -> u32 {\n        self.grains -= wanted;\n        wanted\n    }\n}\n',
  },
  tree: '1.0',
  trees:
    '"1.0":\n  project: seedbank\n  git: ../tree\n  tag: release/1.0\n  version: "1.0"\n  browse: gitlab:gitlab.seeds.example/bank/seedbank\n',
  quote: {
    from: 'jurgen-weiß-2024-03-04-1430z',
    by: 'Jürgen Weiß',
    words: 'Two hundred grains are the least that come up again, so that is where it stops.',
    not: 'Two hundred grains are the most that come up again, so that is where it stops.',
  },
  excerpt: {
    path: 'src/drawer.rs',
    symbol: 'Drawer::take',
    at: 'left < LEAST',
    shows: 'checked_sub(wanted)?',
  },
  note: { exact: 'It has to' },
  check: '{ kind: function-contains, path: src/drawer.rs, function: "Drawer::take", needle: "left < LEAST"',
  answer: '10',
  wrongAnswer: 'no',
};

const TALLY: Project = {
  name: 'tally, in Python',
  thread: 'closing-a-ledger-twice',
  mail:
    message(
      'Sam Okoro <sam@tally.example>',
      'Tue, 05 Nov 2019 10:00:00 +0000',
      'CAB1@mail.tally.example',
      '[tally-dev] Closing a ledger twice',
      'Ledger.close() writes the sum again when it is called a second time.\nThe docs say nothing. Should it raise?\n_______________________________________________\ntally-dev mailing list\ntally-dev@lists.example\n',
    ) +
    message(
      'Maria del Mar <maria@books.example>',
      'Tue, 05 Nov 2019 11:15:00 +0100',
      'CAB2@mail.books.example',
      'Re: [tally-dev] Closing a ledger twice',
      'Sam Okoro wrote on 05/11/2019 11:00:\n> Ledger.close() writes the sum again when it is called a second time.\n> The docs say nothing. Should it raise?\n\nNo. A file object may be closed twice, and people expect the same here.\nReturn early.\n',
      'In-Reply-To: <CAB1@mail.tally.example>\n',
    ),
  tag: '256',
  code: {
    'tally/ledger.py':
      'class Ledger:\n    """Adds up what it is told."""\n\n    def __init__(self, out):\n        self.out = out\n        self.closed = False\n\n    def close(self):\n        """Writes the sum, once."""\n        if self.closed:\n            return\n        self.closed = True\n        self.out.write(str(self.sum()))\n',
  },
  later: {
    'tally/ledger.py':
      'class Ledger:\n    def close(self):\n        if self.closed:\n            raise ValueError("closed")\n',
  },
  tree: 'v256',
  trees:
    'v256:\n  project: tally\n  git: ../tree\n  tag: "256"\n  browse: https://code.tally.example/{tag}/{path}#L{line}\n',
  quote: {
    from: 'maria-del-mar-2019-11-05-1015z',
    by: 'Maria del Mar',
    words: 'A file object may be closed twice, and people expect the same here.',
    not: 'A file object must be closed twice, and people expect the same here.',
  },
  excerpt: {
    path: 'tally/ledger.py',
    symbol: 'Ledger.close',
    at: 'if self.closed',
    shows: 'self.out.write(str(self.sum()))',
  },
  note: { exact: 'Return early' },
  check: '{ kind: symbol-defined, path: tally/ledger.py, symbol: Ledger.close',
  answer: '8',
  wrongAnswer: 'no',
};

export const PROJECTS = { kettle: KETTLE, seedbank: SEEDBANK, tally: TALLY } as const;

export const pageOf = ({ thread, tree, quote, excerpt }: Project): string => `---
title: What was settled
description: What the list settled, with the code that came of it.
---

<Quote from="${thread}/${quote.from}" by="${quote.by}">${quote.words}</Quote>

<Excerpt tree="${tree}" path="${excerpt.path}" symbol="${excerpt.symbol}">
  <CodeNote at="${excerpt.at}">This is what came of it.</CodeNote>
</Excerpt>

It is [a rule](/rules/settled/) now.
`;

export const notesOf = ({ thread, quote, note }: Project): string => `---
title: Notes on the thread
---

<Note on="${thread}/${quote.from}" exact="${note.exact.replaceAll('"', '&quot;')}" kind="explains">Nobody objected.</Note>
`;

export const ruleOf = ({ tree, check }: Project, answer: string): string => `---
title: It stays settled
topic: settled
statement: What the list settled is in the code.
evidence:
  - ${check}, id: settled, claim: It is in the code., expect: { ${JSON.stringify(tree)}: ${answer} } }
---

Because the list settled it.
`;
