import type { Host } from '../base/host.ts';
import { openCache } from './cache.ts';
import type { OnProgress, Provider } from './provider.ts';
import { debian } from './providers/debian.ts';
import { git } from './providers/git.ts';
import { http } from './providers/http.ts';
import { local } from './providers/local.ts';
import type { Trees } from './tree.ts';

/** In the order in which they are asked. */
export const PROVIDERS: readonly Provider[] = [local, git, http, debian];

export interface SourceOptions {
  readonly trees: Trees;
  readonly host: Host;
  readonly cacheFolder: string;
  /** Tree name -> the user's own folder or git repository for it. */
  readonly overrides?: Readonly<Record<string, string>>;
  readonly onProgress?: OnProgress;
  readonly providers?: readonly Provider[];
}

/** A file of a tree, that it is certainly not there, or why nobody could tell. */
export type SourceFile =
  | { readonly state: 'found'; readonly text: string; readonly version: string; readonly provider: string }
  | { readonly state: 'absent'; readonly version: string }
  | { readonly state: 'unavailable'; readonly reasons: readonly string[] };

export interface WantedFile {
  readonly tree: string;
  readonly path: string;
}

/**
 * Gets files of trees: from the user's own tree, else from the cache, else from the first provider that has
 * them. Trees are asked side by side.
 *
 * @param wanted names of trees that are in `trees`, paths that {@link isHarmlessPath} accepts.
 * @returns a file for each; its text is UTF-8 with anything else replaced.
 */
export async function fetchFiles(
  wanted: readonly WantedFile[],
  options: SourceOptions,
): Promise<(file: WantedFile) => SourceFile> {
  const files = new Map<string, SourceFile>();
  const byTree = Map.groupBy(wanted, ({ tree }) => tree);
  await Promise.all(
    [...byTree].map(async ([tree, members]) => {
      const paths = [...new Set(members.map(({ path }) => path))].sort();
      for (const [path, file] of await filesOfTree(tree, paths, options)) files.set(`${tree} ${path}`, file);
    }),
  );
  return ({ tree, path }) => {
    const file = files.get(`${tree} ${path}`);
    if (!file) throw new Error(`${tree} ${path} was not asked for.`);
    return file;
  };
}

async function filesOfTree(
  treeName: string,
  paths: readonly string[],
  { trees, host, cacheFolder, overrides = {}, onProgress = () => {}, providers = PROVIDERS }: SourceOptions,
): Promise<Map<string, SourceFile>> {
  const tree = trees[treeName];
  if (!tree) throw new Error(`There is no tree ${treeName}.`);
  const override = overrides[treeName] ?? null;
  const cache = openCache(cacheFolder, host);
  const fromCache = async (wanted: readonly string[]): Promise<string[]> => {
    const left: string[] = [];
    for (const path of wanted) {
      const cached = await cache.get(tree, path);
      if (cached) files.set(path, asFile(cached));
      else left.push(path);
    }
    return left;
  };
  const files = new Map<string, SourceFile>();
  const order = { treeName, tree, override, host, onProgress, workFolder: `${cacheFolder}/work` };
  const reasons: string[] = [];
  let missing = paths;
  for (const provider of providers) {
    // The user's own tree may change from build to build: it is read each time and never cached.
    const own = provider === local || provider === git;
    if (!own) missing = await fromCache(missing);
    if (missing.length === 0) return files;
    const provided = await provider
      .provide({ ...order, paths: missing })
      .catch((error: unknown) => ({ declined: error instanceof Error ? error.message : String(error) }));
    if ('declined' in provided) {
      if (!own || override !== null) reasons.push(`${provider.name}: ${provided.declined}`);
      continue;
    }
    for (const [path, bytes] of provided.files) {
      const found = { version: provided.version, provider: provider.name, bytes };
      if (!own) await cache.put(tree, path, found);
      files.set(path, asFile(found));
    }
    missing = missing.filter((path) => !files.has(path));
  }
  for (const path of missing) files.set(path, { state: 'unavailable', reasons });
  return files;
}

interface Bytes {
  readonly version: string;
  readonly provider: string;
  readonly bytes: Uint8Array | null;
}

const asFile = ({ version, provider, bytes }: Bytes): SourceFile =>
  bytes === null
    ? { state: 'absent', version }
    : { state: 'found', text: new TextDecoder().decode(bytes), version, provider };

/** A path that stays inside the tree: relative, plain characters, no step upwards. */
export const isHarmlessPath = (path: string): boolean =>
  /^[A-Za-z0-9_+][A-Za-z0-9_.+,-]*(?:\/[A-Za-z0-9_.+,-]+)*$/.test(path) &&
  !path.split('/').some((part) => part === '..' || part === '.');
