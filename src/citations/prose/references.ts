import { z } from 'zod';
import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { type Host, readText } from '../../base/host.ts';
import type { Place } from '../../base/position.ts';
import { readYaml } from '../../base/yaml.ts';

/** What a reference is to; `commit` and `mail` stand for those that are not in this site otherwise. */
export const REFERENCE_KINDS = [
  'mail',
  'commit',
  'documentation',
  'article',
  'bug',
  'talk',
  'announcement',
] as const;

const words = z.string().trim().min(1);

const Reference = z
  .strictObject({
    url: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Where it is.'),
    mail: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal digits')
      .optional()
      .describe('Of a mail that somebody has and that is in public nowhere: the SHA-256 of its file.'),
    title: words.describe('Its title; of a commit or a mail, the subject.'),
    author: words.optional().describe('Who wrote it.'),
    date: z
      .string()
      .regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/, 'a day, a month or a year')
      .optional()
      .describe('When it was written: 2022-05-09, 2022-05 or 2022.'),
    kind: z.enum(REFERENCE_KINDS).describe('What it is.'),
    words: words.describe('The words of it that pages rely on, as they stand there.'),
    seen: z.iso.date().describe('The day on which somebody saw them there.'),
    commit: z
      .string()
      .regex(/^[0-9a-f]{7,64}$/, 'a hash in hexadecimal digits')
      .optional()
      .describe('The commit that it is, or tells of.'),
    release: z
      .string()
      .regex(/^\d+\.\d+(?:\.\d+)?$/, 'a version in quotation marks: "6.10"')
      .optional()
      .describe('The first release that has it.'),
  })
  .refine(({ url, mail }) => url !== undefined || mail !== undefined, {
    message: 'it needs an address, or the hash of a mail',
  })
  .refine(({ kind, commit }) => kind !== 'commit' || commit !== undefined, {
    message: 'a commit needs its hash',
    path: ['commit'],
  });

/** What `references.yaml` holds. */
export const ReferencesFile = z
  .record(z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'small letters, digits and hyphens'), Reference)
  .describe('What pages rely on that is not in this site, by names of your own.');

export type ReferenceFacts = z.infer<typeof Reference>;

/** Something outside of the site that pages rely on, as an author wrote it down. */
export interface WrittenReference extends ReferenceFacts {
  readonly name: string;
  readonly place: Place;
  /** Where a field of it stands. */
  placeOf(field: keyof ReferenceFacts): Place;
}

/** Reads references.yaml, if there is one. */
export async function readReferences(
  contentFolder: string,
  host: Host,
): Promise<Checked<readonly WrittenReference[]>> {
  const file = `${contentFolder}/references.yaml`;
  const text = await readText(file, host);
  if (text === null) return { verified: [], diagnostics: [] };
  const read = readYaml(file, text, ReferencesFile, 'references-invalid');
  if ('diagnostics' in read) return { verified: [], diagnostics: read.diagnostics };
  return {
    verified: Object.entries(read.value).map(([name, facts]) => ({
      ...facts,
      name,
      place: read.placeOf([name]),
      placeOf: (field) => read.placeOf([name, field]),
    })),
    diagnostics: [],
  };
}

/** How a field of a file leads to a reference, which it names. */
export const referenceLink = (name: string): string => `reference:${name}`;

/** Where a site shows a reference. */
export const referencePlace = (name: string): string => `/references/#ref-${name}`;

/** References by what leads to them: their address, their place on the site, and their name. */
export const byLink = (references: readonly WrittenReference[]): ReadonlyMap<string, WrittenReference> =>
  new Map(
    references.flatMap((each) => [
      ...(each.url === undefined ? [] : [[addressOf(each.url), each] as const]),
      [referencePlace(each.name), each],
      [referenceLink(each.name), each],
    ]),
  );

/**
 * Addresses are the same without what only leads to a place on the page, and without a slash at the end; and an archive has
 * each message under `/all/` and under `/r/`.
 */
export const addressOf = (url: string): string =>
  url.startsWith('/')
    ? url
    : (url.split('#')[0] ?? '')
        .replace(/\/$/, '')
        .replace(/^(https?:\/\/[^/?]{1,200}\/)all(?=\/[^?]{0,400}@)/, '$1r');

/** References that nothing leads to. */
export const unusedReferences = (
  references: readonly WrittenReference[],
  isUsed: (reference: WrittenReference) => boolean,
): Diagnostic[] =>
  references
    .filter((each) => !isUsed(each))
    .map(({ name, place }) =>
      diagnose('reference-unused', place, { message: `Nothing leads to the reference "${name}".` }),
    );
