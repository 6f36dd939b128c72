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
      earlier: {
        required: false,
        about: 'In an <Exchange>: says that the words are older than those before them. Readers are told.',
        example: 'yes',
      },
    },
  },
  Exchange: {
    about:
      'Quotes of one thread that answer each other, in the order of the mail. Who answers whom is taken from the mail.',
    children: '<Quote>, two or more, and paragraphs that lead from one to the next',
    props: {},
  },
  Excerpt: {
    about: 'Code of one version, read from its tree when the site is built.',
    children: '<CodeNote>, as many as there are notes',
    props: {
      tree: { required: true, about: 'A tree of content/trees.yaml.', example: 'v6.1.192' },
      path: { required: true, about: 'The file, from the top of the tree.', example: 'mm/memory.c' },
      symbol: {
        required: false,
        about:
          'What the file defines: a function, method, type, macro, constant or variable, if need be with what it belongs to: Shelf::lend. Of two with one name, the condition tells which.',
        example: 'size [ifdef CONFIG_BIG]',
      },
      from: {
        required: false,
        about:
          'Words of the first line to show. One line of the symbol holds them, or, where no symbol is named, one line of the file. By default the first line of the symbol.',
        example: 'ret = follow_pte',
      },
      to: {
        required: false,
        about:
          'Words of the last line to show: the next line from there on that holds them. By default the last line of the symbol.',
        example: 'return 0',
      },
      lines: {
        required: false,
        about: 'The lines to show, where neither a symbol nor words can be named.',
        example: '10-20',
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
  Line: {
    about:
      'Words of the text that lead to a line of an excerpt on the same page. Each lights the other up, and the line leads back.',
    children: 'the words of the page',
    props: {
      at: {
        required: true,
        about: 'Words that stand on exactly one line of the excerpt.',
        example: 'pte_unmap_unlock',
      },
      of: {
        required: false,
        about:
          'The symbol that the excerpt shows. By default the nearest excerpt above is meant, or else the first below.',
        example: 'follow_pfn',
      },
      tree: {
        required: false,
        about: 'The tree of the excerpt, where the page shows the symbol in several versions.',
        example: 'v6.1.192',
      },
    },
  },
  Compare: {
    about: 'The same code in two versions, side by side, with what only one of them has marked.',
    children: 'two <Excerpt>, the older one first',
    props: {},
  },
  Note: {
    about: 'A note in the margin of a thread, beside words of a message; it stands in notes/<thread>.mdx.',
    children: 'the note, in Markdown',
    props: {
      on: {
        required: true,
        about: 'The thread, and the message of it in which the words were first written.',
        example: 'unsafe-follow-pfn/jason-gunthorpe-2020-10-09-1448',
      },
      exact: {
        required: true,
        about: 'The words that the note stands beside, by the writer of the message, none left out.',
        example: 'unconditionally unsafe',
      },
      prefix: {
        required: false,
        about: 'The words right before them, where they stand in the message more than once.',
        example: 'No, it is',
      },
      suffix: {
        required: false,
        about: 'The words right after them, for the same purpose.',
        example: 'The CMA movable mappings',
      },
      kind: {
        required: true,
        about:
          'What became of what the words say: explains, borne out, not borne out, corrected (by their writer), changed since, open.',
        example: 'borne out',
      },
      rule: { required: false, about: 'The name of a rule that tells more.', example: 'pin-or-listen' },
      page: {
        required: false,
        about: 'The path of a page that tells more.',
        example: 'explainers/unsafe-pfn',
      },
    },
  },
  Term: {
    about:
      'A word that the glossary explains. The first use of each term on a page leads to the glossary by itself; this is for other words, and for terms that are everyday words too.',
    children: 'the words of the page',
    props: {
      of: {
        required: false,
        about: 'The term or another name of it, where the words of the page are not one.',
        example: 'pin',
      },
    },
  },
  Since: {
    about:
      'The first release that has a commit, as the commit tells; where nobody knows it, the month of the commit.',
    children: 'nothing',
    props: {
      commit: {
        required: true,
        about: 'The beginning of its hash, of at least seven digits.',
        example: '1c1914d6e8c6',
      },
    },
  },
  Count: {
    about: 'How many places a check of a rule finds in a tree, counted when the site is built.',
    children: 'nothing',
    props: {
      of: { required: true, about: 'The rule and its check.', example: 'two-gates/special-entries' },
      tree: { required: true, about: 'A tree of content/trees.yaml.', example: 'v6.1.192' },
    },
  },
  Unchecked: {
    about:
      'Words that rest on nothing that is in this site. Readers are told so, and why; what cannot be checked is not told as a fault.',
    children: 'the words of the page',
    props: {
      why: {
        required: true,
        about: 'Where it is from, or why nobody can show it.',
        example: 'told at a conference that was not recorded',
      },
    },
  },
  Received: {
    about:
      'Lines of a mail as its readers got them, quote marks and all: what a page makes of it may stand beside.',
    children: 'nothing',
    props: {
      mail: {
        required: true,
        about: 'The thread, and a message of it that is at hand as a mail.',
        example: 'unsafe-follow-pfn/daniel-vetter-2020-10-10-2301z',
      },
      from: {
        required: true,
        about: 'Words that stand on one line of the mail only: the first.',
        example: '> Hi Tomasz',
      },
      to: { required: true, about: 'Words of the last line.', example: 'types too.' },
      mark: { required: false, about: 'Words on one of the lines that are pointed out.', example: 'unsafe' },
    },
  },
  Becomes: {
    about: 'What stands first in it, and beside it, where there is room, the rest: what becomes of it.',
    children: 'components and text',
    props: {},
  },
  Stories: {
    about: 'Questions that a site answers, side by side.',
    children: '<Story>, as many as there are',
    props: {},
  },
  Story: {
    about:
      'A question, where its story begins, and what a reader will meet on the way: counted when the site is built.',
    children: 'a sentence or two, and a drawing if there is one',
    props: {
      of: {
        required: true,
        about: 'The pages that tell it, with commas between them; the first one is led to.',
        example: 'explainers/pinning, explainers/cow-and-pin',
      },
      asks: { required: true, about: 'The question.', example: 'Who may pin a page?' },
    },
  },
  Verdicts: {
    about: 'Some rules, and in which versions each holds.',
    children: 'nothing',
    props: {
      of: {
        required: true,
        about: 'Names of files in rules/, without their ending, with commas between them.',
        example: 'map-as-pfnmap, two-gates',
      },
    },
  },
  ReleaseAxis: {
    about:
      'The versions that are checked and the releases that debates name, oldest first, each with how much changed in it, and a link to what that is.',
    children: 'nothing',
    props: {},
  },
  FurtherReading: {
    about:
      'What a page rests on outside of the site, from content/references.yaml: each with who wrote it, when and what it is, oldest first.',
    children: 'nothing',
    props: {
      of: {
        required: false,
        about:
          'Names of references, with commas between them, in the order to show. By default all that the page leads to, or of whose commits it speaks.',
        example: 'unshare-on-pin, pin-user-pages-guide',
      },
    },
  },
  InShort: {
    about: 'A list of which each item leads to rules, with their verdicts beside it.',
    children: 'the list, in Markdown',
    props: {},
  },
  Question: {
    about:
      'A question that readers put to themselves: each answer says, when it is opened, why it is right or wrong.',
    children: '<Right> once, and <Wrong> as often as there are mistakes worth telling of',
    props: {
      asks: {
        required: true,
        about: 'The question; code between backticks.',
        example: 'May you release it with `put_page()`?',
      },
    },
  },
  Right: {
    about: 'The right answer of the question that it stands in.',
    children: 'why it is right, in Markdown',
    props: {
      says: { required: true, about: 'The answer; code between backticks.', example: 'No' },
    },
  },
  Wrong: {
    about: 'An answer of the question that it stands in, which somebody could give and which is wrong.',
    children: 'why it is wrong, in Markdown',
    props: {
      says: {
        required: true,
        about: 'The answer; code between backticks.',
        example: 'Yes, both take one away',
      },
    },
  },
  Diagram: {
    about: 'A drawing made from text, with its text beneath.',
    children: 'nothing',
    props: {
      name: { required: true, about: 'The name of a file in diagrams/, without .mmd.', example: 'two-gates' },
    },
  },
  Experiment: {
    about: 'The question of an experiment, and what each version answered.',
    children: 'nothing',
    props: {
      name: {
        required: true,
        about: 'The name of a folder in experiments/.',
        example: 'pins-are-counted',
      },
    },
  },
  Debate: {
    about:
      'Who held what in a debate, with the words, what answers what, who moved, and what became of it: folded, as an outline that leads to the quotes of the page, and as a picture.',
    children: 'nothing',
    props: {
      name: {
        required: true,
        about: 'The name of a file in debates/, without .yaml.',
        example: 'unsafe-pfn',
      },
    },
  },
  Timeline: {
    about: 'What became of each proposal and claim of a debate, by date, and what says so.',
    children: 'nothing',
    props: {
      of: { required: true, about: 'The name of a file in debates/, without .yaml.', example: 'unsafe-pfn' },
    },
  },
} as const satisfies Record<string, ComponentFacts>;

export type ComponentName = keyof typeof COMPONENTS;
