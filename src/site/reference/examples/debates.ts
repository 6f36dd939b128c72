import type { Code } from '../../../base/catalogue.ts';
import type { Example } from '../example.ts';

const DEBATE = 'content/debates/lending.yaml';
const PAGE = 'content/explainers/lending.mdx';

interface Parts {
  readonly ada?: string;
  readonly tom?: string;
  readonly outcome?: string;
}

/** A debate of two positions, with further fields for each of them and for its one outcome. */
const debateWith = ({ ada = '', tom = '', outcome = 'source: the notice at the desk' }: Parts): string =>
  [
    'question: Who keeps track of a lent book?',
    'topic: Lending',
    'positions:',
    '  - id: nobody',
    '    by: Ada Reed',
    '    says: Nobody keeps track.',
    '    from: lending/ada-reed-2021-01-04-1000z',
    '    quote: Nobody counts the pages of a book that is lent.',
    ...(ada === '' ? [] : [`    ${ada}`]),
    '  - id: reader',
    '    by: Tom Marsh',
    '    says: The reader does.',
    '    from: lending/tom-marsh-2021-01-04-1100z',
    '    quote: The reader does.',
    ...(tom === '' ? [] : [`    ${tom}`]),
    'outcomes:',
    '  - of: [reader]',
    '    what: Readers are asked.',
    '    status: merged',
    ...(outcome === '' ? [] : [`    ${outcome}`]),
    '',
  ].join('\n');

const GOOD = debateWith({});

/** Faults of debates. */
export const DEBATES = {
  'debate-invalid': {
    why: 'A misspelt relation would be left out, and the debate would look calmer than it was.',
    bad: { [DEBATE]: debateWith({ tom: 'atacks: [nobody]' }) },
    repair: { [DEBATE]: debateWith({ tom: 'attacks: [nobody]' }) },
  },
  'debate-unknown': {
    why: 'There would be a gap where the debate should be.',
    bad: { [DEBATE]: GOOD, [PAGE]: '<Debate name="landing" />\n' },
    repair: { [DEBATE]: GOOD, [PAGE]: '<Debate name="lending" />\n' },
  },
  'position-repeated': {
    why: 'With one id for two positions nobody could tell which of them was attacked.',
    bad: { [DEBATE]: GOOD.replace('id: reader', 'id: nobody').replace('of: [reader]', 'of: [nobody]') },
    repair: { [DEBATE]: GOOD },
  },
  'position-unknown': {
    why: 'An answer to nothing is no answer.',
    bad: { [DEBATE]: debateWith({ tom: 'attacks: [no-body]' }) },
    repair: { [DEBATE]: debateWith({ tom: 'attacks: [nobody]' }) },
  },
  'position-relation': {
    why: "A change of mind is a person's own: nobody is made to hold what somebody else says.",
    bad: { [DEBATE]: debateWith({ ada: 'moved-to: reader' }) },
    repair: { [DEBATE]: debateWith({ tom: 'attacks: [nobody]' }) },
  },
  'outcome-baseless': {
    why: 'What became of a proposal is a fact, and a fact rests on something that can be looked at.',
    bad: { [DEBATE]: debateWith({ outcome: '' }) },
    repair: { [DEBATE]: debateWith({ outcome: 'position: reader' }) },
  },
  'outcome-unknown-rule': {
    why: 'The outcome would look as if it were checked.',
    bad: { [DEBATE]: debateWith({ outcome: 'rule: lend-twice' }) },
    repair: { [DEBATE]: debateWith({ outcome: 'position: reader' }) },
  },
  'outcome-unknown-page': {
    why: 'The reader would be led to a page that is not there.',
    bad: { [DEBATE]: debateWith({ outcome: 'position: reader\n    page: explainers/landing' }) },
    repair: { [DEBATE]: debateWith({ outcome: 'position: reader\n    page: explainers/lending' }) },
  },
} as const satisfies Partial<Record<Code, Example>>;
