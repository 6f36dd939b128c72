import { isAbsolute, posix, resolve } from 'node:path';
import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { lookUp } from '../../base/look-up.ts';
import { startOf } from '../../base/position.ts';
import { withEntry } from '../../base/yaml.ts';
import { suggestedTree } from '../../sources/suggested-tree.ts';
import { readTrees, treesIn } from '../../sources/trees-file.ts';

/** What `postil new tree` writes: trees.yaml with one tree more. */
export interface AddedTree {
  readonly name: string;
  readonly file: string;
  readonly text: string;
}

/** Adds a folder or a git repository of the user's to trees.yaml; what stands there already is left alone. */
export async function addTree(
  place: string,
  content: string,
  browse: string | undefined,
  host: Host,
): Promise<AddedTree | { readonly diagnostics: readonly Diagnostic[] }> {
  const file = `${content}/trees.yaml`;
  const { trees, diagnostics, placeOf } = await readTrees(file, host);
  if (diagnostics.length > 0) return { diagnostics };
  const found = await suggestedTree(place, (folder) => fromSite(folder, content), browse, host);
  if ('declined' in found) {
    const { declined, fix } = found;
    return { diagnostics: [diagnose('new-no-tree', startOf(place), { message: `${declined}.`, fix })] };
  }
  const { name, fields } = found;
  if (lookUp(trees, name))
    return {
      diagnostics: [
        diagnose('new-exists', placeOf(name), {
          message: `There is a tree "${name}" already; nothing was written.`,
          fix: 'Name another tag, or change what stands here.',
        }),
      ],
    };
  const before = new TextDecoder().decode((await host.read(file)) ?? new Uint8Array());
  const text = withEntry(before, name, fields);
  const faults = treesIn(file, text);
  const [fault] = faults;
  return fault
    ? { diagnostics: [diagnose('new-no-tree', startOf(place), { message: fault.message })] }
    : { name, file, text };
}

/** A folder that is named from here, as trees.yaml names it: from the folder that the content folder is in. */
function fromSite(folder: string, content: string): string {
  if (isAbsolute(folder)) return folder;
  const path = posix.relative(posix.dirname(resolve(content)), resolve(folder));
  return path === '' ? '.' : path;
}
