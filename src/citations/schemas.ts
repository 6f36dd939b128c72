import { z } from 'zod';
import { RuleFacts } from '../evidence/run.ts';
import { ExperimentFacts } from '../experiments/experiment.ts';
import { Trees } from '../sources/tree.ts';
import { DebateFile } from './debates/debate-file.ts';
import { DiagramFacts } from './diagrams/diagrams.ts';
import { ErrataFile } from './errata.ts';
import { TermFacts } from './glossary/glossary.ts';
import { RedirectsFile } from './links/redirects.ts';
import { PageFrontmatter } from './page/frontmatter.ts';
import { PeopleFile } from './people/people-file.ts';
import { NamesFile } from './prose/names-file.ts';
import { ReferencesFile } from './prose/references.ts';
import { KeysFile } from './seals/keys.ts';
import { ArchiveFile } from './threads/archive.ts';
import { RedactionsFile } from './threads/redactions.ts';
import { ThreadFile } from './threads/threads.ts';

/** A file format that authors write, for editors and for the reference. */
interface Format {
  readonly title: string;
  /** The files that it is for, below the content folder. */
  readonly files: string;
  readonly schema: z.ZodType;
}

/** Name -> format. Each has a JSON schema under schemas/, made from what the checks themselves read files with. */
export const FORMATS = {
  thread: { title: 'A thread', files: 'threads/*/thread.yaml', schema: ThreadFile },
  archive: { title: 'The archive of the threads', files: 'archive.yaml', schema: ArchiveFile },
  trees: { title: 'The source trees', files: 'trees.yaml', schema: Trees },
  page: { title: 'The front matter of a page', files: '**/*.mdx', schema: PageFrontmatter },
  rule: {
    title: 'The front matter of a rule',
    files: 'rules/**/*.mdx',
    schema: z.looseObject({ ...PageFrontmatter.shape, ...RuleFacts.shape }),
  },
  experiment: {
    title: 'The front matter of an experiment',
    files: 'experiments/*/index.mdx',
    schema: z.looseObject({ ...PageFrontmatter.shape, ...ExperimentFacts.shape }),
  },
  term: { title: 'The front matter of a term', files: 'glossary/*.mdx', schema: TermFacts },
  debate: { title: 'A debate', files: 'debates/*.yaml', schema: DebateFile },
  redactions: { title: 'Who or what is left out', files: 'redactions.yaml', schema: RedactionsFile },
  references: {
    title: 'What pages rely on outside of the site',
    files: 'references.yaml',
    schema: ReferencesFile,
  },
  people: { title: 'Who somebody is or was', files: 'people.yaml', schema: PeopleFile },
  names: { title: 'Names of code that stand in no tree', files: 'names.yaml', schema: NamesFile },
  errata: { title: 'What was wrong and has been corrected', files: 'errata.yaml', schema: ErrataFile },
  redirects: { title: 'Addresses that stay', files: 'redirects.yaml', schema: RedirectsFile },
  keys: { title: 'Keys of those who sign mail', files: 'keys.yaml', schema: KeysFile },
  diagram: { title: 'The front matter of a diagram', files: 'diagrams/*.mmd', schema: DiagramFacts },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;

/** A format as JSON Schema: what an author may write, defaults included. */
export const jsonSchemaOf = (name: FormatName): object => ({
  ...z.toJSONSchema(FORMATS[name].schema, { io: 'input', target: 'draft-7' }),
  title: FORMATS[name].title,
});
