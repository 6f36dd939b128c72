import { sha256 } from '../../base/hash.ts';
import { lookUp } from '../../base/look-up.ts';
import { merklePath } from '../../base/merkle.ts';
import { HEADER } from '../../experiments/run.ts';
import { carrierName } from '../quotes/carriers.ts';
import { citationsOf, pageOf, quotedThreads } from '../quotes/citations.ts';
import { sealAsText } from '../seals/seal-text.ts';
import type { Site, SiteExperiment, SiteMessage, SitePageRef, SiteRoot, VerifiedQuote } from '../site.ts';
import {
  type Bundle,
  type BundledCheck,
  type BundledExcerpt,
  type BundledExperiment,
  type BundledQuote,
  isMirrored,
} from './bundle-file.ts';
import { recordHash } from './verify-experiments.ts';

/** Puts together what a page claims; a claim that stands on it twice is in it once. */
export function bundleOf(ref: SitePageRef, site: Site): Bundle {
  const { page, title, links } = ref;
  const quotes = citationsOf(site).filter(({ at }) => at.page === page);
  const excerpts = Object.entries(site.excerpts).filter(([key]) => pageOf(key) === page);
  const linked = site.rules.filter((rule) => links.some((url) => url.startsWith(`/${rule.page}/`)));
  const rules = linked.map(({ slug }) => slug);
  const experiments = site.experiments.filter((each) => restsOn(each, ref, rules));
  return {
    version: 3,
    page,
    title,
    ...(site.sealed ? { sealed: rootOnly(site.sealed) } : {}),
    threads: quotedThreads(page, site).map(({ slug, atHand, whole }) => ({ thread: slug, atHand, whole })),
    quotes: distinct(quotes.map(({ quote }) => bundledQuote(quote, site))),
    excerpts: distinct(excerpts.map(([, excerpt]) => bundledExcerpt(excerpt))),
    evidence: linked.flatMap(({ slug, checks }) => checks.map((check) => bundledCheck(slug, check))),
    ...(experiments.length === 0
      ? {}
      : {
          header: bundledSource(HEADER.slice(HEADER.lastIndexOf('/') + 1), site.experimentHeader),
          experiments: experiments.map((each) => bundledExperiment(each, site.trees)),
        }),
  };
}

/** Whether a page shows an experiment, leads to it, or leads to a rule that it bears on. */
const restsOn = (
  { name, page, shows }: SiteExperiment,
  ref: SitePageRef,
  rules: readonly string[],
): boolean =>
  ref.experiments.includes(name) ||
  ref.links.some((url) => url.startsWith(`/${page}/`)) ||
  shows.some(({ rule }) => rules.includes(rule));

function bundledExperiment(
  { name, question, file, program, machine, runs }: SiteExperiment,
  trees: Site['trees'],
): BundledExperiment {
  const bundled = trees.flatMap((tree) => {
    const run = lookUp(runs, tree.name);
    if (!run) return [];
    const { release, observations, date, sha256: ran } = run;
    const archives = tree.archives.filter(isMirrored);
    const record = { version: tree.version, release, observations, date, ran };
    return [
      [
        tree.name,
        {
          ...record,
          sha256: recordHash({ name, question }, tree.name, record),
          ...(tree.kernel.length > 0 ? { kernel: [...tree.kernel] } : {}),
          ...(archives.length > 0 ? { archives } : {}),
        },
      ] as const,
    ];
  });
  return {
    name,
    question,
    program: bundledSource(file, program),
    machine,
    runs: Object.fromEntries(bundled),
  };
}

const bundledSource = (file: string, text: string) => ({ file, sha256: sha256(text), text });

const rootOnly = ({ normalisation, root, messages }: SiteRoot): Bundle['sealed'] => ({
  normalisation,
  root,
  messages,
});

function bundledQuote(quote: VerifiedQuote, { threads, sealed }: Site): BundledQuote {
  const { thread, message: id, by, date, words, archiveUrl, carriers } = quote;
  const messages = threads.find(({ slug }) => slug === thread)?.messages ?? [];
  const message = messages.find((each) => each.id === id);
  const ids = carriers.length > 0 ? carriers.map((carrier) => carrier.message) : [id];
  const mail = messages.flatMap((each) => (ids.includes(each.id) ? bundledMail(each, sealed) : []));
  return {
    thread,
    message: id,
    messageId: message ? messageIdOf(message) : null,
    by,
    date,
    words,
    sha256: sha256(words),
    ...(carriers.length > 0 ? { asQuotedBy: [...new Set(carriers.map(carrierName))] } : {}),
    archive: archiveUrl,
    ...(mail.length > 0 ? { mail } : {}),
  };
}

function bundledMail({ id, seal }: SiteMessage, sealed: SiteRoot | null): NonNullable<BundledQuote['mail']> {
  if (!seal || !sealed) return [];
  const path = merklePath(sealed.leaves, sealed.leaves.indexOf(seal.sha256));
  return [{ message: id, vouched: sealAsText(seal), sha256: seal.sha256, path }];
}

const messageIdOf = ({ messageId, outside }: SiteMessage): string | null =>
  messageId ?? outside['Message-ID'] ?? null;

function bundledExcerpt({ excerpt, request }: Site['excerpts'][string]): BundledExcerpt {
  const { tree, version, path, firstLine, lastLine, sha256: hash, url } = excerpt;
  const { symbol, from, to } = request;
  const cut = {
    ...(symbol === undefined ? {} : { symbol }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
  return { tree, version, path, ...cut, lines: [firstLine, lastLine], sha256: hash, url };
}

function bundledCheck(rule: string, check: Site['rules'][number]['checks'][number]): BundledCheck {
  const {
    id,
    claim,
    kind,
    path,
    answers,
    asks: _,
    decides: __,
    concerns: ___,
    step: ____,
    ...fields
  } = check;
  const known = Object.entries(answers).flatMap(([tree, { state, at, version }]) =>
    version === null || state === 'unknown'
      ? []
      : [[tree, { state, lines: at.map(({ line }) => line), version }] as const],
  );
  return {
    rule,
    id,
    claim,
    kind,
    path,
    ...fields,
    answers: Object.fromEntries(known),
  };
}

const distinct = <T>(claims: readonly T[]): T[] => [
  ...new Map(claims.map((claim) => [JSON.stringify(claim), claim])).values(),
];
