import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import { counted } from '../../base/print.ts';
import { type Lexicon, type Sources, type WantedFile, WHOLE_TREE } from '../../sources/excerpt.ts';
import type { Lock } from '../../sources/lock.ts';
import type { Trees } from '../../sources/tree.ts';
import { codeAddresses } from '../code/code-links.ts';
import type { Memory } from '../memory.ts';
import { isUnchecked, type Statement } from '../page/statement.ts';
import type { SiteTerm } from '../site.ts';
import { digestOf, type Threads } from '../threads/quotable.ts';
import { closestName } from '../words/closest.ts';
import { namesIn, type Sought } from './code-names.ts';
import type { OwnName } from './names-file.ts';
import type { Written } from './written.ts';

/** A name of code in a sentence. */
export interface NameUse {
  readonly sought: Sought;
  readonly statement: Statement;
  /** Where it stands in the sentence. */
  readonly at: number;
  /** Of a path that a link leads to: whether there is one is told where links are checked. */
  readonly isLink?: true;
}

/** Every name of code that authors write in their own words, in order. */
export const nameUses = (written: readonly Written[]): NameUse[] =>
  written.flatMap(({ statements }) =>
    statements.flatMap((statement) =>
      statement.codes.flatMap(({ at, text }) =>
        isUnchecked(statement, at)
          ? []
          : namesIn(text).map((sought) => ({ sought, statement, at: at + sought.at })),
      ),
    ),
  );

/** The paths that links into the source browsers of trees lead to, in what authors write. */
export function linkedPaths(written: readonly Written[], trees: Trees): NameUse[] {
  const read = codeAddresses(trees);
  return written.flatMap(({ statements }) =>
    statements.flatMap((statement) =>
      statement.links.flatMap(({ at, url }) => {
        const { tree, path } = read(url) ?? { tree: '', path: '' };
        const sought = { kind: 'path', name: path, path, at: 0 } as const;
        return tree === '' ? [] : [{ sought, statement, at, isLink: true as const }];
      }),
    ),
  );
}

/**
 * What the lock knows of names, as far as it is still of the very trees: of a tree that has another version by now, or whose tag is
 * another commit, nothing is known.
 *
 * @param commits tree -> the commit that its tag stands for, where a repository has told.
 */
export function namesLocked(lock: Lock, trees: Trees, commits: ReadonlyMap<string, string>): Lock['names'] {
  const isOf = (tree: string): boolean => {
    const [before, now] = [lookUp(lock.trees, tree), commits.get(tree)];
    return (
      lookUp(lock.namesIn, tree) === lookUp(trees, tree)?.version &&
      (before === undefined || now === undefined || before === now)
    );
  };
  return Object.fromEntries(
    Object.entries(lock.names).map(([name, found]) => [
      name,
      Object.fromEntries(Object.entries(found).filter(([tree]) => isOf(tree))),
    ]),
  );
}

/** The trees whose words have to be at hand, since the lock does not know a name. */
export const wantedForNames = (uses: readonly NameUse[], trees: Trees, names: Lock['names']): WantedFile[] =>
  Object.keys(trees)
    .filter((tree) => uses.some(({ sought }) => lookUp(lookUp(names, sought.name), tree) === undefined))
    .map((tree) => ({ tree, path: WHOLE_TREE }));

export interface Named extends Checked<null> {
  /** Name -> tree -> whether it is in there. */
  readonly locked: Lock['names'];
  /** Tree -> the version of which that is so. */
  readonly lockedIn: Lock['namesIn'];
}

export interface TreesToAsk {
  readonly trees: Trees;
  readonly sources: Pick<Sources, 'lexicon'>;
  /** What the lock knows: {@link namesLocked}. */
  readonly before: Lock['names'];
  /** True when the lock is about to be rewritten. */
  readonly updating: boolean;
}

/** Where names may stand that are in no tree. */
export interface ElsewhereNamed {
  readonly threads: Threads;
  readonly glossary: readonly Pick<SiteTerm, 'term' | 'aliases' | 'symbols'>[];
  readonly own: ReadonlyMap<string, OwnName>;
}

/**
 * Looks each name of code up: in the trees, as the lock or their words tell; else in the mail, in the glossary, in the author's
 * own list. A site without trees has nothing to look them up in.
 */
export async function verifyNames(
  uses: readonly NameUse[],
  { trees, sources, before, updating }: TreesToAsk,
  elsewhere: ElsewhereNamed,
  memory: Memory,
): Promise<Named> {
  const treeNames = Object.keys(trees);
  if (treeNames.length === 0) return { verified: null, diagnostics: [], locked: {}, lockedIn: {} };
  const wanted = new Set(wantedForNames(uses, trees, before).map(({ tree }) => tree));
  const lexicons = new Map<string, Lexicon | null>();
  for (const tree of wanted) lexicons.set(tree, await sources.lexicon(tree));
  const locked: Record<string, Record<string, boolean>> = {};
  for (const { sought } of uses) {
    const found: Record<string, boolean> = {};
    for (const tree of treeNames) {
      const lexicon = lexicons.get(tree);
      const known = lexicon ? isInLexicon(sought, lexicon) : lookUp(lookUp(before, sought.name), tree);
      if (known !== undefined) found[tree] = known;
    }
    locked[sought.name] = found;
  }
  const inMail = memory.once('words of mail', [digestOf(elsewhere.threads)], () =>
    wordsOfMail(elsewhere.threads),
  );
  const inGlossary = new Set(
    elsewhere.glossary.flatMap(({ term, aliases, symbols }) => [term, ...aliases, ...symbols].map(bare)),
  );
  const isElsewhere = ({ sought }: NameUse): boolean =>
    elsewhere.own.has(sought.name) ||
    elsewhere.own.has(bare(sought.name)) ||
    inGlossary.has(bare(sought.name)) ||
    (sought.kind === 'word' && !sought.isPrefix && inMail.has(sought.word)) ||
    (sought.kind === 'path' && inMail.has(sought.path));
  const unknown: NameUse[] = [];
  const unread: NameUse[] = [];
  for (const use of uses) {
    const found = lookUp(locked, use.sought.name) ?? {};
    const isLocked = treeNames.every((tree) => lookUp(lookUp(before, use.sought.name), tree) !== undefined);
    const isRead = treeNames.every((tree) => lookUp(found, tree) !== undefined);
    // A link may be looked up in its file instead.
    if (!isRead || !(isLocked || updating || use.isLink)) unread.push(use);
    if (!use.isLink && isRead && !Object.values(found).includes(true) && !isElsewhere(use)) unknown.push(use);
  }
  const known = Object.keys(locked).filter((name) =>
    Object.values(lookUp(locked, name) ?? {}).includes(true),
  );
  return {
    verified: null,
    locked,
    lockedIn: Object.fromEntries(
      Object.entries(trees).flatMap(([name, { version }]) =>
        Object.values(locked).some((found) => lookUp(found, name) !== undefined) ? [[name, version]] : [],
      ),
    ),
    diagnostics: [...unknown.map((use) => strange(use, known)), ...notRead(unread)],
  };
}

/** Whether a tree has a name, used as it is written. */
export function isInLexicon(sought: Sought, lexicon: Lexicon): boolean {
  if (sought.kind === 'path') return hasPath(sought.path, lexicon);
  // What begins with one underscore may be the end of names: "the `_locked()` variants".
  if (/^_[a-z]/.test(sought.word) && lexicon.hasEnding(sought.word)) return true;
  const uses = sought.isPrefix ? lexicon.usesOfPrefix(sought.word) : lexicon.usesOf(sought.word);
  return (uses & sought.uses) !== 0;
}

/** What looks like a folder may be a namespace of another kind, whose parts code has as words: `refs/heads/`. */
function hasPath(path: string, lexicon: Lexicon): boolean {
  if (lexicon.hasPath(path)) return true;
  const parts = path.replace(/\/$/, '').split('/');
  return path.endsWith('/') && parts.every((part) => lexicon.usesOf(part) > 0);
}

const strange = ({ sought, statement, at }: NameUse, known: readonly string[]): Diagnostic =>
  diagnose('name-unknown', statement.placeOf(at), {
    message: `"${sought.name}" is in no tree, no mail and no term of this site.`,
    closest: closestName(sought.name, known),
  });

/** One warning for all: it is mended in one step. */
function notRead(uses: readonly NameUse[]): Diagnostic[] {
  const [first] = uses;
  if (first === undefined) return [];
  const names = [...new Set(uses.map(({ sought }) => sought.name))];
  return [
    diagnose('names-unread', first.statement.placeOf(first.at), {
      message: `${counted(names.length, 'name')} of code ${names.length === 1 ? 'has' : 'have'} not been locked yet: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}`,
    }),
  ];
}

/** Words and paths that stand in the mail. */
function wordsOfMail(threads: Threads): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { thread } of threads.values())
    for (const { passages, subject } of thread.messages)
      for (const text of [subject, ...passages.map((each) => each.text)])
        for (const [word] of text.matchAll(/[A-Za-z_][\w./-]*/g)) {
          words.add(word.replace(/[./-]$/, ''));
          for (const [part] of word.matchAll(/\w+/g)) words.add(part);
        }
  return words;
}

/** Without what only tells its kind. */
const bare = (name: string): string => name.replace(/^(?:struct|union|enum) |^->|\(\)$|\*/g, '');
