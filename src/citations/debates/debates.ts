import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { sha256 } from '../../base/hash.ts';
import type { Host } from '../../base/host.ts';
import { compare } from '../../base/order.ts';
import { lineMap } from '../../base/position.ts';
import { shownJson } from '../../base/shown-text.ts';
import { readYaml } from '../../base/yaml.ts';
import type { Memory } from '../memory.ts';
import { verifyFigures } from '../page/figures.ts';
import { readEach } from '../page/files.ts';
import type { Page } from '../page/page.ts';
import { namesOf, pageNamed } from '../page/page-target.ts';
import { hasAddress } from '../page/pages.ts';
import { propOf } from '../page/use.ts';
import { type QuoteVerdict, verifyClaim } from '../quotes/quote.ts';
import type { PageRef, SiteDebate, SiteOutcome, SitePosition, VerifiedQuote } from '../site.ts';
import { knownDate } from '../threads/known-date.ts';
import { digestOf, type Threads } from '../threads/quotable.ts';
import { wordsInYaml } from '../words/quote-words.ts';
import { DebateFile, type WrittenDebate, type WrittenOutcome, type WrittenPosition } from './debate-file.ts';
import { relationFaults } from './debate-relations.ts';

/** Reads every .yaml file under debates/ of the content folder: its name, and null for one that is refused. */
export async function readDebates(
  contentFolder: string,
  host: Host,
  memory?: Memory,
): Promise<Checked<ReadonlyMap<string, WrittenDebate | null>>> {
  const files = { folder: `${contentFolder}/debates`, ending: '.yaml' };
  const read = await readEach(files, host, readDebate, memory);
  return {
    verified: new Map(read.map(([name, { verified }]) => [name, verified])),
    diagnostics: read.flatMap(([, { diagnostics }]) => diagnostics),
  };
}

function readDebate(name: string, file: string, text: string): Checked<WrittenDebate | null> {
  const read = readYaml(file, text, DebateFile, 'debate-invalid');
  if ('diagnostics' in read) return { verified: null, diagnostics: read.diagnostics };
  const { value: facts, placeOf, offsetOf } = read;
  const lines = lineMap(file, text);
  return { verified: { name, facts, text, lines, placeOf, offsetOf }, diagnostics: [] };
}

/** What the parts of a debate are checked against. */
export interface Debatable {
  readonly pages: readonly Page[];
  readonly threads: Threads;
}

/** Checks every debate: the words of each position against the mail, relations and outcomes against the site. */
export function verifyDebates(
  written: ReadonlyMap<string, WrittenDebate | null>,
  site: Debatable,
  memory: Memory,
): Checked<Readonly<Record<string, SiteDebate>>> {
  const inputs = [digestOf(site.threads), namesOf(site.pages)];
  const verdicts = [...written.values()].flatMap((debate) => {
    if (!debate) return [];
    const shownBy = pagesThatShow(debate.name, site.pages);
    return memory.once('debate', [debate.name, debate.text, JSON.stringify(shownBy), ...inputs], () =>
      verifyDebate(debate, shownBy, site),
    );
  });
  return {
    verified: Object.fromEntries(
      verdicts.flatMap(({ verified }) => (verified ? [[verified.name, verified]] : [])),
    ),
    diagnostics: verdicts.flatMap(({ diagnostics }) => diagnostics),
  };
}

const pagesThatShow = (name: string, pages: readonly Page[]): PageRef[] =>
  pages
    .filter(hasAddress)
    .filter(({ figures }) =>
      figures.some(({ component, tag }) => component === 'Debate' && propOf(tag, 'name')?.value === name),
    )
    .map(({ page, title }) => ({ page, title }));

function verifyDebate(
  debate: WrittenDebate,
  pages: readonly PageRef[],
  site: Debatable,
): Checked<SiteDebate | null> {
  const { name, facts } = debate;
  const quotes = facts.positions.map((_, index) => quoteOf(debate, index, site.threads));
  const held = facts.positions.flatMap((position, index) => {
    const quote = quotes[index]?.verified;
    const message = quote && messageOf(quote, site.threads);
    return quote ? [{ position, quote, date: message ? knownDate(message) : quote.date }] : [];
  });
  const inTime = held.sort((a, b) => {
    const [one, other] = [a.quote, b.quote].map((quote) => placeInTime(quote, site.threads));
    return one && other ? compare(one.begin, other.begin) || one.at - other.at : 0;
  });
  const outcomes = facts.outcomes.map((_, index) => outcomeOf(debate, index, site));
  const diagnostics = [
    ...quotes.flatMap((quote) => quote.diagnostics),
    ...relationFaults(
      debate,
      inTime.map(({ position }) => position.id),
    ),
    ...outcomes.flatMap((outcome) => outcome.faults),
  ];
  if (held.length < facts.positions.length) return { verified: null, diagnostics };
  return {
    verified: {
      name,
      question: facts.question,
      topic: facts.topic,
      pages,
      positions: inTime.map(({ position, quote, date }, index) => sitePosition(position, quote, date, index)),
      outcomes: outcomes
        .map(({ outcome }) => outcome)
        .sort((a, b) => compare(a.date ?? UNDATED, b.date ?? UNDATED)),
    },
    diagnostics,
  };
}

/** After every date. */
const UNDATED = '9999';

const sitePosition = (
  { id, by, says, supports, attacks, concedes, 'moved-to': movedTo }: WrittenPosition,
  quote: VerifiedQuote,
  date: string | null,
  index: number,
): SitePosition => ({
  id,
  number: index + 1,
  by,
  says,
  quote,
  date,
  supports,
  attacks,
  concedes,
  movedTo: movedTo ?? null,
});

/** The words of a position, found in the message that it names, by the person that it names. */
function quoteOf(
  { facts, text, lines, offsetOf }: WrittenDebate,
  index: number,
  threads: Threads,
): QuoteVerdict {
  const { from, by, quote, elides } = facts.positions[index] as WrittenPosition;
  const said = (field: keyof WrittenPosition, value: string) => ({
    value,
    valueAt: offsetOf(['positions', index, field]),
  });
  return verifyClaim({
    words: wordsInYaml(quote, text, offsetOf(['positions', index, 'quote'])),
    from: said('from', from),
    by: said('by', by),
    elides: elides === undefined ? undefined : said('elides', elides),
    page: { lines },
    threads,
    written: asField,
    // What JSON writes is YAML too, and has each hidden letter as an escape.
    spelled: (words) => shownJson(JSON.stringify(words)),
  });
}

/** A field of a debate, as its file says it. */
const asField = (field: string, value: string): string => `"${field}: ${value}"`;

const messageOf = ({ thread, message }: VerifiedQuote, threads: Threads) =>
  threads.get(thread)?.thread.messages.find(({ id }) => id === message);

/** Clocks without a zone cannot be compared; within a thread its own order counts. */
function placeInTime(quote: VerifiedQuote, threads: Threads) {
  const messages = threads.get(quote.thread)?.thread.messages ?? [];
  return {
    begin: `${messages.find(({ date }) => date !== null)?.date ?? UNDATED} ${quote.thread}`,
    at: messages.findIndex(({ id }) => id === quote.message),
  };
}

/** Its address, made of what it says. */
function outcomeName(outcomes: readonly WrittenOutcome[], index: number): string {
  const { what } = outcomes[index] as WrittenOutcome;
  const twins = outcomes.slice(0, index).filter((each) => each.what === what).length;
  return `outcome-${sha256(what).slice(0, 8)}${twins === 0 ? '' : `-${twins + 1}`}`;
}

function outcomeOf(
  { facts, placeOf }: WrittenDebate,
  index: number,
  { pages }: Debatable,
): { readonly outcome: SiteOutcome; readonly faults: readonly Diagnostic[] } {
  const { what, status, of, date, release, rule, position, commits, reference, source, page } = facts
    .outcomes[index] as WrittenOutcome;
  const leadsTo = (kind: 'rule' | 'page', name: string | undefined) => {
    if (name === undefined) return { ref: null, faults: [] };
    const place = placeOf(['outcomes', index, kind]);
    return pageNamed({ name, kind, place, code: `outcome-unknown-${kind}` }, pages);
  };
  const [shownBy, explainedBy] = [leadsTo('rule', rule), leadsTo('page', page)];
  const faults = [...shownBy.faults, ...explainedBy.faults];
  if (
    rule === undefined &&
    position === undefined &&
    commits.length === 0 &&
    reference === undefined &&
    source === undefined
  ) {
    faults.push(
      diagnose('outcome-baseless', placeOf(['outcomes', index, 'what']), {
        message: `Nothing is named that shows it: "${what}"`,
      }),
    );
  }
  return {
    outcome: {
      id: outcomeName(facts.outcomes, index),
      what,
      status,
      of,
      date: date ?? null,
      release: release ?? null,
      rule: shownBy.ref,
      position: position ?? null,
      commits,
      reference: reference ?? null,
      source: source ?? null,
      page: explainedBy.ref,
    },
    faults,
  };
}

/** Checks that each <Debate> and <Timeline> names a debate that is there, be it a faulty one. */
export const verifyDebateUses = (
  pages: readonly Page[],
  written: ReadonlyMap<string, WrittenDebate | null>,
): Diagnostic[] =>
  verifyFigures(pages, {
    noun: 'debate',
    names: [...written.keys()],
    code: 'debate-unknown',
    namedBy: { Debate: 'name', Timeline: 'of' },
  });
