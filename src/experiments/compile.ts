import type { Host } from '../base/host.ts';
import type { Experiment } from './experiment.ts';

/** What a compiler says of one line. */
export interface CompilerMessage {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type Compiled =
  | { readonly init: Uint8Array }
  | { readonly messages: readonly CompilerMessage[]; readonly rest: string };

const COMPILE_TIMEOUT_MS = 2 * 60_000;

/**
 * Makes the one program of a machine, statically linked, since there is no library in there.
 *
 * @param folder an empty folder to work in.
 */
export async function compile(
  { program }: Experiment,
  header: string,
  compiler: string,
  folder: string,
  host: Host,
): Promise<Compiled> {
  const encode = (text: string) => new TextEncoder().encode(text);
  await host.write(`${folder}/experiment.h`, encode(header));
  await host.write(`${folder}/experiment.c`, encode(program));
  const command = [compiler, '-std=gnu17', '-O1', '-Wall', '-static', '-o', 'init', 'experiment.c'];
  const { code, stderr } = await host.run(command, {
    cwd: folder,
    timeoutMs: COMPILE_TIMEOUT_MS,
    env: { LC_ALL: 'C' },
  });
  const init = code === 0 ? await host.read(`${folder}/init`) : null;
  return init === null ? { messages: messagesIn(stderr), rest: stderr } : { init };
}

/** Errors of the author's own file: `experiment.c:12:5: error: …`. */
const messagesIn = (stderr: string): CompilerMessage[] =>
  [...stderr.matchAll(/^experiment\.c:(\d{1,6}):(\d{1,6}): (?:fatal )?error: (.{1,500})/gm)].map(
    ([, line, column, message = '']) => ({ line: Number(line), column: Number(column), message }),
  );
