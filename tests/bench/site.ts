import { resolve } from 'node:path';
import { type Built, buildSite } from '../site/build.ts';

/**
 * The site of this repository as it is to be measured: built now, unless somebody has built it.
 *
 * @param name of the folder that it is built into.
 * @param folder where a build of it is, to be served from the root of a host.
 */
export async function siteFor(name: string, folder?: string): Promise<Built> {
  if (folder !== undefined) return { folder: resolve(folder), base: '/', status: 0, output: '' };
  const built = await buildSite(name, '/');
  if (built.status !== 0) throw new Error(built.output);
  return built;
}
