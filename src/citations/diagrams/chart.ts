/** What a diagram's source says, before anybody knows where it stands on paper. */
export type Chart = FlowChart | SequenceChart;

/** Boxes, and arrows between them. */
export interface FlowChart {
  readonly kind: 'flow';
  /** Where arrows lead when there is room: to the right, or down. */
  readonly leads: 'right' | 'down';
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** What is drawn with a box, and what has one at its head: `words` are its name. */
export interface Box {
  readonly id: string;
  readonly words: string;
  readonly shape: 'box' | 'round' | 'question';
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** Empty where it has none. */
  readonly label: string;
  readonly isDashed: boolean;
}

/** Somebody says something to somebody, from top to bottom. */
export interface SequenceChart {
  readonly kind: 'sequence';
  /** From left to right. */
  readonly lanes: readonly Box[];
  readonly events: readonly Event[];
}

export type Event =
  | (Arrow & { readonly kind: 'message' })
  /** Over one lane, or over all from one to another. */
  | { readonly kind: 'note'; readonly from: string; readonly to: string; readonly text: string }
  /** Begins a frame, or with `isElse` the next part of one. */
  | { readonly kind: 'frame'; readonly text: string; readonly isElse: boolean }
  | { readonly kind: 'end' };

/** What a part of a drawing means by its colour: of which of the kinds that the author names it is, or how it ends. */
export type Meaning = `kind-${number}` | 'right' | 'wrong';

/** Of boxes and lanes by id, of arrows, notes and frames by their words. */
export type Meanings = ReadonlyMap<string, Meaning>;
