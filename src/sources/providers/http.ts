import { sha256 } from '../../base/hash.ts';
import { AnswerRefused, type Host, NoAnswerInTime } from '../../base/host.ts';
import { LIMITS } from '../../base/limits.ts';
import { isFolder } from '../bundle.ts';
import { versionFound, versionRule } from '../makefile.ts';
import type { Order, Provided, Provider } from '../provider.ts';
import { filledIn } from '../servers.ts';

/** The first answer shows whether the server can be reached at all; a firewall may let a request wait for ever. */
const FIRST_TIMEOUT_MS = 6_000;
const TIMEOUT_MS = 15_000;
const TRIES = 3;
const PAUSE_MS = 200;

/** The upstream git server, one file a request. */
export const http: Provider = {
  name: 'upstream git server',
  async provide({ tree, paths, host }: Order): Promise<Provided> {
    const { raw } = tree;
    if (raw === undefined) return { declined: null };
    const url = (path: string) => filledIn(raw, { tag: tree.tag, path });
    const rule = versionRule(tree);
    try {
      // The server shows folders only as web pages: the next provider is asked for those.
      const wanted = paths.filter((each) => !isFolder(each));
      const first = rule?.path ?? wanted[0];
      if (first === undefined) return { declined: 'the server cannot list a folder' };
      const probe = await once(url(first), host, FIRST_TIMEOUT_MS);
      const said = versionFound(tree, rule && probe, 'the server');
      // Of a server there is no later release: it has the tag, or it has another.
      if ('declined' in said || said.version !== tree.version)
        return { declined: `the server has no ${tree.tag}` };
      const files = new Map<string, Uint8Array | null>();
      for (const path of wanted) files.set(path, path === first ? probe : await get(url(path), host));
      const differing = await differingFrom(files, tree, host);
      if (differing !== null) return { declined: differing };
      // Where nothing is there, it is the tag that is wrong.
      if (probe === null && [...files.values()].every((bytes) => bytes === null))
        return { declined: `the server has nothing at ${tree.tag}` };
      return { version: said.version, files };
    } catch (error) {
      return { declined: error instanceof Error ? reasonOf(error) : String(error) };
    }
  },
};

/** In what another server of the tree differs from the first, in words; null where all give the same. */
async function differingFrom(
  files: ReadonlyMap<string, Uint8Array | null>,
  { mirrors = [], tag }: Order['tree'],
  host: Host,
): Promise<string | null> {
  for (const mirror of mirrors)
    for (const [path, bytes] of files) {
      const url = filledIn(mirror, { tag, path });
      const other = await get(url, host);
      const hash = (each: Uint8Array | null) => each && sha256(each);
      if (hash(other) !== hash(bytes)) return `${url} gives another ${path} than the first server`;
    }
  return null;
}

/** The bytes of a file, or null for 404. A server that has answered before is given another chance. */
async function get(url: string, host: Host): Promise<Uint8Array | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(url, host, TIMEOUT_MS);
    } catch (error) {
      if (error instanceof Refusal || error instanceof AnswerRefused || attempt === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * PAUSE_MS));
    }
  }
}

async function once(url: string, host: Host, timeoutMs: number): Promise<Uint8Array | null> {
  const { status, contentType, bytes } = await host.fetch(url, {
    timeoutMs,
    maxBytes: LIMITS.sourceFileBytes,
  });
  if (status === 404) return null;
  if (status === 200 && isPage(contentType, bytes))
    throw new Refusal('the server answered with a web page instead of a file');
  if (status === 200) return bytes;
  const reason = `the server answered with status ${status}`;
  throw status >= 500 || status === 429 ? new Error(reason) : new Refusal(reason);
}

/** An answer that asking again will not change. */
class Refusal extends Error {}

/** A login, a challenge or an error page served with status 200. */
function isPage(contentType: string | null, bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart().toLowerCase();
  return (
    Boolean(contentType?.includes('text/html')) || start.startsWith('<!doctype') || start.startsWith('<html')
  );
}

function reasonOf(error: Error): string {
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return error instanceof NoAnswerInTime ? 'the server did not answer in time' : `${error.message}${cause}`;
}
