import type { Host } from '../../base/host.ts';
import { LANGUAGES } from './language.ts';
import { grammarsOf } from './parser.ts';

/** The grammars that are installed where the user's project is: the file of each, and a hash of it. */
export async function installedGrammars(host: Host): Promise<string[]> {
  const grammarOf = grammarsOf(host);
  const installed: string[] = [];
  for (const { reader } of LANGUAGES) {
    if (reader === null || reader === 'c') continue;
    const found = await grammarOf(reader);
    if (found) installed.push(`${found.file} ${found.hash}`);
  }
  return installed;
}
