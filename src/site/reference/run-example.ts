import { type Diagnostic, inOrder } from '../../base/diagnostic.ts';
import { type Host, type Ran, type RunOptions, readText } from '../../base/host.ts';
import { type Files, memoryHost } from '../../base/memory-host.ts';
import { nodeHost } from '../../base/node-host.ts';
import { diagnosticsAsText } from '../../base/print.ts';
import { sealNew } from '../../citations/sealing.ts';
import { verifySite } from '../../citations/verify.ts';
import type { SiteExample } from './example.ts';
import { EXAMPLE_SITE } from './example-site.ts';

export interface Outcome {
  readonly diagnostics: readonly Diagnostic[];
  /** As `postil check` prints it. */
  readonly printed: string;
}

/** Checks the example site with the files of an example laid over it. */
export async function runExample(
  files: SiteExample['bad'],
  { hasGrammars = false, commit }: Pick<SiteExample, 'hasGrammars' | 'commit'> = {},
): Promise<Outcome> {
  const all = { ...EXAMPLE_SITE, ...files };
  const there = Object.entries(all).flatMap(([path, content]) =>
    content === null ? [] : [[path, withFrontmatter(path, content)] as const],
  );
  const world = memoryHost(Object.fromEntries(there));
  const host: Host = {
    ...world,
    ...(hasGrammars ? { packageFile: nodeHost().packageFile } : {}),
    ...(commit === undefined ? {} : { run: (command, options) => gitOf(commit, world, command, options) }),
  };
  // Most examples that bring mail along are about something else than its seal.
  await sealNew('content', host);
  const { diagnostics } = await verifySite({
    contentFolder: 'content',
    host,
    cacheFolder: 'cache',
    overrides: { 'v1.0.3': commit === undefined ? 'tree' : 'tree.git' },
  });
  return { diagnostics: inOrder(diagnostics), printed: await diagnosticsAsText(diagnostics, host) };
}

/** Answers what is asked of a git repository that has the example's tree at one commit. */
async function gitOf(
  commit: string,
  world: Host,
  command: readonly string[],
  { input = new Uint8Array() }: RunOptions = {},
): Promise<Ran> {
  const said = command.includes('--show-prefix')
    ? ['']
    : command.includes('--git-common-dir')
      ? ['/tree.git', '.', 'objects']
      : [commit];
  if (command.includes('rev-parse'))
    return { code: 0, stdout: new TextEncoder().encode(`${said.join('\n')}\n`), stderr: '' };
  const asked = new TextDecoder().decode(input).split('\n').filter(Boolean);
  const answers = await Promise.all(
    asked.map(async (object) => {
      const text = await readText(`tree/${object.slice(object.indexOf(':') + 1)}`, world);
      return text === null ? `${object} missing\n` : `${commit} blob ${text.length}\n${text}\n`;
    }),
  );
  return { code: 0, stdout: new TextEncoder().encode(answers.join('')), stderr: '' };
}

/** Examples are about what stands below the front matter, unless they have some. */
const withFrontmatter = (path: string, content: Files[string]): Files[string] =>
  path.endsWith('.mdx') && typeof content === 'string' && !content.startsWith('---')
    ? `---\ntitle: Lending\n---\n\n${content}`
    : content;
