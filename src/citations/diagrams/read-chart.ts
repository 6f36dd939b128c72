import type { Box, Chart, Event, FlowChart, SequenceChart } from './chart.ts';

/** A line that the drawing would leave out without a word. */
export interface BadLine {
  /** From 0. */
  readonly line: number;
  readonly message: string;
}

interface Line {
  readonly text: string;
  readonly line: number;
}

/**
 * Reads a diagram in the part of Mermaid that we use: flow charts and sequence diagrams, one statement a line.
 * What is not understood would be drawn and not said, or neither; so every line must be.
 */
export function readChart(source: string): Chart | { readonly faults: readonly BadLine[] } {
  const lines = source.split('\n').map((text, line) => ({ text: text.trim(), line }));
  const [head, ...rest] = lines.filter(({ text }) => text !== '' && !text.startsWith('%%'));
  if (head?.text === 'sequenceDiagram') return readSequence(rest);
  const way = /^flowchart (LR|TD)$/.exec(head?.text ?? '')?.[1];
  if (way !== undefined) return readFlow(rest, way === 'LR' ? 'right' : 'down');
  const message = 'A diagram begins with "sequenceDiagram", "flowchart LR" or "flowchart TD".';
  return { faults: [{ line: head?.line ?? 0, message }] };
}

const unread = ({ text, line }: Line): BadLine => ({
  line,
  message: `"${text}" is no statement that we can put into words.`,
});

function readSequence(lines: readonly Line[]): SequenceChart | { faults: BadLine[] } {
  const lanes = new Map<string, Box>();
  const events: Event[] = [];
  const faults: BadLine[] = [];
  const open: Line[] = [];
  for (const each of lines) {
    const actor = /^participant (\w+) as (\S.*)$/.exec(each.text);
    if (actor?.[1] && actor[2]) {
      lanes.set(actor[1], { id: actor[1], words: inWords(actor[2]), shape: 'box' });
      continue;
    }
    const event = eventIn(each.text);
    if (event === null) {
      faults.push(unread(each));
      continue;
    }
    if (event.kind === 'message' || event.kind === 'note')
      for (const id of [event.from, event.to])
        if (!lanes.has(id)) lanes.set(id, { id, words: id, shape: 'box' });
    if (event.kind === 'frame' && !event.isElse) open.push(each);
    else if ((event.kind === 'end' || event.kind === 'frame') && open.length === 0) {
      faults.push({ line: each.line, message: `"${each.text}" stands in no frame.` });
      continue;
    }
    if (event.kind === 'end') open.pop();
    events.push(event);
  }
  for (const { text, line } of open) faults.push({ line, message: `"${text}" has no "end".` });
  return faults.length > 0 ? { faults } : { kind: 'sequence', lanes: [...lanes.values()], events };
}

function eventIn(text: string): Event | null {
  const message = /^(\w+?)(--?>>)(\w+): ?(.+)$/.exec(text);
  if (message) {
    const [, from = '', arrow, to = '', label = ''] = message;
    return { kind: 'message', from, to, label: inWords(label), isDashed: arrow === '-->>' };
  }
  const note = /^Note over (\w+)(?:,(\w+))?: ?(.+)$/.exec(text);
  if (note?.[1] && note[3])
    return { kind: 'note', from: note[1], to: note[2] ?? note[1], text: inWords(note[3]) };
  const frame = /^(alt|else|opt|loop) (.+)$/.exec(text);
  if (frame?.[2]) return { kind: 'frame', text: inWords(frame[2]), isElse: frame[1] === 'else' };
  return text === 'end' ? { kind: 'end' } : null;
}

function readFlow(lines: readonly Line[], leads: FlowChart['leads']): FlowChart | { faults: BadLine[] } {
  const boxes = new Map<string, Box>();
  const arrows: FlowChart['arrows'][number][] = [];
  const faults: BadLine[] = [];
  for (const each of lines) {
    const parts = each.text.split(/ (-->|-\.->)(?:\|([^|]+)\|)? /);
    const ids: string[] = [];
    for (let at = 0; at < parts.length; at += 3) {
      const box = boxIn(parts[at] ?? '');
      if (box === null) {
        faults.push(unread(each));
        break;
      }
      // An arrow may come before the line that says what its end is called.
      if (box.isNamed || !boxes.has(box.id)) boxes.set(box.id, box);
      ids.push(box.id);
      const from = ids.at(-2);
      if (from === undefined) continue;
      arrows.push({
        from,
        to: box.id,
        label: inWords(parts[at - 1] ?? ''),
        isDashed: parts[at - 2] === '-.->',
      });
    }
  }
  return faults.length > 0 ? { faults } : { kind: 'flow', leads, boxes: [...boxes.values()], arrows };
}

const SHAPES = { '[': 'box', '(': 'round', '{': 'question' } as const;

/** `id`, `id[words]`, `id(words)` or `id{words}`. */
function boxIn(text: string): (Box & { readonly isNamed: boolean }) | null {
  const [, id, mark, words] = /^(\w+)(?:([[({])([^\])}]+)[\])}])?$/.exec(text.trim()) ?? [];
  if (id === undefined) return null;
  const isNamed = words !== undefined;
  return {
    id,
    words: isNamed ? inWords(words) : id,
    shape: SHAPES[(mark ?? '[') as keyof typeof SHAPES],
    isNamed,
  };
}

/** Where a line ends is not the author's to say: nobody knows how wide the drawing will be. */
const inWords = (text: string): string =>
  text
    .replace(/<br\/>/g, ' ')
    .replace(/^"|"$/g, '')
    .trim();
