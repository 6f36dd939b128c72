/**
 * Corrupts the site's quotes, speakers, notes, debates, excerpts and experiments, each corruption alone, and counts what the checker
 * catches and where it points; then wraps and encodes true quotes anew and counts false alarms:
 *
 *     npm run bench:mutations -- [--seed N] [--count N] [--only facts,joint] [--kinds program,record] [--check]
 *
 * Then changes mail and page together, the lock left as it was, and counts what is told as `mail-changed`; and writes
 * the same mail in other encodings, files and folders, and counts false alarms.
 *
 * A corruption that happens to be true (a shorter quote is still a quote) is recognised without the checker, and
 * another is drawn. The sentences of `mutations/true/` are true and written as authors write; what is told of them is
 * counted too (`--only sentences`). Code is corrupted in what a tree serves, so every excerpt must be in the cache: run
 * "postil sources" before.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { type Diagnostic, errorsIn } from '../../src/base/diagnostic.ts';
import { memoryHost } from '../../src/base/memory-host.ts';
import { nodeHost } from '../../src/base/node-host.ts';
import { compare } from '../../src/base/order.ts';
import { lineMap } from '../../src/base/position.ts';
import { lockFile } from '../../src/citations/lock-file.ts';
import { sealNew } from '../../src/citations/sealing.ts';
import { verifySite } from '../../src/citations/verify.ts';
import { readMail } from '../../src/mail/read.ts';
import { cacheFolder } from '../../src/sources/excerpt.ts';
import { figure, finish, skipped } from './figures.ts';
import { checkerOf, pointsAt } from './mutations/checker.ts';
import { CODE_KINDS } from './mutations/code.ts';
import { DEBATE_KINDS } from './mutations/debates.ts';
import { EXCHANGE_KINDS } from './mutations/exchanges.ts';
import { EXPERIMENT_KINDS } from './mutations/experiments.ts';
import { JOINT_KINDS, type JointSite, jointSites, type Served, served } from './mutations/joint.ts';
import { MARGIN_KINDS } from './mutations/margin.ts';
import type { Kind, Mutant } from './mutations/mutant.ts';
import { FACT_KINDS, type ProseKind, proseMutants } from './mutations/prose.ts';
import { QUOTE_KINDS } from './mutations/quotes.ts';
import { SLIP_KINDS } from './mutations/slips.ts';
import { readSubject } from './mutations/subject.ts';
import { truePosition, trueQuote } from './mutations/true-quotes.ts';
import { trueSentences } from './mutations/true-sentences.ts';
import { seeded } from './random.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '10000' },
    facts: { type: 'string', default: '1000' },
    slips: { type: 'string', default: '400' },
    only: { type: 'string' },
    kinds: { type: 'string' },
    missed: { type: 'string', default: '4' },
    check: { type: 'boolean', default: false },
  },
});
const CONTENT = 'content';
/** Threads of the site, of the example and of the site that a new one begins as. */
const JOINT_CONTENT = [CONTENT, 'examples/rill/content', 'create-postil/template/content'];

/** What seals say; whatever else is wrong with a changed page is not counted here. */
const SEAL_CODES: ReadonlySet<string> = new Set([
  'mail-changed',
  'mail-not-sealed',
  'seal-unused',
  'lock-invalid',
]);

const subject = await readSubject(CONTENT);
const checker = checkerOf(subject);
/** All, or those whose names begin as one of `--kinds` does. */
const KINDS = [
  ...QUOTE_KINDS,
  ...EXCHANGE_KINDS,
  ...MARGIN_KINDS,
  ...DEBATE_KINDS,
  ...EXPERIMENT_KINDS,
  ...(subject.excerpts.length > 0 ? CODE_KINDS : []),
].filter(({ name }) => values.kinds?.split(',').some((begin) => name.startsWith(begin)) ?? true);

/** A kind that has only repeated itself this often has nothing more to give; the others make up for it. */
const SPENT = 300;

/** A sentence that has to be told, or nobody has read the page. */
const CANARY = 'This is what `no_such_function_here()` does.';

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  corruptions: () => corruptions(Number(values.count)),
  facts: () => proseEdits('wrong facts', FACT_KINDS, Number(values.facts), [95, 90]),
  slips: () => proseEdits('slips', SLIP_KINDS, Number(values.slips), [0, 0]),
  joint: () => jointEdits(Number(values.count)),
  true: () => falseAlarms(Math.ceil(Number(values.count) / 10)),
  sentences: toldOfTrueSentences,
  speed,
};
const only = values.only?.split(',') ?? Object.keys(PARTS);
for (const name of only) {
  const part = PARTS[name];
  if (!part) throw new Error(`There is no part "${name}": ${Object.keys(PARTS).join(', ')}`);
  await part();
}
finish(values.check);

async function corruptions(count: number): Promise<void> {
  const counts = KINDS.map(({ name }) => ({ name, drawn: 0, caught: 0, placed: 0 }));
  const kept = { tried: 0, alarms: 0 };
  for (const { kind, mutant } of draws(count)) {
    const errors = await checker.mutant(mutant);
    const own = counts.find(({ name }) => name === kind.name);
    if (mutant.isTrue) {
      kept.tried += 1;
      if (errors.length === 0) continue;
      kept.alarms += 1;
      console.log(`      alarm on what is true: ${kind.name}: ${told(mutant, errors)}`);
    } else if (own) {
      own.drawn += 1;
      if (errors.length > 0) own.caught += 1;
      if (errors[0] && pointsAt(errors[0], mutant)) own.placed += 1;
      else console.log(`      ${kind.name}: ${told(mutant, errors)}`);
    }
  }
  for (const { name, drawn, caught, placed } of counts)
    console.log(`      ${name}: ${caught} of ${drawn} caught, ${placed} at the mistake`);
  if (subject.excerpts.length === 0) skipped('corrupted code', 'no tree is on this machine');
  const sum = (of: 'drawn' | 'caught' | 'placed') => counts.reduce((total, each) => total + each[of], 0);
  const share = (of: 'caught' | 'placed') => (100 * sum(of)) / sum('drawn');
  figure('corruptions tried', sum('drawn'), '', 'at least', count);
  figure('corruptions caught', share('caught'), '%', 'at least', 100);
  figure('diagnostics that point at the mistake', share('placed'), '%', 'at least', 99);
  figure(`false alarms on ${kept.tried} changes that leave a page true`, kept.alarms, '', 'at most', 0);
}

/** As many corruptions as are asked for, each once, from all kinds by turns; and some changes that are none. */
function* draws(count: number): Generator<{ readonly kind: Kind; readonly mutant: Mutant }> {
  const random = seeded(Number(values.seed));
  const seen = new Set<string>();
  const open = KINDS.map((kind) => ({ kind, repeated: 0 }));
  for (let [drawn, stillTrue] = [0, 0]; drawn < count && open.length > 0; ) {
    const turn = open[drawn % open.length] as (typeof open)[number];
    const mutant = turn.kind.draw(subject, random);
    const key = JSON.stringify([mutant?.source, mutant?.files]);
    if (!mutant || mutant.isTrue || seen.has(key)) {
      turn.repeated += 1;
      if (turn.repeated > SPENT) open.splice(open.indexOf(turn), 1);
      // Whether an excerpt that is in the lock has all words that its notes are tied to is not looked into.
      if (!mutant?.isTrue || seen.has(key) || !/^(?:quote|speaker|note|margin|debate)/.test(turn.kind.name))
        continue;
      if (++stillTrue > count / 10) continue;
    } else {
      turn.repeated = 0;
      drawn += 1;
    }
    seen.add(key);
    yield { kind: turn.kind, mutant };
  }
}

/** Wrong facts in what authors say themselves: how many are told of, and where. */
async function proseEdits(
  what: string,
  kinds: readonly ProseKind[],
  count: number,
  [toTell, toPlace]: readonly [number, number],
): Promise<void> {
  const idOf = ({ code, message, place }: Diagnostic): string => `${place.file} ${code} ${message}`;
  const before = new Set(
    (await checker.page(subject.pages[0]?.file ?? '', subject.pages[0]?.source ?? '')).map(idOf),
  );
  const counts = new Map<string, { drawn: number; told: number; placed: number; missed: string[] }>();
  // Kind by kind: the words of whole trees stay at hand as long as names are asked for.
  const mutants = [...proseMutants(kinds, subject.pages, seeded(Number(values.seed) + 11), count)];
  for (const mutant of mutants.sort((a, b) => compare(a.kind, b.kind))) {
    const { page, source, start, end, kind, was, is } = mutant;
    const told = (await checker.page(page.file, source)).filter((each) => !before.has(idOf(each)));
    const own = counts.get(kind) ?? { drawn: 0, told: 0, placed: 0, missed: [] };
    counts.set(kind, own);
    own.drawn += 1;
    if (told.length > 0) own.told += 1;
    else own.missed.push(`${page.file}: "${was}" -> "${is}"`);
    const [from, to] = [start, end].map((offset) => lineMap(page.file, source).placeAt(offset));
    const isAt = told.some(
      ({ place }) =>
        place.file === page.file &&
        place.line === from?.line &&
        place.column >= (from?.column ?? 0) - 2 &&
        place.column <= (to?.column ?? 0),
    );
    if (isAt) own.placed += 1;
  }
  for (const [kind, { drawn, told, placed, missed }] of counts) {
    console.log(`      wrong ${kind}: ${told} of ${drawn} told, ${placed} at the place`);
    for (const each of missed.slice(0, Number(values.missed))) console.log(`        not told: ${each}`);
  }
  const sum = (of: 'drawn' | 'told' | 'placed') =>
    [...counts.values()].reduce((all, each) => all + each[of], 0);
  figure(`${what} planted in prose`, sum('drawn'), '', 'at least', count);
  figure(`${what} told`, (100 * sum('told')) / sum('drawn'), '%', 'at least', toTell);
  figure(`${what} told at the character`, (100 * sum('placed')) / sum('drawn'), '%', 'at least', toPlace);
}

async function jointEdits(count: number): Promise<void> {
  const random = seeded(Number(values.seed) + 3);
  const sites: { readonly site: JointSite; readonly lock: Uint8Array }[] = [];
  for (const site of (await Promise.all(JOINT_CONTENT.map(jointSites))).flat())
    sites.push({ site, lock: await sealed(served(site)) });
  const counts = JOINT_KINDS.map(({ name, isHarmless }) => ({ name, isHarmless, drawn: 0, told: 0, any: 0 }));
  const turns = [false, true].map((isHarmless) =>
    JOINT_KINDS.filter((kind) => kind.isHarmless === isHarmless),
  );
  for (const [kinds, most] of [
    [turns[0] ?? [], count],
    [turns[1] ?? [], count / 5],
  ] as const) {
    for (let drawn = 0, tried = 0; drawn < most; tried += 1) {
      const kind = kinds[tried % kinds.length] as (typeof kinds)[number];
      const { site, lock } = random.pick(sites);
      const files = kind.draw(site, random);
      const own = counts.find(({ name }) => name === kind.name);
      if (!files || !own) continue;
      const host = memoryHost({ ...files, [lockFile('content')]: lock });
      const { diagnostics } = await verifySite({ contentFolder: 'content', host, cacheFolder: 'cache' });
      const isTold = diagnostics.some(({ code }) => code === 'mail-changed');
      // A word that stood only where nobody is told of it: whether so is worked out without the seals.
      if (!isTold && !kind.isHarmless && (await said(files)) === (await said(served(site)))) continue;
      drawn += 1;
      own.drawn += 1;
      if (isTold) own.told += 1;
      if (diagnostics.some(({ code }) => SEAL_CODES.has(code))) own.any += 1;
      if (isTold === kind.isHarmless)
        console.log(`      ${kind.name} in ${site.name}: ${kind.isHarmless ? 'FALSE ALARM' : 'NOT TOLD'}`);
    }
  }
  for (const { name, isHarmless, drawn, told, any } of counts)
    console.log(`      ${name}: ${isHarmless ? `${any} alarms in` : `${told} told of`} ${drawn}`);
  const sum = (all: typeof counts, of: 'drawn' | 'told' | 'any') =>
    all.reduce((total, each) => total + each[of], 0);
  const edits = counts.filter(({ isHarmless }) => !isHarmless);
  const harmless = counts.filter(({ isHarmless }) => isHarmless);
  figure('joint edits of mail and page tried', sum(edits, 'drawn'), '', 'at least', count);
  figure(
    'joint edits told as mail-changed',
    (100 * sum(edits, 'told')) / sum(edits, 'drawn'),
    '%',
    'at least',
    100,
  );
  figure(
    `alarms on ${sum(harmless, 'drawn')} times the same mail in another form`,
    sum(harmless, 'any'),
    '',
    'at most',
    0,
  );
}

async function sealed(files: Served): Promise<Uint8Array> {
  const host = memoryHost(files);
  await sealNew('content', host);
  return (await host.read(lockFile('content'))) ?? new Uint8Array();
}

/** What mail says, as it is read. */
async function said(files: Served): Promise<string> {
  const mail = Object.entries(files).filter(
    ([path]) => path.startsWith('content/threads/') && !path.endsWith('.yaml'),
  );
  const { messages } = await readMail(mail.map(([path, bytes]) => ({ path, bytes: Buffer.from(bytes) })));
  const facts = messages.map(({ messageId, inReplyTo, from, date, subject, body }) =>
    JSON.stringify([messageId, inReplyTo, from, date, subject, body.text.trim()]),
  );
  return facts.sort().join('\n');
}

async function falseAlarms(count: number): Promise<void> {
  const random = seeded(Number(values.seed) + 1);
  for (const [draw, where] of [
    [trueQuote, 'true quotes'],
    [truePosition, 'true quotes in debates'],
  ] as const) {
    let alarms = 0;
    for (let drawn = 0; drawn < count; ) {
      const quote = draw(subject, random);
      if (!quote) continue;
      drawn += 1;
      const [alarm] = errorsIn(await checker.page(quote.page.file, quote.source));
      if (!alarm) continue;
      alarms += 1;
      console.log(`      ${alarm.message} ${alarm.closest ?? ''}`);
    }
    figure(`false alarms on ${count} ${where}, wrapped and encoded anew`, alarms, '', 'at most', 0);
  }
  const host = nodeHost();
  const clean = await verifySite({ contentFolder: CONTENT, host, cacheFolder: cacheFolder(host) });
  figure('false alarms on the site as it is', clean.diagnostics.length, '', 'at most', 0);
}

/** Sentences of the kinds that facts are planted in, all true: what is told of them is a false alarm, whatever its severity. */
async function toldOfTrueSentences(): Promise<void> {
  let [written, alarms] = [0, 0];
  for (const { kind, file, source, sentences } of trueSentences(CONTENT)) {
    const all = await checker.page(file, `${source}\n${CANARY}\n`);
    const canary = lineMap(file, source).placeAt(source.length).line + 1;
    const isCanary = ({ place }: Diagnostic): boolean => place.line === canary;
    // What has only to be locked is told of what is wrong as of what is right.
    const own = all.filter(({ code, place }) => place.file === file && code !== 'names-unread');
    if (!own.some(isCanary)) throw new Error(`${file} has not been looked at.`);
    const told = own.filter((each) => !isCanary(each));
    const wronged = sentences.filter(({ first, last }) =>
      told.some(({ place }) => place.line >= first && place.line <= last),
    );
    written += sentences.length;
    alarms += wronged.length;
    console.log(`      true ${kind}: ${wronged.length} of ${sentences.length} told`);
    for (const { code, message, place } of told)
      console.log(`        ${place.line}:${place.column} ${code} ${message}`);
  }
  figure('true sentences written', written, '', 'at least', 200);
  figure('true sentences told', (100 * alarms) / written, '%', 'at most', 2);
}

/** The whole command as a user starts it, and one page checked again after an edit, as --watch does. */
async function speed(): Promise<void> {
  const runs = Array.from({ length: 5 }, () => {
    const start = performance.now();
    spawnSync(process.execPath, ['src/cli/main.ts', 'check', '--content', CONTENT]);
    return performance.now() - start;
  });
  figure('the whole site, warm', median(runs) / 1000, 's', 'at most', 1.2);
  const random = seeded(Number(values.seed) + 2);
  const edits: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    const page = random.pick(subject.pages);
    const start = performance.now();
    await checker.page(page.file, `${page.source}\nOne more line, ${round}.\n`);
    edits.push(performance.now() - start);
  }
  figure('one page after an edit', median(edits), 'ms', 'at most', 100);
}

function told({ page, source, mistake }: Mutant, [error]: readonly Diagnostic[]): string {
  const place = lineMap(page.file, source).placeAt(mistake.start);
  const where = error ? `${error.code} at ${error.place.line}:${error.place.column}` : 'NOT CAUGHT';
  return `${page.file}:${place.line}:${place.column} "${source.slice(mistake.start, mistake.end)}" ${where}`;
}

function median(all: readonly number[]): number {
  return [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
}
