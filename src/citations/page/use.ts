import type { Place, Slice } from '../../base/position.ts';
import type { QuotedWord } from '../words/quote-words.ts';
import type { Tag } from './tag.ts';

/** What every use of a component has. */
export interface AnyUse {
  readonly place: Place;
  readonly tag: Tag;
}

/** Components that stand on a source. */
export const CITING = ['Quote', 'Excerpt', 'Note'] as const;

/** A use of one of them. */
export interface Use extends AnyUse {
  readonly component: (typeof CITING)[number];
  /** Its address on the page that shows it, made of what it says: `quote-1b4e77c0`; a twin's ends in `-2`. */
  readonly name: string;
  /** Its name in the whole site: `<page>#<name>`. */
  readonly key: string;
  /** What stands between the tags, as written. */
  readonly content: Slice;
  /** The words of a <Quote>. */
  readonly words: readonly QuotedWord[];
  /** Where something other than text stands inside; null when there is only text. */
  readonly markupAt: number | null;
  /** <CodeNote> tags inside, in order. */
  readonly notes: readonly NoteUse[];
}

export interface NoteUse extends AnyUse {
  /** Its address on the page. */
  readonly name: string;
}

export interface ComparisonUse extends AnyUse {
  /** Keys of the excerpts inside, in order. */
  readonly excerpts: readonly string[];
}

/** An <Exchange>: quotes that answer each other. */
export interface ExchangeUse extends AnyUse {
  /** Keys of the quotes inside, in order. */
  readonly quotes: readonly string[];
  /** Components inside that have no place there. */
  readonly others: readonly { readonly name: string; readonly start: number }[];
}

/** A <Term>: a word that leads to the glossary. */
export interface TermUse extends AnyUse {
  readonly content: Slice;
}

/** A <Line>: words that point at a line of an excerpt of the same page. */
export interface PointerUse extends AnyUse {
  /** Its address on the page. */
  readonly name: string;
  readonly content: Slice;
}

/** Components that say, or hold, a fact in a sentence. */
export const FACTS = ['Since', 'Count', 'Unchecked'] as const;

/** A use of one of them. */
export interface FactUse extends AnyUse {
  readonly component: (typeof FACTS)[number];
  readonly content: Slice;
}

/** Components that show something kept elsewhere under content/, by its name. */
export const FIGURES = [
  'Diagram',
  'Debate',
  'Timeline',
  'Experiment',
  'Received',
  'Story',
  'Verdicts',
  'FurtherReading',
] as const;

/** A use of one of them. */
export interface FigureUse extends AnyUse {
  readonly component: (typeof FIGURES)[number];
}

/** A <Question>, with its <Right> and <Wrong> in order. */
export interface QuestionUse extends AnyUse {
  readonly answers: readonly AnswerUse[];
}

/** A <Right> or <Wrong>. */
export interface AnswerUse extends AnyUse {
  readonly component: (typeof ANSWERS)[number];
  readonly content: Slice;
}

/** The components that answer a <Question>. */
export const ANSWERS = ['Right', 'Wrong'] as const;

export interface LinkUse {
  readonly url: string;
  /** Offset of the address. */
  readonly at: number;
}

/** A use before it has a name. */
export type NamelessUse = Omit<Use, 'name' | 'key' | 'notes'> & { readonly notes: readonly AnyUse[] };

/** The property of a tag that has a name. */
export const propOf = ({ props }: Tag, name: string): Tag['props'][number] | undefined =>
  props.find((prop) => prop.name === name);
