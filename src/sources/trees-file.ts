import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import type { Host } from '../base/host.ts';
import { lookUp } from '../base/look-up.ts';
import { type Place, startOf } from '../base/position.ts';
import { readYaml } from '../base/yaml.ts';
import { isElsewhere, type Tree, Trees } from './tree.ts';

export interface ReadTrees {
  readonly trees: Trees;
  readonly diagnostics: readonly Diagnostic[];
  /** Where a tree is named. */
  placeOf(tree: string): Place;
}

/** Reads `trees.yaml`; a site without one has no trees. */
export async function readTrees(file: string, host: Host): Promise<ReadTrees> {
  const nothing = { trees: {}, diagnostics: [], placeOf: () => startOf(file) };
  const bytes = await bytesOf(file, host);
  if (bytes === null) return nothing;
  if (!(bytes instanceof Uint8Array)) return { ...nothing, diagnostics: [bytes] };
  const read = readYaml(file, new TextDecoder().decode(bytes), Trees, 'trees-invalid-yaml');
  return 'value' in read
    ? {
        trees: placed(read.value, siteOf(file)),
        diagnostics: [],
        placeOf: (tree) => read.placeOf([tree, 'version']),
      }
    : { ...nothing, diagnostics: read.diagnostics };
}

/** What is wrong with a text that is to be trees.yaml. */
export function treesIn(file: string, text: string): readonly Diagnostic[] {
  const read = readYaml(file, text, Trees, 'trees-invalid-yaml');
  return 'value' in read ? [] : read.diagnostics;
}

/** The folder that a site's content folder is in. */
function siteOf(file: string): string {
  const parts = file.split('/').slice(0, -2);
  return parts.length === 0 ? '.' : parts.join('/') || '/';
}

/** With the places of trees from where the command runs, not from the site. */
function placed(trees: Trees, site: string): Trees {
  const from = (place: string): string =>
    place.startsWith('/') || /^[A-Za-z]:[\\/]/.test(place) || site === '.' ? place : `${site}/${place}`;
  return Object.fromEntries(
    Object.entries(trees).map(([name, tree]) => [
      name,
      {
        ...tree,
        ...(tree.path === undefined ? {} : { path: from(tree.path) }),
        ...(tree.git === undefined ? {} : { git: from(tree.git) }),
      },
    ]),
  );
}

async function bytesOf(file: string, host: Host): Promise<Uint8Array | Diagnostic | null> {
  const refused = (why: string) =>
    diagnose('trees-invalid-yaml', startOf(file), {
      message: `The file cannot be read: ${why}.`,
      fix: 'Make it a file that you may read.',
    });
  try {
    return (await host.read(file)) ?? ((await host.list(file)) === null ? null : refused('it is a folder'));
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}

/** The environment variable that names the user's own folder or repository for a tree: `POSTIL_TREE_V6_1_192`. */
export const overrideVariable = (treeName: string): string =>
  `POSTIL_TREE_${treeName.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;

/** What to do about a tree that is away, as far as trees.yaml says where it is. */
export function howToHave(name: string, tree: Tree | undefined): string {
  const own = `name a folder or a git repository of yours, ${overrideVariable(name)}=PATH`;
  if (tree && isElsewhere(tree)) return `Build with a network, or ${own}.`;
  return tree?.path === undefined && tree?.git === undefined
    ? `In trees.yaml, say where it is: git, path, raw or debian. Or ${own}.`
    : `Correct its place in trees.yaml, or ${own}.`;
}

/** Overrides from the environment, with those given by hand before them. */
export function overridesFor(
  trees: Trees,
  env: (name: string) => string | undefined,
  given: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of Object.keys(trees)) {
    const value = lookUp(given, name) ?? env(overrideVariable(name));
    if (value) found[name] = value;
  }
  return found;
}
