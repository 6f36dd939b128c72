import { CATALOGUE, type Code, type Severity } from '../../base/catalogue.ts';
import { lookUp } from '../../base/look-up.ts';
import type { Example, SiteExample } from './example.ts';
import { EXAMPLES } from './examples.ts';
import { runExample } from './run-example.ts';

/** What the page of a diagnostic code shows. */
export interface DiagnosticPage {
  readonly code: Code;
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  /** The mistake: files as an author wrote them, or a command. */
  readonly bad: readonly Sample[];
  readonly printed: string;
  readonly repair: readonly Sample[];
}

export interface Sample {
  /** Path of a file; null for a command. */
  readonly path: string | null;
  /** Null for a file that is taken away, or that is none. */
  readonly text: string | null;
  /** Said of what is no file: "is a pipe". */
  readonly why?: string;
  /** Language to highlight it as. */
  readonly language: string;
}

/** The pages of all codes, in the order of the catalogue. Each example is run, so what is shown as printed is. */
export const diagnosticPages = (): Promise<DiagnosticPage[]> =>
  Promise.all(
    (Object.keys(CATALOGUE) as Code[]).map(async (code) => {
      const { severity, title, fix } = CATALOGUE[code];
      const { why } = EXAMPLES[code];
      return { code, severity, title, fix, why, ...(await samplesOf(EXAMPLES[code])) };
    }),
  );

async function samplesOf(example: Example): Promise<Pick<DiagnosticPage, 'bad' | 'printed' | 'repair'>> {
  if ('command' in example) {
    const { command, printed, repair } = example;
    return { bad: [commandSample(command)], printed, repair: [commandSample(repair)] };
  }
  const { printed } = await runExample({ ...example.within, ...example.beside, ...example.bad }, example);
  return { bad: filesIn(example.bad), printed, repair: filesIn(example.repair) };
}

const commandSample = (text: string): Sample => ({ path: null, text, language: 'sh' });

const filesIn = (files: SiteExample['bad']): Sample[] =>
  Object.entries(files).map(([path, content]) => ({
    path,
    text: typeof content === 'string' ? content.replaceAll('\0', '\u2400') : null,
    ...(typeof content === 'object' && content ? { why: content.why } : {}),
    language: lookUp(LANGUAGES, path.slice(path.lastIndexOf('.') + 1)) ?? 'txt',
  }));

const LANGUAGES: Readonly<Record<string, string>> = {
  mdx: 'mdx',
  yaml: 'yaml',
  json: 'json',
  c: 'c',
};
