/** A property of a component, as an author writes it. Every value is a plain string. */
export interface PropFacts {
  readonly required: boolean;
  /** What it is, in words for an author. */
  readonly about: string;
  readonly example: string;
}

export interface ComponentFacts {
  readonly about: string;
  /** What stands between the tags. */
  readonly children: string;
  readonly props: Readonly<Record<string, PropFacts>>;
}

/** The components that pages are written with. Properties that are not listed here are refused. */
export const COMPONENTS = {
  Quote: {
    about: 'Words that somebody wrote in a mail.',
    children: 'the words, as the matching contract says',
    props: {
      from: {
        required: true,
        about:
          'The thread, and the message of it in which the words were first written; the thread reader shows it under Header.',
        example: 'unsafe-follow-pfn/jason-gunthorpe-2020-10-09-1448',
      },
      by: {
        required: true,
        about: 'The person who wrote the words, under the name that the mail has.',
        example: 'Jason Gunthorpe',
      },
      elides: {
        required: false,
        about:
          'Words such as "not" and "if" that the quote leaves out, with commas between them; readers are shown them.',
        example: 'not, if',
      },
    },
  },
  Excerpt: {
    about: 'Code of one kernel version, read from its tree when the site is built.',
    children: '<CodeNote>, as many as there are notes',
    props: {
      tree: { required: true, about: 'A tree of content/trees.yaml.', example: 'v6.1.192' },
      path: { required: true, about: 'The file, from the top of the tree.', example: 'mm/memory.c' },
      symbol: {
        required: true,
        about:
          'What the file defines: a function, structure, union, enumeration, macro, type or variable. Of two with one name, the condition tells which.',
        example: 'size [ifdef CONFIG_BIG]',
      },
      from: {
        required: false,
        about:
          'Words of the first line to show. One line of the symbol holds them. By default its first line.',
        example: 'ret = follow_pte',
      },
      to: {
        required: false,
        about: 'Words of the last line to show. By default its last line.',
        example: 'return 0',
      },
    },
  },
  CodeNote: {
    about: 'A note on a line of the excerpt that it stands in.',
    children: 'the note, in Markdown',
    props: {
      at: {
        required: true,
        about: 'Words that stand on exactly one line of the excerpt.',
        example: 'pte_unmap_unlock',
      },
    },
  },
  Compare: {
    about: 'The same code in two versions, side by side, with what only one of them has marked.',
    children: 'two <Excerpt>, the older one first',
    props: {},
  },
  Note: {
    about: 'A note in the margin of a thread, beside words of a message. Notes stand in notes/<thread>.mdx.',
    children: 'the note, in Markdown',
    props: {
      on: {
        required: true,
        about: 'The thread, and the message whose words are noted.',
        example: 'unsafe-follow-pfn/jason-gunthorpe-2020-10-09-1448',
      },
      exact: {
        required: true,
        about: 'The noted words, as the message has them; nothing is left out.',
        example: 'it is unconditionally unsafe',
      },
      kind: {
        required: true,
        about: 'What the note says of them: explains, was right, was wrong, changed since or open.',
        example: 'was right',
      },
      prefix: {
        required: false,
        about: 'Words right before them, where the message has the noted words more than once.',
        example: 'No,',
      },
      suffix: { required: false, about: 'Words right after them, for the same reason.', example: 'We could' },
      rule: { required: false, about: 'A rule that the note leads to.', example: 'pfn-under-lock' },
      page: { required: false, about: 'A page that the note leads to.', example: 'explainers/unsafe-pfn' },
    },
  },
} as const satisfies Record<string, ComponentFacts>;

export type ComponentName = keyof typeof COMPONENTS;
