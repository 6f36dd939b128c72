/**
 * Scores attribution on real replies, each read alone, against what their parents prove:
 *
 *     npm run score:attribution -- FOLDER
 *
 * FOLDER holds the replies as .eml files and truth.jsonl, a line for each: `{file, paragraphs: [{depth, text,
 * author}]}`. With --misses the paragraphs that came out wrong are printed.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readMail } from '../../src/mail/read.ts';
import { readConversation } from '../../src/quoting/conversation.ts';
import type { Passage } from '../../src/quoting/passage.ts';
import { figure, finish, skipped } from './figures.ts';

const Truth = z.object({
  file: z.string(),
  paragraphs: z.array(z.object({ depth: z.int(), text: z.string(), author: z.string() })),
});

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { misses: { type: 'boolean' }, check: { type: 'boolean' } },
});
const [folder] = positionals;
if (folder === undefined) {
  skipped('attribution', 'no folder of replies was named');
} else {
  await score(folder);
}
finish(values.check ?? false);

async function score(folder: string): Promise<void> {
  const all = { right: 0, of: 0 };
  const deep = { right: 0, of: 0 };
  let wrongStated = 0;
  let abstained = 0;
  for (const line of readFileSync(`${folder}/truth.jsonl`, 'utf8').split('\n').filter(Boolean)) {
    const { file, paragraphs } = Truth.parse(JSON.parse(line));
    const { messages } = await readMail([{ path: file, bytes: readFileSync(`${folder}/${file}`) }]);
    const reply = readConversation(messages).messages.find(({ recovered }) => !recovered);
    for (const { depth, text, author } of paragraphs) {
      const found = passageOf(reply?.passages ?? [], depth, text);
      const right = found?.author != null && sameName(found.author, author);
      for (const count of depth >= 3 ? [all, deep] : [all]) {
        count.of += 1;
        if (right) count.right += 1;
      }
      if (!found?.author) abstained += 1;
      else if (!right && found.confidence === 'stated') wrongStated += 1;
      if (!right && values.misses) {
        console.log(
          `${file} depth ${depth}: ${author}, not ${found?.author ?? 'unknown'} (${found?.confidence ?? 'not found'}): ${text.slice(0, 60)}`,
        );
      }
    }
  }
  figure('attribution, all depths', (100 * all.right) / all.of, '%', 'at least', 99);
  figure('attribution, depth 3 and more', (100 * deep.right) / deep.of, '%', 'at least', 97);
  figure('wrong author claimed as stated', (100 * wrongStated) / all.of, '%', 'at most', 0.2);
  console.log(`      (${all.of} paragraphs, ${abstained} of them unknown)`);
}

/** The passage of a depth that holds a paragraph's words. */
function passageOf(passages: readonly Passage[], depth: number, text: string): Passage | undefined {
  const words = folded(text);
  const own = passages.filter((passage) => passage.depth === depth);
  return (
    own.find((passage) => folded(passage.text).includes(words)) ??
    own.find((passage) => words.includes(folded(passage.text)) && passage.text.trim().length > 3)
  );
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** "König, Christian" and "Christian König" are one person; so are spellings with and without accents. */
function sameName(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}

function nameKey(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\(.*?\)|\bvia .*$/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(' ');
}
