import type { Host } from '../base/host.ts';
import type { Site } from '../citations/site.ts';
import { maskAddresses } from './view/mail-text.ts';
import { originalName, originalPath } from './view/original.ts';

/** A mail file as it was received, but for addresses, which are masked as everywhere on the site. */
export interface Original {
  readonly thread: string;
  /** The last part of its address. */
  readonly name: string;
  /** One character for each byte, whatever the charset. */
  readonly bytes: string;
}

/** The mail files of a site that can be shown as text. */
export async function originalsOf(site: Site, contentFolder: string, host: Host): Promise<Original[]> {
  const originals: Original[] = [];
  for (const { slug, messages } of site.threads) {
    for (const file of new Set(messages.map((message) => message.file))) {
      if (file === null || originalPath(slug, file) === null) continue;
      const bytes = await host.read(`${contentFolder}/threads/${slug}/${file}`);
      if (bytes)
        originals.push({
          thread: slug,
          name: originalName(file),
          bytes: maskAddresses(Buffer.from(bytes).toString('latin1')),
        });
    }
  }
  return originals;
}
