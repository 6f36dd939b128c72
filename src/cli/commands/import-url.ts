import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { AnswerRefused, type Fetched, type Host, NoAnswerInTime } from '../../base/host.ts';
import { startOf } from '../../base/position.ts';

export const isUrl = (source: string): boolean => /^https?:\/\//i.test(source);

/** Bytes of a compressed thread or month; whole archives are cloned or downloaded by other tools. */
const MOST_BYTES = 256 * 1024 * 1024;
const TRIES = 3;

/** How long one import waits for one address, all tries together. */
export interface Patience {
  readonly wholeMs: number;
  /** For the next byte. */
  readonly stallMs: number;
}

const PATIENCE: Patience = { wholeMs: 60_000, stallMs: 15_000 };

/**
 * Downloads mail. The address of a message in a public-inbox stands for its whole thread.
 *
 * @returns the bytes, or the diagnostic that says why there are none.
 */
export async function downloaded(
  source: string,
  host: Host,
  patience = PATIENCE,
): Promise<Uint8Array | Diagnostic> {
  const url = isMessagePage(source) ? `${source.replace(/\/?$/, '/')}t.mbox.gz` : source;
  const refused = (message: string, more: { readonly expected?: string; readonly fix?: string } = {}) =>
    diagnose('import-unreachable', startOf(source), { message, ...more });
  const answer = await tried(url, host, patience);
  if (answer instanceof AnswerRefused) return refused(`${answer.message}.`);
  if (answer instanceof NoAnswerInTime)
    return refused(`${answer.message}.`, {
      expected: `all of it within ${patience.wholeMs / 1000} seconds, and never ${patience.stallMs / 1000} seconds without a byte`,
      fix: 'Try again later, or download the file with a program that waits, and import that.',
    });
  if (answer instanceof Error) return refused(`${url} does not answer: ${answer.message}.`);
  if (answer.status !== 200) return refused(`${url} answers with status ${answer.status}.`);
  if (answer.contentType?.startsWith('text/html')) {
    return refused(`${url} answers with a web page, not with mail.`, {
      fix: 'Give the address of the mbox: a public-inbox has it as t.mbox.gz below each message.',
    });
  }
  return answer.bytes;
}

/** A connection that breaks, and a server that is overloaded, get another chance while there is time. */
async function tried(url: string, host: Host, { wholeMs, stallMs }: Patience): Promise<Fetched | Error> {
  const end = performance.now() + wholeMs;
  let failure = new Error('no answer');
  for (let count = 0; count < TRIES; count += 1) {
    const timeoutMs = Math.ceil(end - performance.now());
    if (timeoutMs <= 0) break;
    try {
      const answer = await host.fetch(url, { timeoutMs, stallMs, maxBytes: MOST_BYTES });
      if (answer.status < 500) return answer;
      failure = new Error(`status ${answer.status}`);
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      if (failure instanceof AnswerRefused) break;
    }
  }
  return failure;
}

/** `https://lore.kernel.org/dri-devel/<Message-ID>/`, with or without what public-inbox adds for its views. */
const isMessagePage = (source: string): boolean => /\/[^/]*(?:@|%40)[^/]*\/?$/.test(source);

/** Where other messages of the same public-inbox are, as thread.yaml wants it; null where that cannot be told. */
export function archiveOf(sources: readonly string[]): string | null {
  const [inbox] = sources.flatMap(
    (source) => /^(https?:\/\/[^/]+\/[^/]+)\/[^/]*(?:@|%40)/i.exec(source)?.[1] ?? [],
  );
  return inbox === undefined ? null : `${inbox}/{messageId}/`;
}
