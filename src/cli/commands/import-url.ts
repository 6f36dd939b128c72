import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Fetched, Host } from '../../base/host.ts';
import { startOf } from '../../base/position.ts';

export const isUrl = (source: string): boolean => /^https?:\/\//i.test(source);

/** Bytes of a compressed thread or month; whole archives are cloned or downloaded by other tools. */
const MOST_BYTES = 256 * 1024 * 1024;
const TIMEOUT_MS = 120_000;
const TRIES = 3;

/**
 * Downloads mail. The address of a message in a public-inbox stands for its whole thread.
 *
 * @returns the bytes, or the diagnostic that says why there are none.
 */
export async function downloaded(source: string, host: Host): Promise<Uint8Array | Diagnostic> {
  const url = isMessagePage(source) ? `${source.replace(/\/?$/, '/')}t.mbox.gz` : source;
  const refused = (message: string) => diagnose('import-unreachable', startOf(source), { message });
  const answer = await tried(url, host);
  if (answer instanceof Error) return refused(`${url} does not answer: ${answer.message}.`);
  if (answer.status !== 200) return refused(`${url} answers with status ${answer.status}.`);
  if (answer.contentType?.startsWith('text/html')) {
    return diagnose('import-unreachable', startOf(source), {
      message: `${url} answers with a web page, not with mail.`,
      fix: 'Give the address of the mbox: a public-inbox has it as t.mbox.gz below each message.',
    });
  }
  return answer.bytes;
}

/** A connection that breaks, and a server that is overloaded, get another chance. */
async function tried(url: string, host: Host): Promise<Fetched | Error> {
  let failure = new Error('no answer');
  for (let count = 0; count < TRIES; count += 1) {
    try {
      const answer = await host.fetch(url, { timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES });
      if (answer.status < 500) return answer;
      failure = new Error(`status ${answer.status}`);
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
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
