import { z } from 'zod';
import type { Checked } from '../../base/diagnostic.ts';
import { type Host, readText } from '../../base/host.ts';
import type { Place } from '../../base/position.ts';
import { readYaml } from '../../base/yaml.ts';
import { foldSpace } from '../words/match.ts';
import { DUTIES } from './maintainers.ts';

const words = z.string().overwrite(foldSpace).min(1);

const Section = z.strictObject({
  tree: words.describe('A tree of trees.yaml: as of that version.'),
  section: words.describe('The heading of the section, as it stands there: INFINIBAND SUBSYSTEM.'),
  as: z
    .enum(Object.keys(DUTIES) as (keyof typeof DUTIES)[])
    .default('maintainer')
    .describe('Whether a line with M: or one with R: names them.'),
  file: words.default('MAINTAINERS').describe('The file, from the top of the tree.'),
});

const Role = z
  .strictObject({
    does: words.describe('What they do or did, as it goes on after a name: maintains RDMA.'),
    named: words
      .optional()
      .describe(
        'How the section or the reference names them, where that is another name than the mail has: people change theirs.',
      ),
    maintainers: Section.optional().describe('The section of a MAINTAINERS file that names them.'),
    mail: words.optional().describe('The thread, and the message of it in which they say so.'),
    words: words.optional().describe('Their words in that mail, such as a signature, as in a Quote.'),
    reference: words.optional().describe('The name of a reference that is by them or names them.'),
  })
  .refine(
    ({ maintainers, mail, reference }) =>
      [maintainers, mail, reference].filter((each) => each !== undefined).length === 1,
    { message: 'it needs one of maintainers, mail and reference, which shows it' },
  )
  .refine((role) => (role.mail === undefined) === (role.words === undefined), {
    message: 'mail and words go together',
  })
  .refine(({ named, mail }) => named === undefined || mail === undefined, {
    message: 'a mail names them as it does; named goes with maintainers or reference',
  });

/** What `people.yaml` holds. */
export const PeopleFile = z
  .record(words, z.array(Role).min(1, 'say at least one thing of them'))
  .describe('Who somebody is or was: names as the mail has them. The first role is told first.');

export type WrittenRole = z.infer<typeof Role>;

/** What an author says of somebody, and where each part of that stands. */
export interface WrittenPerson {
  readonly name: string;
  readonly roles: readonly WrittenRole[];
  readonly place: Place;
  /** Where a part of a role stands. */
  placeOf(role: number, ...path: readonly string[]): Place;
  /** The same as an offset in the file. */
  offsetOf(role: number, ...path: readonly string[]): number;
}

/** `people.yaml`, read. */
export interface People {
  readonly file: string;
  readonly text: string;
  readonly people: readonly WrittenPerson[];
}

/** Reads people.yaml, if there is one. */
export async function readPeople(contentFolder: string, host: Host): Promise<Checked<People>> {
  const file = `${contentFolder}/people.yaml`;
  const text = (await readText(file, host)) ?? '';
  if (text.trim() === '') return { verified: { file, text, people: [] }, diagnostics: [] };
  const read = readYaml(file, text, PeopleFile, 'people-invalid');
  if ('diagnostics' in read) return { verified: { file, text, people: [] }, diagnostics: read.diagnostics };
  const people = Object.entries(read.value).map(([name, roles]) => ({
    name,
    roles,
    place: read.placeOf([name]),
    placeOf: (role: number, ...path: readonly string[]) => read.placeOf([name, role, ...path]),
    offsetOf: (role: number, ...path: readonly string[]) => read.offsetOf([name, role, ...path]),
  }));
  return { verified: { file, text, people }, diagnostics: [] };
}
