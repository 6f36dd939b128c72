/** A step of a diagram in words: what the drawing shows with an arrow, a note or a frame. */
export type Step =
  | {
      readonly kind: 'arrow';
      readonly from: string;
      readonly to: string;
      readonly label: string;
      readonly isDashed: boolean;
    }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'frame'; readonly text: string };

export interface DiagramText {
  /** True when the steps follow each other in time. */
  readonly isSequence: boolean;
  readonly steps: readonly Step[];
}

/** A line that the drawing would leave out without a word. */
export interface BadLine {
  /** From 0. */
  readonly line: number;
  readonly message: string;
}

/**
 * Reads a diagram in the part of Mermaid that we use: flow charts and sequence diagrams, one statement a line.
 * What stands in no step would be drawn and not said, or neither; so every line must be understood.
 */
export function readDiagram(source: string): DiagramText | { readonly faults: readonly BadLine[] } {
  const lines = source.split('\n').map((text, line) => ({ text: text.trim(), line }));
  const [head, ...rest] = lines.filter(({ text }) => text !== '' && !text.startsWith('%%'));
  const isSequence = head?.text === 'sequenceDiagram';
  if (!isSequence && !/^flowchart (?:LR|TD)$/.test(head?.text ?? '')) {
    const message = 'A diagram begins with "sequenceDiagram", "flowchart LR" or "flowchart TD".';
    return { faults: [{ line: head?.line ?? 0, message }] };
  }
  const names = new Map<string, string>();
  const read = isSequence ? sequenceLine : flowLine;
  // Names first: an arrow may come before the line that says what its end is called.
  const results = rest.map(({ text, line }) => ({ line, text, steps: read(text, names) }));
  const faults = results.flatMap(({ line, text, steps }) =>
    steps === null ? [{ line, message: `"${text}" is no statement that we can put into words.` }] : [],
  );
  if (faults.length > 0) return { faults };
  const named = (id: string): string => names.get(id) ?? id;
  const steps = results.flatMap(({ steps }) => steps ?? []);
  return {
    isSequence,
    steps: steps.map((step) =>
      step.kind === 'arrow' ? { ...step, from: named(step.from), to: named(step.to) } : step,
    ),
  };
}

const ONE_LINE = /<br\/>/g;

function sequenceLine(text: string, names: Map<string, string>): Step[] | null {
  const actor = /^participant (\w+) as (\S.*)$/.exec(text);
  if (actor?.[1] && actor[2]) {
    names.set(actor[1], inWords(actor[2]));
    return [];
  }
  const message = /^(\w+?)(--?>>)(\w+): ?(.+)$/.exec(text);
  if (message) {
    const [, from = '', arrow, to = '', label = ''] = message;
    return [{ kind: 'arrow', from, to, label: inWords(label), isDashed: arrow === '-->>' }];
  }
  const note = /^Note over \w+(?:,\w+)?: ?(.+)$/.exec(text);
  if (note?.[1]) return [{ kind: 'note', text: inWords(note[1]) }];
  const frame = /^(?:alt|else|opt|loop) (.+)$/.exec(text);
  if (frame?.[1]) return [{ kind: 'frame', text: inWords(frame[1]) }];
  return text === 'end' ? [] : null;
}

function flowLine(text: string, names: Map<string, string>): Step[] | null {
  const group = /^subgraph \w+ ?\[([^\]]+)\]$/.exec(text);
  if (group || text === 'end') return [];
  const parts = text.split(/ (-->|-\.->)(?:\|([^|]+)\|)? /);
  const steps: Step[] = [];
  for (let at = 0; at < parts.length; at += 3) {
    const id = nodeIn(parts[at] ?? '', names);
    const before = nodeIn(parts[at - 3] ?? '', names);
    if (id === null) return null;
    if (at === 0) continue;
    const label = inWords(parts[at - 1] ?? '');
    steps.push({ kind: 'arrow', from: before ?? '', to: id, label, isDashed: parts[at - 2] === '-.->' });
  }
  return steps;
}

/** `id`, `id[words]`, `id(words)` or `id{words}`. */
function nodeIn(text: string, names: Map<string, string>): string | null {
  const [, id, , label] = /^(\w+)(?:([[({])([^\])}]+)[\])}])?$/.exec(text.trim()) ?? [];
  if (id === undefined) return null;
  if (label !== undefined) names.set(id, inWords(label));
  return id;
}

const inWords = (text: string): string => text.replace(ONE_LINE, ' ').replace(/^"|"$/g, '').trim();
