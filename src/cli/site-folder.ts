import { isAbsolute, posix, resolve } from 'node:path';
import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import type { Host } from '../base/host.ts';
import { startOf } from '../base/position.ts';

/** Any of these tells that a folder named "content" is ours: other programs have folders of this name. */
const OURS = ['threads', 'explainers', 'notes', 'debates', 'trees.yaml', 'postil.lock.json'];

const CONFIG = /^astro\.config\.(?:mjs|js|ts|mts|cjs|cts)$/;
const CONTENT_OPTION = /\bcontentFolder:\s{0,99}['"]([^'"\n]{1,999})['"]/;

/**
 * The content folder of the site that the current folder is in, relative to that folder: of the nearest folder, upwards,
 * that has an Astro configuration with Postil, or content/ with something of ours; in the current folder any content/.
 *
 * @param current the current folder, absolute.
 * @returns null outside of a site.
 */
export async function contentFolder(current: string, host: Host): Promise<string | null> {
  for (let up = ''; ; up += '../') {
    const configured = await configuredContent(up, host);
    if (configured !== null) return configured;
    const entries = await listed(`${up}content`, host);
    if (entries && (up === '' || entries.some(({ name }) => OURS.includes(name)))) return `${up}content`;
    if (resolve(current, up) === resolve(current, up, '..')) return null;
  }
}

async function configuredContent(up: string, host: Host): Promise<string | null> {
  const entries = (await listed(up === '' ? '.' : up, host)) ?? [];
  for (const { name } of entries.filter((entry) => CONFIG.test(entry.name))) {
    const bytes = await host.read(`${up}${name}`).catch(() => null);
    const text = new TextDecoder().decode(bytes ?? new Uint8Array());
    if (!/\bpostil\b/.test(text)) continue;
    const folder = CONTENT_OPTION.exec(text)?.[1] ?? 'content';
    return isAbsolute(folder) ? folder : posix.join(up, folder);
  }
  return null;
}

/** A folder above may be one that we are not let into: then there is no site of ours. */
const listed: (path: string, host: Host) => ReturnType<Host['list']> = (path, host) =>
  host.list(path).catch(() => null);

/** Said instead of doing anything, where there is no site. */
export const outsideOfSite = (): Diagnostic =>
  diagnose('content-missing', startOf('content'), {
    message:
      'This folder is in no site: neither here nor above is there content/ or an Astro configuration with Postil.',
    fix: 'Run the command where the site is, or name the folder that pages are in with --content.',
  });

/** Said of a content folder that is not there. */
export const noContent = (folder: string): Diagnostic =>
  diagnose('content-missing', startOf(folder), { message: `There is no folder "${folder}".` });
