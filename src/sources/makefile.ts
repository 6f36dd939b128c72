import type { Tree } from './tree.ts';

/** The version that a kernel tree's top Makefile names, such as `6.1.192`; null when it names none. */
export function versionIn(makefile: string): string | null {
  const value = (name: string) =>
    makefile
      .split('\n', 20)
      .find((line) => line.startsWith(`${name} =`))
      ?.slice(name.length + 2)
      .trim();
  const [version, patchlevel, sublevel] = [value('VERSION'), value('PATCHLEVEL'), value('SUBLEVEL')];
  if (!version || !patchlevel) return null;
  const release =
    sublevel && sublevel !== '0' ? `${version}.${patchlevel}.${sublevel}` : `${version}.${patchlevel}`;
  return `${release}${value('EXTRAVERSION') ?? ''}`;
}

/** Whether two versions are point releases of one: 6.1.190 and 6.1.192. */
const sameSeries = (a: string, b: string): boolean => series(a) === series(b);

const series = (version: string): string => version.split('.').slice(0, 2).join('.');

/** Versions such as kernels have. */
const OF_KERNEL = /^\d+\.\d+(\.\d+)?(-rc\d+)?$/;

/** A file of a tree that says what version it is. */
export interface VersionRule {
  readonly path: string;
  /** Whether a tree that does not have it is another. */
  readonly isRequired: boolean;
  read(text: string): string | null;
  /** Whether the version that was found serves for the one that was meant. */
  serves(found: string, meant: string): boolean;
}

/** Which file of a tree to ask for its version; null where none is. */
export function versionRule({
  version,
  versionFile,
}: Pick<Tree, 'version' | 'versionFile'>): VersionRule | null {
  if (typeof versionFile === 'object') {
    const { path, pattern } = versionFile;
    const read = (text: string) =>
      new RegExp(pattern, 'm')
        .exec(text)
        ?.slice(1)
        .filter((part) => part !== undefined)
        .join('.') ?? null;
    return { path, isRequired: true, read, serves: (found, meant) => found === meant };
  }
  return versionFile === 'kernel' || OF_KERNEL.test(version)
    ? { path: 'Makefile', isRequired: versionFile === 'kernel', read: versionIn, serves: sameSeries }
    : null;
}

/** The version that a tree says it is, or why it is not the one that was meant. */
export function versionFound(
  tree: Pick<Tree, 'version' | 'versionFile'>,
  bytes: Uint8Array | null,
  place: string,
): { readonly version: string; readonly isSaid: boolean } | { readonly declined: string } {
  const rule = versionRule(tree);
  const found = bytes && rule ? rule.read(new TextDecoder().decode(bytes)) : null;
  if (rule && found === null && rule.isRequired)
    return { declined: `${place} has no ${rule.path} that says a version` };
  if (rule === null || found === null) return { version: tree.version, isSaid: false };
  return rule.serves(found, tree.version)
    ? { version: found, isSaid: true }
    : { declined: `${place} is ${found}, not ${tree.version}` };
}
