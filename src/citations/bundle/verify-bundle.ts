import { sha256 } from '../../base/hash.ts';
import { rootAbove } from '../../base/merkle.ts';
import { once } from '../../base/remembered.ts';
import { type Evidence, pathsOf, runCheck } from '../../evidence/run.ts';
import type { Runs } from '../../experiments/run.ts';
import { MASK } from '../../mail/masked.ts';
import type { ReadMessage } from '../../quoting/passage.ts';
import type { Sources, WantedFile } from '../../sources/excerpt.ts';
import { partOf, type Tree, type Trees } from '../../sources/tree.ts';
import { findQuote, type Run, saidIn } from '../words/match.ts';
import type { Bundle, BundledCheck, BundledExcerpt, BundledQuote } from './bundle-file.ts';
import type { Finding } from './finding.ts';
import { maskedLike } from './masked-runs.ts';
import { checkExperiments } from './verify-experiments.ts';

/** The trees that a bundle names, as far as it tells what they are. */
export const treesOf = ({ excerpts, evidence, experiments = [] }: Bundle): Trees => {
  const versions = [
    ...excerpts.map(({ tree, version }) => [tree, version] as const),
    ...evidence.flatMap(({ answers }) =>
      Object.entries(answers).map(([tree, { version }]) => [tree, version] as const),
    ),
  ];
  const booted = experiments.flatMap(({ runs }) =>
    Object.entries(runs).map(([name, { version, kernel, archives }]) => {
      return [name, { ...treeOf(version), kernel, archives }] as const;
    }),
  );
  return Object.fromEntries([
    ...versions.map(([name, version]) => [name, treeOf(version)] as const),
    ...booted,
  ]);
};

const treeOf = (version: string): Tree => ({
  version,
  tag: `v${version}`,
  browse: 'https://source.invalid/',
});

/** The files that a bundle's claims are about. */
export const wantedByBundle = ({ excerpts, evidence }: Bundle): WantedFile[] => [
  ...excerpts.map(({ tree, path }) => ({ tree, path })),
  ...evidence.flatMap(({ answers, ...check }) =>
    Object.keys(answers).flatMap((tree) =>
      pathsOf(check as unknown as Evidence).map((path) => ({ tree, path })),
    ),
  ),
];

/**
 * Checks every claim of a bundle against mail and trees that the reader has, and against nothing else.
 *
 * @param messages what the reader's mail holds.
 * @param named trees that the reader named; of others nothing is known.
 * @param ran what the experiments of the bundle answered just now; null where none was run.
 */
export async function verifyBundle(
  bundle: Bundle,
  messages: readonly ReadMessage[],
  sources: Sources,
  named: readonly string[],
  ran: Runs | null = null,
): Promise<Finding[]> {
  const said = saidIn(messages);
  // A site shows no addresses: what it quotes is held against mail without them.
  const mask = maskedLike(messages);
  const withoutAddresses = once(() => ({ runs: said.runs.map(mask), hearsay: said.hearsay.map(mask) }));
  const findings = [
    ...checkRoot(bundle),
    ...bundle.quotes.map((quote) =>
      checkQuote(quote, messages, `${quote.words}${quote.by}`.includes(MASK) ? withoutAddresses() : said),
    ),
  ];
  for (const excerpt of bundle.excerpts) findings.push(await checkExcerpt(excerpt, sources, named));
  for (const check of bundle.evidence) findings.push(...(await checkEvidence(check, sources, named)));
  return [...findings, ...checkExperiments(bundle, ran)];
}

/** Whether all mail that the page quotes is below the root that it names: nobody needs the mail to tell. */
function checkRoot({ sealed, quotes }: Bundle): Finding[] {
  if (!sealed) return [];
  const { root, normalisation } = sealed;
  const about = {
    claim: `the mail is sealed under ${normalisation} ${root.slice(0, 16)}…`,
    tree: null,
    mark: root,
  };
  const strays = quotes.flatMap(({ mail = [] }) =>
    mail.filter(({ sha256: leaf, path }) => rootAbove(leaf, path) !== root),
  );
  const [first] = strays;
  return [
    first
      ? { ...about, state: 'refuted', why: `the hash of ${first.message} does not lead to that root` }
      : { ...about, state: 'holds', why: '' },
  ];
}

function checkQuote(
  { message: id, messageId, by, words, sha256: mark, asQuotedBy = [] }: BundledQuote,
  messages: readonly ReadMessage[],
  { runs, hearsay }: { readonly runs: readonly Run[]; readonly hearsay: readonly Run[] },
): Finding {
  const how = asQuotedBy.length > 0 ? `, as quoted by ${asQuotedBy.join(' and ')}` : '';
  const about = { claim: `"${words}" (${by}, ${messageId ?? id}${how})`, tree: null, mark };
  if (sha256(words) !== mark)
    return { ...about, state: 'refuted', why: 'the hash beside the words is not of these words' };
  const message =
    messages.find((each) => messageId !== null && each.messageId === messageId) ??
    messages.find((each) => each.id === id || each.aliases.includes(id));
  if (!message) return { ...about, state: 'unchecked', why: 'the message is not in the mail that was named' };
  const ofMessage = ({ source }: Run): boolean => source === message.id;
  const match = findQuote(words, runs.filter(ofMessage));
  if (!match) {
    const isMisquoted = findQuote(words, hearsay.filter(ofMessage)) !== null;
    const why = isMisquoted ? 'another mail misquotes the message so' : 'the words are not in the message';
    return { ...about, state: 'refuted', why };
  }
  if (message.recovered && asQuotedBy.length === 0)
    return {
      ...about,
      state: 'unchecked',
      why: 'the message is known only from quotes in the mail that was named',
    };
  const author = match.runs[0]?.author;
  return author === by || (by.includes(MASK) && author === by.replace(/ \(\d{1,6}\)$/, ''))
    ? { ...about, state: 'holds', why: '' }
    : { ...about, state: 'refuted', why: `the words are by ${author ?? 'nobody known'}` };
}

const notNamed = (tree: string): string => `no tree was named for ${tree}`;

async function checkExcerpt(
  { tree, version, path, symbol, from, to, lines, sha256: mark }: BundledExcerpt,
  sources: Sources,
  named: readonly string[],
): Promise<Finding> {
  const byLines = symbol === undefined && from === undefined ? lines.join('-') : undefined;
  const request = { tree, path, symbol, from, to, lines: byLines };
  const about = { claim: `${partOf(request)} in ${path} of ${tree}, lines ${lines.join('-')}`, tree, mark };
  if (!named.includes(tree)) return { ...about, state: 'unchecked', why: notNamed(tree) };
  const answer = await sources.excerpt(request);
  if (answer.state === 'unavailable') return { ...about, state: 'unchecked', why: answer.reasons.join('; ') };
  if (answer.state !== 'found') return { ...about, state: 'refuted', why: `the tree has ${answer.state}` };
  const { excerpt } = answer;
  if (excerpt.sha256 !== mark) return { ...about, state: 'refuted', why: 'the code is another' };
  const isMoved = excerpt.firstLine !== lines[0] || excerpt.lastLine !== lines[1];
  return excerpt.version === version && isMoved
    ? { ...about, state: 'refuted', why: `it stands on lines ${excerpt.firstLine}-${excerpt.lastLine}` }
    : { ...about, state: 'holds', why: '' };
}

function checkEvidence(
  { answers, rule, ...check }: BundledCheck,
  sources: Sources,
  named: readonly string[],
): Promise<Finding[]> {
  return Promise.all(
    Object.entries(answers).map(async ([tree, { state, lines, version }]) => {
      const about = {
        claim: `${check.claim} (${rule}/${check.id} in ${tree}: ${state})`,
        tree,
        mark: check.id,
      };
      if (!named.includes(tree)) return { ...about, state: 'unchecked' as const, why: notNamed(tree) };
      // What the check needs beside its kind, its kind looks for itself; a kind that is not known is told below.
      const answer = await runCheck(check as unknown as Evidence, tree, sources);
      if (answer.state === 'unknown')
        return { ...about, state: 'unchecked' as const, why: answer.reasons.join('; ') };
      const found = 'at' in answer ? answer.at.map(({ line }) => line) : [];
      const isSame = answer.state === state && (answer.version !== version || lines.join() === found.join());
      return isSame
        ? { ...about, state: 'holds' as const, why: '' }
        : { ...about, state: 'refuted' as const, why: `it answers ${[answer.state, ...found].join(' ')}` };
    }),
  );
}
