/**
 * Scores attribution on real replies, each read alone, against what their threads prove:
 *
 *     npm run score:attribution -- FOLDER...
 *
 * Each FOLDER holds the replies of one list as .eml files and truth.jsonl, a line for each: `{file, paragraphs:
 * [{depth, text, author, names}]}`. It gives one line: of the words of others (`quoted`), of those at depth 3 and
 * more, and of the sender's own, how many are given to the right person, stated to be somebody else's, or left
 * unknown. With --misses the paragraphs that came out wrong are printed.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readMail } from '../../src/mail/read.ts';
import { readConversation } from '../../src/quoting/conversation.ts';
import type { Passage } from '../../src/quoting/passage.ts';
import { figure, finish, skipped } from './figures.ts';

const Truth = z.object({
  file: z.string(),
  paragraphs: z.array(
    z.object({
      depth: z.int(),
      text: z.string(),
      author: z.string(),
      /** Every name under which that person writes. */
      names: z.array(z.string()).optional(),
    }),
  ),
});
type Paragraph = z.infer<typeof Truth>['paragraphs'][number];

const VERDICTS = ['right', 'wrong', 'stated wrong', 'unknown', 'not found'] as const;
type Verdict = (typeof VERDICTS)[number];
/** Which paragraphs a count is of. */
const GROUPS = {
  quoted: (depth: number) => depth > 0,
  'depth 3+': (depth: number) => depth >= 3,
  own: (depth: number) => depth === 0,
};
type Group = keyof typeof GROUPS;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { misses: { type: 'boolean' }, check: { type: 'boolean' } },
});
async function score(folder: string): Promise<void> {
  const list = basename(folder);
  const counts = new Map<Group, Map<Verdict, number>>();
  for (const line of readFileSync(join(folder, 'truth.jsonl'), 'utf8').split('\n').filter(Boolean)) {
    const { file, paragraphs } = Truth.parse(JSON.parse(line));
    const passages = await passagesOf(join(folder, file));
    for (const paragraph of paragraphs) {
      const found = passageOf(passages, paragraph);
      const verdict = verdictOn(found, paragraph);
      for (const [group, holds] of Object.entries(GROUPS) as [Group, (depth: number) => boolean][]) {
        if (!holds(paragraph.depth)) continue;
        const count = counts.get(group) ?? new Map<Verdict, number>();
        counts.set(group, count.set(verdict, (count.get(verdict) ?? 0) + 1));
      }
      if (verdict !== 'right' && values.misses)
        console.log(
          `${list}/${file} depth ${paragraph.depth}: ${verdict}: ${paragraph.author}, not ${found?.author ?? 'unknown'}: ${paragraph.text.slice(0, 60)}`,
        );
    }
  }
  const cells = (Object.keys(GROUPS) as Group[]).flatMap((group) => {
    const count = counts.get(group);
    return count ? [cell(group, count)] : [];
  });
  console.log(`${list}: ${cells.join(' | ')}`);
  const [quoted, own] = [counts.get('quoted'), counts.get('own')];
  if (quoted) {
    figure(`${list}, words of others`, share(quoted, 'right'), '%', 'at least', 93);
    figure(`${list}, stated to be another's`, share(quoted, 'stated wrong'), '%', 'at most', 0.5);
  }
  if (own) figure(`${list}, own words`, share(own, 'right'), '%', 'at least', 99.8);
}

const share = (count: ReadonlyMap<Verdict, number>, verdict: Verdict): number =>
  (100 * (count.get(verdict) ?? 0)) / [...count.values()].reduce((sum, each) => sum + each, 0);

const cell = (group: Group, count: ReadonlyMap<Verdict, number>): string =>
  [
    `${group} ${[...count.values()].reduce((sum, each) => sum + each, 0)}:`,
    ...(['right', 'stated wrong', 'unknown'] as const).map(
      (verdict) => `${verdict} ${share(count, verdict).toFixed(2)} %`,
    ),
  ].join(' ');

/** What the reply says, and after it what it keeps of messages that it quotes. */
async function passagesOf(path: string): Promise<Said[]> {
  const { messages } = await readMail([{ path, bytes: readFileSync(path) }]);
  const { messages: all } = readConversation(messages);
  return [...all.filter(({ recovered }) => !recovered), ...all.filter(({ recovered }) => recovered)]
    .flatMap(({ passages }) => passages)
    .map((passage) => ({ passage, letters: lettersOf(passage.text) }));
}

interface Said {
  readonly passage: Passage;
  readonly letters: string;
}

/** The passage with a paragraph's words: of its depth, else of any; of one that was cut, the longest piece. */
function passageOf(said: readonly Said[], { depth, text }: Paragraph): Passage | undefined {
  const letters = lettersOf(text);
  const holding = said.filter((each) => each.letters.includes(letters));
  const whole = holding.find(({ passage }) => passage.depth === depth) ?? holding[0];
  if (whole) return whole.passage;
  const pieces = said.filter((each) => each.letters.length >= SHORTEST && letters.includes(each.letters));
  return pieces.toSorted((a, b) => a.letters.length - b.letters.length).at(-1)?.passage;
}

/** Letters of a piece that tells. */
const SHORTEST = 20;

function verdictOn(found: Passage | undefined, { author, names = [author] }: Paragraph): Verdict {
  if (found === undefined) return 'not found';
  if (!found.author) return 'unknown';
  if (names.some((name) => isSame(found.author ?? '', name))) return 'right';
  return found.confidence === 'stated' ? 'stated wrong' : 'wrong';
}

const lettersOf = (text: string): string =>
  text
    .replace(/[^\p{L}\p{N}_]+/gu, ' ')
    .trim()
    .toLowerCase();

/** The name as said is one of the person's, whole; initials may be missing, nothing may stand beside it. */
function isSame(said: string, name: string): boolean {
  const [a, b] = [wordsOf(said), wordsOf(name)];
  const [missing, extra] = [[...b].filter((word) => !a.has(word)), [...a].filter((word) => !b.has(word))];
  if (a.size > 0 && b.size > 0) {
    if (extra.length === 0 && (missing.length === 0 || a.size >= 2)) return true;
    if (missing.length === 0 && b.size >= 2 && extra.every((word) => word.length === 1)) return true;
  }
  return said.includes('@') && said.replace(/^[<> ]+|[<> ]+$/g, '').toLowerCase() === name.toLowerCase();
}

const wordsOf = (name: string): Set<string> =>
  new Set(
    name
      .normalize('NFKC')
      .toLowerCase()
      .normalize('NFKD')
      .replace(/\p{Mn}/gu, '')
      .replace(/\(.*?\)|"|\bvia\b.*$|<.*?>/g, ' ')
      .match(/[\p{L}\p{N}_]+/gu),
  );

if (positionals.length === 0) skipped('attribution', 'no folder of replies was named');
for (const folder of positionals) await score(folder);
finish(values.check ?? false);
