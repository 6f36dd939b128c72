/** A question that somebody types, and where it is answered. */
export interface Question {
  readonly asked: string;
  /** Inside the site; one without `#` stands for all places of its page. */
  readonly addresses: readonly string[];
}

/**
 * Reads a table of questions: in its first column what is typed, as code, and in the second where it is answered, as addresses
 * (`/start/; /glossary/#pin`) or in words that a second table turns into addresses. Further columns are not read.
 *
 * @throws Error for words that the second table does not have.
 */
export function questionsIn(table: string, addresses = ''): Question[] {
  const known = new Map(rowsOf(addresses).map(([words = '', at = '']) => [words, at]));
  return rowsOf(table).flatMap(([asked = '', answer = '']) => {
    const typed = /^`(.+)`$/.exec(asked)?.[1];
    if (typed === undefined) return [];
    const at = answer.startsWith('/') ? answer : known.get(answer);
    if (at === undefined) throw new Error(`Nothing tells which addresses "${answer}" means.`);
    return [{ asked: typed, addresses: at.split(/;\s*/) }];
  });
}

const rowsOf = (table: string): string[][] =>
  table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

/** Pages that are lists: each of their entries is an answer of its own. */
const LISTS: ReadonlySet<string> = new Set(['/glossary/', '/symbols/', '/people/']);

/** Whether a path that a search leads to is where a question is answered. */
export function answersQuestion(path: string, { addresses }: Question): boolean {
  const page = path.split('#')[0] ?? '';
  return addresses.some((address) => address === path || (address === page && !LISTS.has(page)));
}
