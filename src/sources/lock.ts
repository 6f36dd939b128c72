import { z } from 'zod';
import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import { lookUp } from '../base/look-up.ts';
import { merkleRoot } from '../base/merkle.ts';
import { compare } from '../base/order.ts';
import { startOf } from '../base/position.ts';
import type { Excerpt, ExcerptRequest, Tree } from './tree.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Day = z.iso.date();

const LockedLines = z.strictObject({
  /** First and last line in the locked version, 1-based, inclusive. */
  lines: z.tuple([z.int().positive(), z.int().positive()]),
  /** SHA-256 of the text, lines joined by LF. */
  sha256: Hash,
  /** The version the text was read from. */
  version: z.string(),
  /** The day on which it was first found so. */
  date: Day.optional(),
});
export type LockedLines = z.infer<typeof LockedLines>;

const LockedAnswer = z.strictObject({
  state: z.literal(['yes', 'no', 'no function', 'no file']),
  /** Line numbers of what was found; in a folder, `path:line`. */
  lines: z.array(z.union([z.int().positive(), z.string()])),
  /** SHA-256 of the text that was looked at; null where that is no text. */
  sha256: Hash.nullable(),
  /** The version that was looked at. */
  version: z.string(),
  /** The day on which it was first found so. */
  date: Day.optional(),
});
export type LockedAnswer = z.infer<typeof LockedAnswer>;

/** Body of a place -> who looked at it, when, and in which trees it stood. */
const LockedReviews = z.record(
  z.string(),
  z.strictObject({ by: z.string(), date: Day, trees: z.array(z.string()) }),
);
export type LockedReviews = z.infer<typeof LockedReviews>;

const LockedRun = z.strictObject({
  /** SHA-256 of what was run: the program, the support header and the machine. */
  sha256: Hash,
  /** Of the kernel, as it reported itself. */
  release: z.string(),
  /** Name -> what was seen. */
  observations: z.record(z.string(), z.string()),
  /** The day on which it was first seen so. */
  date: Day,
});
export type LockedRun = z.infer<typeof LockedRun>;

const LockedMail = z.strictObject({
  /** SHA-256 of the message under the normalisation that the seals name. */
  sha256: Hash,
  /** SHA-256 of its words alone, so that a change can be told from one of its header. */
  text: Hash,
  /** Who is said to have written it, when, and about what: for people who compare. */
  from: z.string().nullable(),
  date: z.string().nullable(),
  subject: z.string(),
  /** A signature over it that a kept key verifies. */
  signed: z
    .strictObject({
      scheme: z.literal(['DKIM', 'patatt']),
      /** The domain, of patatt the developer. */
      by: z.string(),
      selector: z.string(),
      /** The day on which the key was found. */
      seen: Day,
      /** The day on which the signature ends by its own word. */
      expires: Day.optional(),
    })
    .optional(),
  /** An archive that shows the same words. */
  published: z
    .strictObject({
      at: z.url({ protocol: /^https?$/ }),
      /** SHA-256 of the bytes that it showed. */
      sha256: Hash,
      seen: Day,
    })
    .optional(),
  /** The day on which it was asked that it be left out; its file is gone, and nobody is named any more. */
  leftOut: Day.optional(),
});
export type LockedMail = z.infer<typeof LockedMail>;

/** The only normalisation so far: `src/mail/sealed-words.ts` says what it is. */
const Normalisation = z.literal('words-1');

const Seals = z.strictObject({
  normalisation: Normalisation,
  /** Merkle root (RFC 6962) of all mail: {@link rootOf}. */
  root: Hash,
  /** `thread <Message-ID>`, or `thread file` where that is lost -> the message. */
  mail: z.record(z.string(), LockedMail),
});
export type Seals = z.infer<typeof Seals>;

/**
 * One hash for all sealed mail: the Merkle root over the messages' hashes, in the order of their Message-IDs, those that
 * have lost theirs first; two of one Message-ID in the order of their hashes. Names of threads and files are not in it.
 */
export const rootOf = (mail: Seals['mail']): string => merkleRoot(leavesOf(mail));

export const leavesOf = (mail: Seals['mail']): string[] =>
  Object.entries(mail)
    .map(([key, { sha256 }]) => ({ id: key.includes(' <') ? key.slice(key.indexOf(' <')) : '', sha256 }))
    .sort((a, b) => compare(a.id, b.id) || compare(a.sha256, b.sha256))
    .map(({ sha256 }) => sha256);

export const NO_SEALS: Seals = { normalisation: Normalisation.value, root: merkleRoot([]), mail: {} };

const LockedCommit = z.strictObject({
  /** Its name, as long as it is known. */
  id: z.string().regex(/^[0-9a-f]{7,64}$/),
  subject: z.string().optional(),
  author: z.string().optional(),
  /** When it was committed: a day, or as much of one as is known. */
  date: z.string().optional(),
  /** The first release that has it. */
  release: z.string().optional(),
  /** Stable branches that took it over. */
  stable: z.array(z.string()).optional(),
  /** What tells of it. */
  how: z.literal(['git', 'mail', 'reference']),
  /** Of a mail its name, `thread/message`, of a reference its own. */
  at: z.string().optional(),
  /** The day on which a mail told of it. */
  told: z.string().optional(),
});
export type LockedCommit = z.infer<typeof LockedCommit>;

/** Where an answer of a check, or the verdict of a rule, changes from release to release. */
const LockedFlip = z.strictObject({
  from: z.string(),
  to: z.string(),
  /** The last release with the old answer, and the first with the new one. */
  between: z.tuple([z.string(), z.string()]),
  commit: z
    .string()
    .regex(/^[0-9a-f]{40,64}$/)
    .optional(),
  date: z.string().optional(),
  subject: z.string().optional(),
});
export type LockedFlip = z.infer<typeof LockedFlip>;

/** `content/postil.lock.json`: what was verified, against what. Facts and hashes, never code. */
export const Lock = z.strictObject({
  /** 1 knew of no seals; what writes the lock makes it 2. */
  version: z.literal([1, 2]),
  excerpts: z.record(z.string(), LockedLines),
  /** `rule/check tree` -> what the check answered there. */
  answers: z.record(z.string(), LockedAnswer).default({}),
  /** `path symbol tree` -> lines on which the symbol is defined there. */
  symbols: z.record(z.string(), z.array(z.int().positive())).default({}),
  /** `rule place` -> the bodies that somebody has looked at for that rule. */
  reviews: z.record(z.string(), LockedReviews).default({}),
  /** Tree -> the commit that its tag stands for, where a git repository told. */
  trees: z.record(z.string(), z.string().regex(/^[0-9a-f]{40,64}$/)).default({}),
  /** `experiment tree` -> what that kernel answered. */
  experiments: z.record(z.string(), LockedRun).default({}),
  /** Tree -> the version in which names of code were looked up. */
  namesIn: z.record(z.string(), z.string()).default({}),
  /** Name of code -> tree -> whether it is in there. */
  names: z.record(z.string(), z.record(z.string(), z.boolean())).default({}),
  /** A commit as pages name it -> what is known of it. */
  commits: z.record(z.string(), LockedCommit).default({}),
  /** `tree file section` -> the section that names people. */
  people: z.record(z.string(), LockedLines).default({}),
  /** `rule`, or `rule/check` -> where it changes, the oldest change first. */
  flips: z.record(z.string(), z.array(LockedFlip)).default({}),
  seals: Seals.default(NO_SEALS),
});
export type Lock = z.infer<typeof Lock>;

export const EMPTY_LOCK: Lock = {
  version: 2,
  excerpts: {},
  answers: {},
  symbols: {},
  reviews: {},
  trees: {},
  experiments: {},
  namesIn: {},
  names: {},
  commits: {},
  people: {},
  flips: {},
  seals: NO_SEALS,
};

/** The lock's name for an excerpt: everything that decides what it shows. */
export const lockKey = ({ tree, path, symbol, from, to, lines }: ExcerptRequest): string =>
  [
    tree,
    path,
    ...(symbol === undefined ? [] : [symbol]),
    ...(lines === undefined ? [] : [`lines ${lines}`]),
    ...(from === undefined ? [] : [`from "${from}"`]),
    ...(to === undefined ? [] : [`to "${to}"`]),
  ].join(' ');

export function readLock(
  file: string,
  json: string,
): { lock: Lock } | { diagnostics: readonly Diagnostic[] } {
  const bad = (message: string) => ({ diagnostics: [diagnose('lock-invalid', startOf(file), { message })] });
  try {
    const parsed = Lock.safeParse(JSON.parse(json));
    return parsed.success
      ? { lock: parsed.data }
      : bad(`The lock is not in the form this version reads: ${parsed.error.issues[0]?.message}.`);
  } catch (error) {
    return bad(`The lock is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** Parts that a lock of a site without them does not have. */
type Later = 'namesIn' | 'trees' | 'reviews' | 'experiments' | 'names' | 'commits' | 'people' | 'flips';

/** What a new lock is to hold. */
export type LockedFacts = Omit<Lock, 'version' | Later> & Partial<Pick<Lock, Later>>;

/** The same facts give the same bytes: keys sorted, one fact a line, a final newline. */
export function lockAsJson({ seals, excerpts, answers, symbols, ...later }: LockedFacts): string {
  const {
    reviews = {},
    trees = {},
    experiments = {},
    namesIn = {},
    names = {},
    commits = {},
    people = {},
    flips = {},
  } = later;
  const there = Object.entries({
    reviews,
    trees,
    experiments: inOneOrder(experiments),
    namesIn,
    names,
    commits,
    people,
    flips,
  }).filter(([, all]) => Object.keys(all).length > 0);
  const named = [...Object.entries({ excerpts, answers, symbols }), ...there];
  const parts = named.map(([part, all]) => `  ${JSON.stringify(part)}: ${linesOf(all, '  ')}`);
  const { normalisation, mail } = seals;
  const sealed = [
    `    "normalisation": ${JSON.stringify(normalisation)}`,
    `    "root": ${JSON.stringify(rootOf(mail))}`,
    `    "mail": ${linesOf(mail, '    ')}`,
  ];
  return `{\n  "version": 2,\n${parts.join(',\n')},\n  "seals": {\n${sealed.join(',\n')}\n  }\n}\n`;
}

/** What was observed is told by name, in whatever order a program comes to it. */
const inOneOrder = (runs: Lock['experiments']): Lock['experiments'] =>
  Object.fromEntries(
    Object.entries(runs).map(([key, { sha256, release, observations, date }]) => [
      key,
      { sha256, release, observations: Object.fromEntries(Object.entries(observations).sort()), date },
    ]),
  );

function linesOf(facts: Readonly<Record<string, unknown>>, indent: string): string {
  const keys = Object.keys(facts).sort();
  const lines = keys.map((key) => `${indent}  ${JSON.stringify(key)}: ${JSON.stringify(lookUp(facts, key))}`);
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}

interface Dated {
  readonly version: string;
  readonly date?: string | undefined;
}

/**
 * What the lock is to say of something that was found, so that a lock made twice is the same: what it said already keeps
 * its day, and what a later point release has too is still told of the tree's own version.
 *
 * @param isSame whether two findings are the same but for version, lines and day.
 */
export function settled<Fact extends Dated>(
  found: Fact,
  old: Fact | undefined,
  { version }: Tree,
  today: string | undefined,
  isSame: (a: Fact, b: Fact) => boolean,
): Fact {
  if (old && old.version === version && found.version !== version && isSame(found, old)) return old;
  if (old && isSameFact(found, old)) return old;
  return today === undefined ? found : { ...found, date: today };
}

/** Whether two facts are the same on whatever day. */
export const isSameFact = (a: Dated, b: Dated): boolean =>
  // Facts are told with their fields in one order, but for a lock that somebody has edited.
  undated(a) === undated(b) || canonical(a) === canonical(b);

const undated = (fact: Dated): string => JSON.stringify({ ...fact, date: undefined });

const canonical = (fact: Dated): string =>
  JSON.stringify(Object.entries({ ...fact, date: '' }).sort(([a], [b]) => (a < b ? -1 : 1)));

export const lockedLines = ({ firstLine, lastLine, sha256, version }: Excerpt): LockedLines => ({
  lines: [firstLine, lastLine],
  sha256,
  version,
});
