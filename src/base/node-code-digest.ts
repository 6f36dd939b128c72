import { readdir, readFile } from 'node:fs/promises';
import * as nodeModule from 'node:module';
import { join, relative } from 'node:path';
import { sha256 } from './hash.ts';

/**
 * What this program is: a digest of its own files, of the versions of all packages that it names, and of Node's. What it has
 * found out is kept under it, and never believed by another.
 *
 * @returns null where a Node before 22.14 cannot tell where packages are.
 */
export async function codeDigest(): Promise<string | null> {
  const { findPackageJSON } = nodeModule;
  const own = findPackageJSON?.(import.meta.url);
  if (own === undefined) return null;
  const folder = join(import.meta.dirname, '..');
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const texts = await Promise.all(files.map((file) => readFile(file)));
  const code = files.map((file, at) => `${relative(folder, file)} ${sha256(texts[at] ?? '')}`);
  const manifest = await readFile(own, 'utf8');
  const versions = await Promise.all(
    Object.keys(JSON.parse(manifest).dependencies ?? {}).map(async (name) => {
      const found = locate(name);
      return `${name} ${found === null ? 'none' : JSON.parse(await readFile(found, 'utf8')).version}`;
    }),
  );
  return sha256(JSON.stringify([process.version, manifest, code, versions]));

  function locate(name: string): string | null {
    try {
      return findPackageJSON(name, import.meta.url) ?? null;
    } catch {
      return null;
    }
  }
}
