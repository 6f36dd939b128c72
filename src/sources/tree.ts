import { z } from 'zod';
import { BROWSE_FORMS, browseTemplate, RAW_FORMS, rawTemplate } from './servers.ts';

/** Which file says what version a tree is, where one does. */
const VersionFile = z.union([
  z.literal('kernel'),
  z.strictObject({
    path: z.string().min(1).describe('The file, from the top of the tree.'),
    pattern: z
      .string()
      .refine(isPattern, 'it must be a regular expression with a group')
      .describe('A regular expression whose groups, with dots between them, are the version.'),
  }),
]);
export type VersionFile = z.infer<typeof VersionFile>;

const isAddress = (template: string): boolean => /^https?:\/\//.test(template) && URL.canParse(template);

function isPattern(pattern: string): boolean {
  try {
    return (new RegExp(`${pattern}|`, 'm').exec('')?.length ?? 0) > 1;
  } catch {
    return false;
  }
}

/** What git allows in the name of a tag or a branch, or as a commit (see git-check-ref-format). */
const REFERENCE = /^(?!-)[^\s:?*[\\]+$/;

/** A package of Debian. */
export const PackageName = z.string().regex(/^[a-z0-9][a-z0-9.+-]*$/, 'it must be the name of a package');

const SourcePackage = z.strictObject({
  source: PackageName.describe('The source package of a program: git.'),
  version: z
    .string()
    .regex(/^(?:\d+:)?\d[\w.+~-]*$/, 'it must be a version of Debian')
    .optional()
    .describe(
      'Its version, as Debian numbers it: "1:2.19.0-1". By default the newest, where that is the version of the tree.',
    ),
});
export type SourcePackage = z.infer<typeof SourcePackage>;

/** A source tree at one version, as `content/trees.yaml` names it. */
export const Tree = z
  .strictObject({
    project: z
      .string()
      .min(1)
      .optional()
      .describe('What it is the source of, as pages say it before the version: PostgreSQL.'),
    version: z
      .string()
      .regex(/^\S+$/, 'it must be one word')
      .optional()
      .describe(
        'The version: 6.1.192, 1.1.1w. By default the tag. What looks like a number needs quotes: "6.1".',
      ),
    tag: z
      .string()
      .regex(REFERENCE, 'it must be a tag, a branch or a commit')
      .optional()
      .describe(
        'The tag, branch or commit in the repository: v6.1.192, release/1.0. By default the version.',
      ),
    browse: z
      .string()
      .transform((written) => browseTemplate(written) ?? written)
      .refine(isAddress, BROWSE_FORMS)
      .describe(
        'Address of a page of the browsable source, with {tag}, {path} and {line} to fill in; or where it is: github:OWNER/NAME, gitlab:OWNER/NAME, cgit:ADDRESS, gitweb:ADDRESS, elixir:PROJECT, sourcegraph:HOST/OWNER/NAME.',
      ),
    raw: z
      .string()
      .transform((written) => rawTemplate(written) ?? written)
      .refine(isAddress, RAW_FORMS)
      .optional()
      .describe(
        'Address of one raw file at a server, with {tag} and {path} to fill in; or where it is: github:OWNER/NAME, gitlab:OWNER/NAME, cgit:ADDRESS, gitweb:ADDRESS.',
      ),
    mirrors: z
      .array(
        z
          .string()
          .transform((written) => rawTemplate(written) ?? written)
          .refine(isAddress, RAW_FORMS),
      )
      .optional()
      .describe(
        'Other servers of the same files, each as raw: a file is taken only where all of them give the same.',
      ),
    path: z
      .string()
      .min(1)
      .optional()
      .describe('A folder with the tree, relative to the site: ../postgresql.'),
    git: z
      .string()
      .min(1)
      .optional()
      .describe('A git repository with the tag, relative to the site: ../postgresql.git.'),
    versionFile: VersionFile.optional().describe(
      'Which file says what version the tree is: kernel for the top Makefile of Linux, or a path and a pattern. Without it, a top Makefile as Linux has it is asked where the version is one of numbers, and nothing else.',
    ),
    debian: z
      .union([PackageName, SourcePackage], {
        error: 'it must be the name of a package, or { source: NAME, version: VERSION }',
      })
      .optional()
      .describe(
        'Debian package that holds the tree: linux-source-6.1; or { source: git }, the source package of a program.',
      ),
    kernel: z
      .union([PackageName, z.array(PackageName).min(1)])
      .optional()
      .describe(
        'Debian packages of a kernel that was built of this tree, for experiments: linux-image-6.12.117+deb13-amd64. More than one where its modules are apart.',
      ),
    archives: z
      .array(z.string().regex(/^(?:(?:https?|file):\S+|[a-z][a-z-]*) \S+(?: \S+)*$/))
      .optional()
      .describe(
        "Debian archives that have the package where the machine's own sources do not: URI SUITE COMPONENT, or NAME SUITE COMPONENT on the machine's mirror.",
      ),
  })
  .refine(({ version, tag }) => version !== undefined || tag !== undefined, {
    message: 'it needs a version or a tag',
  })
  .transform(({ version, tag, ...tree }) => ({
    ...tree,
    version: version ?? tag ?? '',
    tag: tag ?? version ?? '',
  }));
export type Tree = z.infer<typeof Tree>;

/** Whether it can be had over a network. */
export const isElsewhere = ({ raw, debian }: Pick<Tree, 'raw' | 'debian'>): boolean =>
  raw !== undefined || debian !== undefined;

/** Name -> tree, the oldest first; names are what excerpts and rules use: `v6.1.192`. */
export const Trees = z.record(
  // Programs put names that are numbers before all others, whatever their order in the file.
  z.string().regex(/^(?!\d+$)[A-Za-z0-9][A-Za-z0-9._-]*$/, 'a name needs more than digits: v15'),
  Tree,
);
export type Trees = z.infer<typeof Trees>;

/** A tree in words for a reader: `Linux 6.1.192`. */
export const titleOf = ({
  project,
  version,
}: {
  project?: string | null | undefined;
  version: string;
}): string => (project ? `${project} ${version}` : version);

/** What trees are the source of, where they are all of one project. */
export function projectOf(trees: Iterable<{ readonly project?: string | null | undefined }>): string | null {
  const [project, ...others] = new Set([...trees].map((tree) => tree.project ?? null));
  return others.length === 0 ? (project ?? null) : null;
}

/** Which piece of a file an excerpt shows: of a symbol, or, where there is none, between words, or lines by number. */
export interface ExcerptRequest {
  readonly tree: string;
  readonly path: string;
  readonly symbol?: string | undefined;
  /** Words on the first line to show, when not the whole symbol; exactly one line of the symbol, or of the file, holds them. */
  readonly from?: string | undefined;
  /** Words on the last line to show; the first line at or after `from` that holds them. */
  readonly to?: string | undefined;
  /** Without a symbol: `10-20`, or one line, `10`. */
  readonly lines?: string | undefined;
}

/** What an excerpt shows of its file, in words. */
export const partOf = ({ symbol, from, to, lines }: Omit<ExcerptRequest, 'tree' | 'path'>): string =>
  symbol ?? (lines === undefined ? `"${from}" to "${to}"` : `line${lines.includes('-') ? 's' : ''} ${lines}`);

/** First and last of `10-20`; null where it is no such range. */
export function lineRange(lines: string): readonly [number, number] | null {
  const [, first, last = first] = /^([1-9]\d{0,6})(?:-([1-9]\d{0,6}))?$/.exec(lines) ?? [];
  return first === undefined || Number(last) < Number(first) ? null : [Number(first), Number(last)];
}

/** Code read from a real tree, at the line numbers of the locked version. */
export interface Excerpt {
  readonly tree: string;
  readonly version: string;
  readonly path: string;
  /** Absent where words or lines were asked for. */
  readonly symbol?: string;
  /** What highlights it: a name of Shiki's. */
  readonly highlight: string;
  /** 1-based, inclusive. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly text: string;
  readonly sha256: string;
  /** The browsable source at that version and line. */
  readonly url: string;
}
