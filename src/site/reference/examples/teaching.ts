import type { Code } from '../../../base/catalogue.ts';
import type { Example } from '../example.ts';

const PAGE = 'content/explainers/lending.mdx';
const TERM = 'content/glossary/loan.mdx';
const DRAWING = 'content/diagrams/desk.mmd';

const pageWith = (text: string): string => `---\ntitle: Lending\n---\n\n${text}\n`;

const termOf = (word: string): string =>
  `---\nterm: ${word}\nsummary: A book that is out, and will come back.\n---\n\nA loan ends on a day.\n`;

const drawingWith = (text: string): string =>
  `---\ntitle: The desk\nsays: A book goes over the desk, both ways.\n---\n${text}\n`;

/** Faults of what explains words and draws pictures. */
export const TEACHING = {
  'term-invalid': {
    why: 'A term without a sentence explains nothing where it is looked up.',
    bad: { [TERM]: '---\nterm: loan\n---\n\nA loan ends on a day.\n' },
    repair: { [TERM]: termOf('loan') },
  },
  'term-repeated': {
    why: 'One word with two meanings is what a glossary is there to prevent.',
    bad: { [TERM]: termOf('loan'), 'content/glossary/lent.mdx': termOf('loan') },
    repair: { [TERM]: termOf('loan'), 'content/glossary/lent.mdx': termOf('lent book') },
  },
  'term-unknown': {
    why: 'The reader would be led to a place where the word is not.',
    bad: { [TERM]: termOf('loan'), [PAGE]: pageWith('A <Term>lone</Term> ends on a day.') },
    repair: { [TERM]: termOf('loan'), [PAGE]: pageWith('A <Term>loan</Term> ends on a day.') },
  },
  'question-invalid': {
    why: 'A reader who answered wrongly would not learn why; and where two answers are right, nobody is wrong.',
    bad: {
      [PAGE]: pageWith(
        '<Question asks="Who pays for a lost book?">\n<Right says="The reader">So the rules say.</Right>\n</Question>',
      ),
    },
    repair: {
      [PAGE]: pageWith(
        '<Question asks="Who pays for a lost book?">\n<Right says="The reader">So the rules say.</Right>\n<Wrong says="The library">It pays for what falls apart.</Wrong>\n</Question>',
      ),
    },
  },
  'diagram-invalid': {
    why: 'A line that cannot be put into words would be seen by some readers and not by others.',
    bad: { [DRAWING]: drawingWith('flowchart LR\n  shelf[Shelf] ~~> desk[Desk]') },
    repair: { [DRAWING]: drawingWith('flowchart LR\n  shelf[Shelf] --> desk[Desk]') },
  },
  'diagram-unknown': {
    why: 'There would be a gap where the drawing should be.',
    bad: {
      [DRAWING]: drawingWith('flowchart LR\n  shelf[Shelf] --> desk[Desk]'),
      [PAGE]: pageWith('<Diagram name="disk" />'),
    },
    repair: {
      [DRAWING]: drawingWith('flowchart LR\n  shelf[Shelf] --> desk[Desk]'),
      [PAGE]: pageWith('<Diagram name="desk" />'),
    },
  },
} as const satisfies Partial<Record<Code, Example>>;
