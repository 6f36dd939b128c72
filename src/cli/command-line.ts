import { relative, resolve, sep } from 'node:path';
import { CommanderError } from 'commander';
import { errorsIn } from '../base/diagnostic.ts';
import type { Host } from '../base/host.ts';
import { shownText } from '../base/shown-text.ts';
import { commandTable, type Runner } from './commands.ts';
import { faultOfFile } from './file-faults.ts';
import { diagnosticsForGitHub } from './output/github.ts';
import { diagnosticsAsJson } from './output/json.ts';
import { diagnosticsForTerminal } from './output/text.ts';
import type { Context, Report } from './report.ts';
import { contentFolder, noContent, outsideOfSite } from './site-folder.ts';
import { STANDARD_INPUT, withStandardInput } from './standard-input.ts';

/** The process around a command line. */
export interface Edge {
  readonly host: Host;
  /** The current folder, absolute. */
  readonly current: string;
  readonly input: AsyncIterable<Uint8Array>;
  out(text: string): void;
  /** Prints what is too much for one string, as it comes. */
  pieces(pieces: AsyncIterable<string>): Promise<void>;
  err(text: string): void;
  /** A digest of this program: whatever it keeps of one run for the next is believed by the same program only. */
  readonly code?: () => Promise<string | null>;
}

/** Exit codes: something is wrong with what was looked at, or with how the command was called. */
const FAULTY = 1;
const MISUSED = 2;

/** Runs a command line, prints what it has to say, and answers with the exit code. */
export async function runCommandLine(args: readonly string[], edge: Edge): Promise<number> {
  const safe = forTerminal(edge);
  return args.includes(STANDARD_INPUT)
    ? await withStandardInput(edge.host, edge.input, (host) => runIn(args, { ...safe, host }))
    : await runIn(args, safe);
}

/** The same edge: whatever is printed may be words of a stranger. */
const forTerminal = (edge: Edge): Edge => ({
  ...edge,
  out: (text) => edge.out(shownText(text)),
  err: (text) => edge.err(shownText(text)),
  pieces: (pieces) => edge.pieces(shownPieces(pieces)),
});

async function* shownPieces(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of pieces) yield shownText(piece);
}

async function runIn(args: readonly string[], edge: Edge): Promise<number> {
  let exitCode = 0;
  const print: Runner['print'] = async (report, { allDiagnostics = false }) => {
    await printed(report, allDiagnostics, edge);
    exitCode = isFaulty(report) ? FAULTY : 0;
  };
  const anywhere: Runner['anywhere'] = async (given, work) => print(await work(await lent(edge)), given);
  const program = commandTable({
    print,
    anywhere,
    async onSite(given, how, work) {
      const content = given.content ?? (await contentFolder(edge.current, edge.host));
      if (content === null) return print(refused(outsideOfSite(), given.json), given);
      if (how === 'reads' && (await edge.host.list(content)) === null)
        return print(refused(noContent(content), given.json), given);
      await anywhere(given, (context) => work(content, context));
    },
  });
  for (const command of [program, ...program.commands])
    command.configureOutput({ writeOut: edge.out, writeErr: edge.err });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    const ofFile = faultOfFile(error);
    if (ofFile) await print(refused(ofFile), {});
    else if (error instanceof CommanderError) exitCode = error.exitCode === 0 ? 0 : MISUSED;
    else throw error;
  }
  return exitCode;
}

async function lent({ host, code }: Edge): Promise<Context> {
  const { cacheFolder } = await import('../sources/cache.ts');
  return { host, cacheFolder: cacheFolder(host), ...(code && { code }) };
}

/** Why nothing was done; who asked for JSON gets it. */
function refused(diagnostic: Report['diagnostics'][number], json = false): Report {
  const diagnostics = [diagnostic];
  return json
    ? { output: diagnosticsAsJson(diagnostics), diagnostics, quiet: true }
    : { output: null, diagnostics };
}

const isFaulty = ({ diagnostics, strict, failed }: Report): boolean =>
  failed === true || (strict ? diagnostics : errorsIn(diagnostics)).length > 0;

async function printed(
  { output, stream, diagnostics, quiet }: Report,
  all: boolean,
  edge: Edge,
): Promise<void> {
  const isGitHub = edge.host.env('GITHUB_ACTIONS') === 'true';
  if (stream) await edge.pieces(isGitHub ? withoutCommands(stream) : stream);
  if (diagnostics.length > 0 && !quiet) {
    edge.err(`${await diagnosticsForTerminal(diagnostics, edge.host, all)}\n\n`);
    if (isGitHub) edge.out(`${diagnosticsForGitHub(diagnostics, (path) => fromTop(path, edge))}\n`);
  }
  if (output !== null) edge.out(`${isGitHub ? withoutCommand(output) : output}\n`);
}

/** GitHub takes a line that begins with two colons for a command to itself, and mail may hold one. */
const withoutCommand = (text: string): string => text.replace(/^([^\S\n]*):(?=:)/gm, '$1\\u{3a}');

async function* withoutCommands(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of pieces) yield withoutCommand(piece);
}

/** GitHub wants paths from the top of the repository, wherever in it a command runs. */
function fromTop(path: string, { host, current }: Edge): string {
  const top = host.env('GITHUB_WORKSPACE');
  return top ? relative(top, resolve(current, path)).split(sep).join('/') : path;
}
