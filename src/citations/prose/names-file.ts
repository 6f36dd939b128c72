import { z } from 'zod';
import type { Checked } from '../../base/diagnostic.ts';
import { type Host, readText } from '../../base/host.ts';
import type { Place } from '../../base/position.ts';
import { readYaml } from '../../base/yaml.ts';

/** What `names.yaml` holds. */
export const NamesFile = z
  .record(
    z.string().min(1),
    z.union([
      z.string().min(1),
      z.strictObject({
        is: z.string().min(1).describe('What it is, in a few words.'),
        reference: z.string().optional().describe('The name of a reference that tells of it.'),
      }),
    ]),
  )
  .describe('Names of code that stand in no tree, as pages write them, and what each is.');

/** A name that an author vouches for. */
export interface OwnName {
  readonly is: string;
  readonly reference: string | null;
  readonly place: Place;
}

/** Reads names.yaml, if there is one. */
export async function readOwnNames(
  contentFolder: string,
  host: Host,
): Promise<Checked<ReadonlyMap<string, OwnName>>> {
  const file = `${contentFolder}/names.yaml`;
  const text = await readText(file, host);
  if (text === null) return { verified: new Map(), diagnostics: [] };
  const read = readYaml(file, text, NamesFile, 'names-invalid');
  if ('diagnostics' in read) return { verified: new Map(), diagnostics: read.diagnostics };
  return {
    verified: new Map(
      Object.entries(read.value).map(([name, said]) => [
        name,
        {
          is: typeof said === 'string' ? said : said.is,
          reference: typeof said === 'string' ? null : (said.reference ?? null),
          place: read.placeOf([name]),
        },
      ]),
    ),
    diagnostics: [],
  };
}
