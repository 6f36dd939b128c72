import type { Host } from '../../base/host.ts';
import { LIMITS } from '../../base/limits.ts';
import { versionIn } from '../makefile.ts';
import type { Order, Provided, Provider } from '../provider.ts';

const TIMEOUT_MS = 15_000;
const TRIES = 3;

/** The upstream git server, one file a request. */
export const http: Provider = {
  name: 'upstream git server',
  async provide({ tree, paths, host }: Order): Promise<Provided> {
    const { raw } = tree;
    if (raw === undefined) return { declined: 'trees.yaml names no server for it' };
    const url = (path: string) => raw.replace('{tag}', tree.tag).replace('{path}', path);
    try {
      const makefile = await get(url('Makefile'), host);
      const version = makefile && versionIn(new TextDecoder().decode(makefile));
      if (version !== tree.version) return { declined: `the server has no ${tree.tag}` };
      const files = new Map<string, Uint8Array | null>();
      for (const path of paths) files.set(path, await get(url(path), host));
      return { version, files };
    } catch (error) {
      return { declined: error instanceof Error ? reasonOf(error) : String(error) };
    }
  },
};

/** The bytes of a file, or null for 404. A server that cannot be reached at all is not asked again. */
async function get(url: string, host: Host): Promise<Uint8Array | null> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await host.fetch(url, { timeoutMs: TIMEOUT_MS, maxBytes: LIMITS.sourceFileBytes });
    if (answer.status === 404) return null;
    if (answer.status === 200 && !isPage(answer.contentType, answer.bytes)) return answer.bytes;
    if (answer.status === 200) throw new Error('the server answered with a web page instead of a file');
    if (answer.status < 500 || attempt === TRIES)
      throw new Error(`the server answered with status ${answer.status}`);
  }
}

/** A login, a challenge or an error page served with status 200. */
function isPage(contentType: string | null, bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart().toLowerCase();
  return (
    Boolean(contentType?.includes('text/html')) || start.startsWith('<!doctype') || start.startsWith('<html')
  );
}

function reasonOf(error: Error): string {
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return error.name === 'TimeoutError' ? 'the server did not answer in time' : `${error.message}${cause}`;
}
