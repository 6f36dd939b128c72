import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Statement } from '../page/statement.ts';
import type { Backing } from './backing.ts';
import type { Changes } from './changes.ts';
import { namesIn } from './code-names.ts';
import { type Fact, factsIn, isOfSeries } from './facts.ts';

/**
 * Checks a release in a sentence: by what the sentence names. A commit or a reference has its own release; a rule, or a name of
 * code, is otherwise before it than after.
 *
 * @param ownRule the rule whose page this is.
 */
export function releaseFaults(
  { value, text, at }: Fact,
  statement: Statement,
  backing: Backing,
  changes: Changes,
  ownRule: string | null,
): Diagnostic[] {
  const place = statement.placeOf(at);
  const unbacked = (message: string): Diagnostic[] => [diagnose('release-unbacked', place, { message })];
  const told = [...backing.commits, ...backing.references].flatMap(({ release }) => release ?? []);
  if (told.some((each) => isOfSeries(each, value))) return [];
  if (backing.references.some(({ words }) => hasRelease(words, value))) return [];
  const isOfTree = changes.treesOf(value).length > 0;
  const isNamed = factsIn(statement).some(
    (each) => each.kind === 'release' && told.some((release) => isOfSeries(release, each.value)),
  );
  if (told.length > 0 && !isNamed && (!isOfTree || TELLS_WHEN.test(statement.text)))
    return [
      diagnose('release-differs', place, {
        message: `The sentence says ${text}; what it names came with another release.`,
        expected: [...new Set(told)].join(', '),
      }),
    ];
  // What a tree has, anybody can look at; when it came, or went, is a claim about what is in no tree.
  if (isOfTree && !TELLS_WHEN.test(statement.text)) return [];
  const rules = [...backing.rules, ...(ownRule === null ? [] : [ownRule])];
  const names = statement.codes.flatMap((code) => namesIn(code.text).map(({ name }) => name));
  if (rules.some((rule) => changes.ofRule(rule, value))) return [];
  if (names.some((name) => changes.ofName(name, value))) return [];
  if (isOfTree && backing.isQuoted) return [];
  if (backing.rules.length > 0)
    return unbacked(`What this sentence leads to is the same before ${text} and after it.`);
  return unbacked(`Nothing in this sentence shows what it says of ${text}.`);
}

/** Words of a sentence that says when something came or went. */
const TELLS_WHEN =
  /\b(?:since|until|till|merged|removed|added|introduced|dropped|backported|gone|came|went|appeared|first|no longer|as of|from [^.]{1,30} on)\b/i;

const hasRelease = (words: string, release: string): boolean =>
  words.split(/[^\w.-]/).some((word) => word.replace(/^v|[.,]$/g, '') === release);
