import type { Host } from '../../../src/base/host.ts';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { runCommandLine } from '../../../src/cli/command-line.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs a command line as the process does.
 *
 * @param args words, or a line of them where no word holds a space.
 */
export async function postil(
  args: string | readonly string[],
  { host = memoryHost({}), current = '/work', input = '', program }: Partial<World> = {},
): Promise<Ran> {
  let [out, err] = ['', ''];
  const code = await runCommandLine(typeof args === 'string' ? args.split(' ') : args, {
    host,
    ...(program && { code: program }),
    current,
    input: once(input),
    out(text) {
      out += text;
    },
    async pieces(pieces) {
      for await (const piece of pieces) out += piece;
    },
    err(text) {
      err += text;
    },
  });
  return { code, out, err };
}

interface World {
  readonly host: Host;
  /** Files of the host are named relative to it. */
  readonly current: string;
  readonly input: string;
  /** Of the program; nothing is kept without it. */
  readonly program: () => Promise<string | null>;
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** The codes that are told, in order. */
export const codesTold = ({ err }: Ran): readonly string[] =>
  [...err.matchAll(/^\S.*:\d+:\d+ (?:error|warning) ([\w-]+)$/gm)].map(([, code]) => code ?? '');
