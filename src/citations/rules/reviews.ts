import { z } from 'zod';
import type { Checked } from '../../base/diagnostic.ts';
import { diagnose } from '../../base/diagnostic.ts';
import { type Host, readText } from '../../base/host.ts';
import { lookUp } from '../../base/look-up.ts';
import { startOf } from '../../base/position.ts';
import { readYaml } from '../../base/yaml.ts';
import { markOf, type Rule } from '../../evidence/run.ts';
import type { KnownPlace } from './seen.ts';

const Review = z.strictObject({
  rule: z.string().describe('The rule: the name of its file.'),
  verdict: z.literal(['holds', 'broken']).describe('What its reader found.'),
  by: z.string().min(1).describe('Who looked.'),
  date: z.iso.date().describe('When.'),
  tree: z.string().optional().describe('The tree and its version, for people.'),
  places: z
    .record(z.string(), z.string().regex(/^(?:[0-9a-f]{64}|gone)$/))
    .describe('The code that was looked at, and the hash of each as it was.'),
});
export type Review = z.infer<typeof Review>;

const Reviews = z.array(Review, { error: 'It must be a list of reviews' });

/** What readers have found in trees of their own; none where there is no file. */
export async function readReviews(file: string, host: Host): Promise<Checked<readonly Review[]>> {
  const text = await readText(file, host);
  if (text === null) return { verified: [], diagnostics: [] };
  const read = readYaml(file, text, Reviews, 'reviews-invalid');
  return 'value' in read
    ? { verified: read.value, diagnostics: [] }
    : { verified: [], diagnostics: read.diagnostics };
}

/** Said of a file that somebody named, and that is not there. */
export const noReviews = (file: string) =>
  diagnose('reviews-invalid', startOf(file), { message: `There is no file "${file}".` });

/** What somebody found who has looked at the very code that stands at the places of a rule; the last of them counts. */
export const reviewOf = (
  { slug }: Pick<Rule, 'slug'>,
  places: readonly KnownPlace[],
  reviews: readonly Review[],
): Review | undefined =>
  places.length === 0
    ? undefined
    : reviews.findLast(
        (review) =>
          review.rule === slug &&
          places.every(
            ({ place, body }) => markOf(body) !== null && lookUp(review.places, place) === markOf(body),
          ),
      );

const HEAD = `# What somebody found who looked at code that rules rest on, in trees of our own. "postil review" writes it; "postil check
# --tree" goes by it for as long as the code is the same.
`;

/**
 * The file with reviews added; those of the same rule and code are replaced. What stands beside reviews stays where they can
 * be added behind it, and else is left out.
 *
 * @param text the file as it is, null for none; it has been read.
 */
export function withReviews(text: string | null, old: readonly Review[], added: readonly Review[]): string {
  const kept = old.filter((each) => !added.some((one) => isOfSame(each, one)));
  const before = text === null || text.trim() === '' ? HEAD : text.endsWith('\n') ? text : `${text}\n`;
  const longer = before + rowsOf(added);
  const read = readYaml('', longer, Reviews, 'reviews-invalid');
  const whole = rowsOf([...kept, ...added]);
  return 'value' in read && rowsOf(read.value) === whole ? longer : HEAD + whole;
}

/** JSON is YAML, in which a name such as 2024 or true is a word only between quotes. */
const rowsOf = (reviews: readonly Review[]): string =>
  reviews
    .map(({ rule, verdict, by, date, tree, places }) => {
      const marks = Object.entries(places).map(
        ([place, mark]) => `    ${JSON.stringify(place)}: "${mark}"\n`,
      );
      return [
        `- rule: ${JSON.stringify(rule)}\n  verdict: ${verdict}\n  by: ${JSON.stringify(by)}\n  date: ${date}\n`,
        tree === undefined ? '' : `  tree: ${JSON.stringify(tree)}\n`,
        marks.length === 0 ? '  places: {}\n' : `  places:\n${marks.join('')}`,
      ].join('');
    })
    .join('');

const isOfSame = (a: Review, b: Review): boolean =>
  a.rule === b.rule &&
  Object.keys(a.places).length === Object.keys(b.places).length &&
  Object.entries(a.places).every(([place, mark]) => lookUp(b.places, place) === mark);
