import { readdirSync, readFileSync } from 'node:fs';

/** A page of true sentences, as if it were an explainer of the site. */
export interface TruePage {
  /** What its sentences state: names, dates… */
  readonly kind: string;
  readonly file: string;
  readonly source: string;
  readonly sentences: readonly Lines[];
}

/** The lines of a paragraph, from 1. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

const FOLDER = new URL('./true/', import.meta.url);

/** The pages of `true/`: a kind a page, a sentence a paragraph. A quote that stands among them is no sentence of ours. */
export function trueSentences(contentFolder: string): readonly TruePage[] {
  return readdirSync(FOLDER)
    .sort()
    .map((name) => {
      const source = readFileSync(new URL(name, FOLDER), 'utf8');
      const kind = name.slice(0, name.lastIndexOf('.'));
      const file = `${contentFolder}/explainers/true-${name}`;
      return { kind, file, source, sentences: sentencesOf(source) };
    });
}

function sentencesOf(source: string): readonly Lines[] {
  const lines = source.split('\n');
  const isIn = (at: number): boolean => at > frontMatterEnd && (lines[at] ?? '') !== '';
  const frontMatterEnd = lines.indexOf('---', 1);
  const sentences: Lines[] = [];
  for (let at = frontMatterEnd + 1; at < lines.length; at += 1) {
    if (!isIn(at)) continue;
    const first = at;
    while (isIn(at + 1)) at += 1;
    if (!/^<Quote/.test(lines[first] ?? '')) sentences.push({ first: first + 1, last: at + 1 });
  }
  return sentences;
}
