import { sha256 } from '../base/hash.ts';
import type { Host } from '../base/host.ts';
import { lookUp } from '../base/look-up.ts';
import { openCache } from './cache.ts';
import type { Declined, OnProgress, Provider } from './provider.ts';
import { debian } from './providers/debian.ts';
import { git } from './providers/git.ts';
import { http } from './providers/http.ts';
import { local } from './providers/local.ts';
import { isElsewhere, type Trees } from './tree.ts';

/** In the order in which they are asked. */
export const PROVIDERS: readonly Provider[] = [local, git, http, debian];

/** For work that must not fetch anything: the user's own trees, and what is in the cache. */
export const HERE_ONLY: readonly Provider[] = [
  local,
  git,
  {
    name: 'cache',
    provide: ({ tree }) =>
      Promise.resolve({
        declined: isElsewhere(tree) ? 'it has not been fetched yet' : null,
      }),
  },
];

export interface SourceOptions {
  readonly trees: Trees;
  readonly host: Host;
  readonly cacheFolder: string;
  /** Tree name -> the user's own folder or git repository for it. */
  readonly overrides?: Readonly<Record<string, string>>;
  readonly onProgress?: OnProgress;
  readonly providers?: readonly Provider[];
  /** Trees whose files are fetched again, whatever the cache has; none named means all. */
  readonly refetch?: readonly string[] | undefined;
  /** Told of every file that was had, and of what became of the one in the cache. */
  readonly onFile?: ((file: SeenFile) => void) | undefined;
}

export interface SeenFile {
  readonly tree: string;
  readonly path: string;
  readonly provider: string;
  /** Taken from the cache; new to it; or fetched again, and the same or another than it held. */
  readonly became: 'kept' | 'new' | 'same' | 'other';
}

/** A file of a tree, that it is certainly not there, or why nobody could tell. */
export type SourceFile =
  | {
      readonly state: 'found';
      readonly text: string;
      /** False where something of the text stands for bytes that are not UTF-8. */
      readonly isUtf8: boolean;
      readonly version: string;
      readonly provider: string;
    }
  | { readonly state: 'absent'; readonly version: string }
  | { readonly state: 'unavailable'; readonly reasons: readonly string[] };

/** All text below a folder of a tree, as {@link bundle} packs it, with the same two other cases. */
export type SourceFolder =
  | { readonly state: 'found'; readonly packed: Uint8Array; readonly version: string }
  | Exclude<SourceFile, { state: 'found' }>;

/** A file of a tree, or, where the path ends with a slash, all text below a folder of it. */
export interface WantedFile {
  readonly tree: string;
  readonly path: string;
}

export interface Fetched {
  /** Text of a file; it is UTF-8, with anything else replaced. */
  file(wanted: WantedFile): SourceFile;
  folder(wanted: WantedFile): SourceFolder;
  /** Tree -> the commit that its tag stands for, of trees that a git repository has told of. */
  readonly commits: ReadonlyMap<string, string>;
}

/**
 * Gets files of trees: from the user's own tree, else from the cache, else from the first provider that has
 * them. Trees are asked side by side.
 *
 * @param wanted names of trees that are in `trees`, paths that {@link isHarmlessPath} accepts. Only what is wanted can
 *   be asked of the result.
 */
export async function fetchFiles(wanted: readonly WantedFile[], options: SourceOptions): Promise<Fetched> {
  const all = new Map<string, Found | Unavailable>();
  const commits = new Map<string, string>();
  const byTree = Map.groupBy(wanted, ({ tree }) => tree);
  await Promise.all(
    [...byTree].map(async ([tree, members]) => {
      const paths = [...new Set(members.map(({ path }) => path))].sort();
      for (const [path, file] of await filesOfTree(tree, paths, options, commits))
        all.set(`${tree} ${path}`, file);
    }),
  );
  const get = ({ tree, path }: WantedFile): Found | Unavailable => {
    const file = all.get(`${tree} ${path}`);
    if (!file) throw new Error(`${tree} ${path} was not asked for.`);
    return file;
  };
  return {
    commits,
    file(wanted) {
      const found = get(wanted);
      if ('reasons' in found) return found;
      const { version, provider, bytes } = found;
      if (bytes === null) return { state: 'absent', version };
      const text = new TextDecoder().decode(bytes);
      return { state: 'found', text, isUtf8: isUtf8(text, bytes), version, provider };
    },
    folder(wanted) {
      const found = get(wanted);
      if ('reasons' in found) return found;
      const { version, bytes } = found;
      return bytes === null ? { state: 'absent', version } : { state: 'found', packed: bytes, version };
    },
  };
}

/** Nearly every text is: only where a letter stands for what is none, or for itself, are the bytes read again. */
function isUtf8(text: string, bytes: Uint8Array): boolean {
  if (!text.includes('\uFFFD')) return true;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

interface Found {
  readonly version: string;
  readonly provider: string;
  /** Null where the tree certainly does not have it. */
  readonly bytes: Uint8Array | null;
}

type Unavailable = Extract<SourceFile, { state: 'unavailable' }>;

async function filesOfTree(
  treeName: string,
  paths: readonly string[],
  {
    trees,
    host,
    cacheFolder,
    overrides = {},
    onProgress = () => {},
    providers = PROVIDERS,
    refetch,
    onFile = () => {},
  }: SourceOptions,
  commits: Map<string, string>,
): Promise<Map<string, Found | Unavailable>> {
  const tree = lookUp(trees, treeName);
  if (!tree) throw new Error(`There is no tree ${treeName}.`);
  const override = lookUp(overrides, treeName) ?? null;
  const cache = openCache(cacheFolder, host);
  const fromCache = async (wanted: readonly string[]): Promise<string[]> => {
    const left: string[] = [];
    for (const path of wanted) {
      const cached = await cache.get(tree, path);
      if (cached) {
        files.set(path, cached);
        onFile({ tree: treeName, path, provider: cached.provider, became: 'kept' });
      } else left.push(path);
    }
    return left;
  };
  const files = new Map<string, Found | Unavailable>();
  // Where nothing may be fetched, what is in the cache is all there is.
  const isAnew =
    providers === PROVIDERS && refetch !== undefined && (refetch.length === 0 || refetch.includes(treeName));
  const became = async (path: string, bytes: Uint8Array | null): Promise<SeenFile['became']> => {
    const before = await cache.get(tree, path);
    if (before === null) return 'new';
    const hash = (each: Uint8Array | null) => each && sha256(each);
    return hash(before.bytes) === hash(bytes) ? 'same' : 'other';
  };
  const order = { treeName, tree, override, host, onProgress, workFolder: `${cacheFolder}/work` };
  const declined: (Declined & { readonly provider: Provider })[] = [];
  let isAnswered = false;
  const refused = new Map<string, string[]>();
  let missing = paths;
  for (const provider of providers) {
    // A tree on this disk may change from build to build: it is read each time. One that was named by hand is never
    // cached, since it may be anything; one of trees.yaml serves where it is away.
    const isHere = provider === local || provider === git;
    const own = isHere && override !== null;
    if (!isHere && !isAnew) missing = await fromCache(missing);
    if (missing.length === 0) return files;
    const provided = await provider
      .provide({ ...order, paths: missing })
      .catch(
        (error: unknown): Declined => ({ declined: error instanceof Error ? error.message : String(error) }),
      );
    if ('declined' in provided) {
      if (provided.declined !== null) declined.push({ provider, ...provided });
      continue;
    }
    isAnswered = true;
    if (provided.commit !== undefined) commits.set(treeName, provided.commit);
    for (const [path, bytes] of provided.files) {
      const found = { version: provided.version, provider: provider.name, bytes };
      onFile({ tree: treeName, path, provider: provider.name, became: await became(path, bytes) });
      if (!own) await cache.put(tree, path, found);
      files.set(path, found);
    }
    for (const [path, why] of provided.refused ?? []) refused.set(path, [`${provider.name}: ${why}`]);
    missing = missing.filter((path) => !files.has(path));
  }
  const told = declined.some(({ isLeft }) => !isLeft) ? declined.filter(({ isLeft }) => !isLeft) : declined;
  const reasons = told.map((each) => `${each.provider.name}: ${each.declined}`);
  if (reasons.length === 0 && refused.size === 0)
    reasons.push(
      isAnswered ? 'none of its sources can list a folder' : 'trees.yaml names no place that has it',
    );
  for (const path of missing)
    files.set(path, { state: 'unavailable', reasons: [...(refused.get(path) ?? []), ...reasons] });
  return files;
}

/** A path that stays inside the tree: relative, plain characters, no step upwards; a slash at the end for a folder. */
export const isHarmlessPath = (path: string): boolean =>
  /^[A-Za-z0-9_+][A-Za-z0-9_.+,-]*(?:\/[A-Za-z0-9_.+,-]+)*\/?$/.test(path) &&
  !path.split('/').some((part) => part === '..' || part === '.');
