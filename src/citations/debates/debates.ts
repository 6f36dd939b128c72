import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { compare } from '../../base/order.ts';
import { lineMap } from '../../base/position.ts';
import { readYaml } from '../../base/yaml.ts';
import { pageNamed } from '../page/page-target.ts';
import { hasAddress, type SitePage } from '../page/pages.ts';
import { readProps } from '../page/props.ts';
import { propOf, type ScannedPage } from '../page/scan.ts';
import { type Quotable, verifyClaim } from '../quotes/quote.ts';
import type { SiteDebate, SiteOutcome, SitePosition, VerifiedQuote } from '../site.ts';
import { knownDate } from '../threads/known-date.ts';
import { closestName } from '../words/closest.ts';
import { wordsInYaml } from '../words/quote-words.ts';
import { DebateFile, type WrittenDebate, type WrittenOutcome, type WrittenPosition } from './debate-file.ts';
import { relationFaults } from './debate-relations.ts';

/** Reads every .yaml file under debates/ of the content folder. */
export async function readDebates(
  contentFolder: string,
  host: Host,
): Promise<{
  readonly written: readonly WrittenDebate[];
  /** Of all files, also of those that are refused. */
  readonly names: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}> {
  const folder = `${contentFolder}/debates`;
  const written: WrittenDebate[] = [];
  const names: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { name } of (await host.list(folder)) ?? []) {
    if (!name.endsWith('.yaml')) continue;
    const file = `${folder}/${name}`;
    const own = name.slice(0, -'.yaml'.length);
    names.push(own);
    const text = new TextDecoder().decode((await host.read(file)) ?? new Uint8Array());
    const read = readYaml(file, text, DebateFile, 'debate-invalid');
    if ('diagnostics' in read) diagnostics.push(...read.diagnostics);
    else {
      const { value: facts, placeOf, offsetOf } = read;
      const lines = lineMap(file, text);
      written.push({ name: own, facts, text, lines, placeOf, offsetOf });
    }
  }
  return { written, names, diagnostics };
}

/** What the parts of a debate are checked against. */
export interface Debatable {
  readonly pages: readonly SitePage[];
  readonly threads: ReadonlyMap<string, Quotable>;
}

/** Checks every debate: the words of each position against the mail, relations and outcomes against the site. */
export function verifyDebates(
  written: readonly WrittenDebate[],
  site: Debatable,
): { readonly debates: readonly SiteDebate[]; readonly diagnostics: readonly Diagnostic[] } {
  const verdicts = written.map((debate) => verifyDebate(debate, site));
  return {
    debates: verdicts.flatMap(({ debate }) => debate ?? []),
    diagnostics: verdicts.flatMap(({ diagnostics }) => diagnostics),
  };
}

function verifyDebate(
  debate: WrittenDebate,
  site: Debatable,
): { readonly debate: SiteDebate | null; readonly diagnostics: readonly Diagnostic[] } {
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
  if (held.length < facts.positions.length) return { debate: null, diagnostics };
  return {
    debate: {
      name,
      question: facts.question,
      topic: facts.topic,
      pages: site.pages
        .filter(hasAddress)
        .filter(({ figures }) =>
          figures.some(({ component, tag }) => component === 'Debate' && propOf(tag, 'name')?.value === name),
        )
        .map(({ page, title }) => ({ page, title })),
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
  threads: ReadonlyMap<string, Quotable>,
) {
  const { from, by, quote, elides } = facts.positions[index] as WrittenPosition;
  const said = (field: keyof WrittenPosition, value: string) => ({
    value,
    valueAt: offsetOf(['positions', index, field]),
  });
  const verdict = verifyClaim({
    words: wordsInYaml(quote, text, offsetOf(['positions', index, 'quote'])),
    from: said('from', from),
    by: said('by', by),
    elides: elides === undefined ? undefined : said('elides', elides),
    page: { lines },
    threads,
  });
  return { verified: verdict.verified, diagnostics: verdict.diagnostics.map(inYaml) };
}

/** What a <Quote> is told as a property, a debate is told as a field. */
const inYaml = (diagnostic: Diagnostic): Diagnostic => ({
  ...diagnostic,
  fix: diagnostic.fix.replace(/\b(from|by|elides)="([^"]*)"/g, '"$1: $2"'),
});

const messageOf = ({ thread, message }: VerifiedQuote, threads: ReadonlyMap<string, Quotable>) =>
  threads.get(thread)?.thread.messages.find(({ id }) => id === message);

/** Clocks without a zone cannot be compared; within a thread its own order counts. */
function placeInTime(quote: VerifiedQuote, threads: ReadonlyMap<string, Quotable>) {
  const messages = threads.get(quote.thread)?.thread.messages ?? [];
  return {
    begin: `${messages.find(({ date }) => date !== null)?.date ?? UNDATED} ${quote.thread}`,
    at: messages.findIndex(({ id }) => id === quote.message),
  };
}

function outcomeOf(
  { facts, placeOf }: WrittenDebate,
  index: number,
  { pages }: Debatable,
): { readonly outcome: SiteOutcome; readonly faults: readonly Diagnostic[] } {
  const { what, status, of, date, release, rule, position, commits, source, page } = facts.outcomes[
    index
  ] as WrittenOutcome;
  const leadsTo = (kind: 'rule' | 'page', name: string | undefined) => {
    if (name === undefined) return { ref: null, faults: [] };
    const place = placeOf(['outcomes', index, kind]);
    return pageNamed({ name, kind, place, code: `outcome-unknown-${kind}` }, pages);
  };
  const [shownBy, explainedBy] = [leadsTo('rule', rule), leadsTo('page', page)];
  const faults = [...shownBy.faults, ...explainedBy.faults];
  if (rule === undefined && position === undefined && commits.length === 0 && source === undefined) {
    faults.push(
      diagnose('outcome-baseless', placeOf(['outcomes', index, 'what']), {
        message: `Nothing is named that shows it: "${what}"`,
      }),
    );
  }
  return {
    outcome: {
      id: `outcome-${index + 1}`,
      what,
      status,
      of,
      date: date ?? null,
      release: release ?? null,
      rule: shownBy.ref,
      position: position ?? null,
      commits,
      source: source ?? null,
      page: explainedBy.ref,
    },
    faults,
  };
}

/** Checks that each <Debate> and <Timeline> names a debate that is there. */
export function verifyDebateUses(pages: readonly ScannedPage[], names: readonly string[]): Diagnostic[] {
  return pages.flatMap(({ figures, lines }) =>
    figures.flatMap(({ component, tag, place }) => {
      if (component === 'Diagram') return [];
      const props = readProps(tag, component, place, lines);
      const name = propOf(tag, component === 'Debate' ? 'name' : 'of');
      if (props.diagnostics.length > 0 || !name || names.includes(name.value ?? '')) return props.diagnostics;
      return [
        diagnose('debate-unknown', lines.placeAt(name.valueAt), {
          message: `There is no debate "${name.value}".`,
          closest: closestName(name.value ?? '', names),
        }),
      ];
    }),
  );
}
