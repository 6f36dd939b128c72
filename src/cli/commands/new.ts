import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { startOf } from '../../base/position.ts';
import { slug } from '../../mail/identity.ts';
import { readTrees } from '../../sources/trees-file.ts';
import { experiment, program } from '../new/experiment.ts';
import type { NewKind } from '../new/kinds.ts';
import { debate, diagram, explainer, notes, rule, term, thread } from '../new/pages.ts';
import { addTree } from '../new/tree.ts';
import type { Context, Report } from '../report.ts';
import { unknownThread } from '../unknown-thread.ts';

export type { NewKind };

/** What is to be written: path -> text, and what to do next. */
interface Plan {
  readonly files: Readonly<Record<string, string>>;
  readonly next: string;
}

/** `postil new KIND NAME`: writes a page, or data of one kind, to begin with. What is there already is left alone. */
export async function create(
  kind: NewKind,
  name: string,
  content: string,
  { host }: Context,
  { browse }: { readonly browse?: string } = {},
): Promise<Report> {
  if (kind === 'tree') return await createTree(name, content, browse, host);
  if (!/[\p{L}\p{N}]/u.test(name)) return { output: null, diagnostics: [nameless(name)] };
  const plan = await planOf(kind, name, content, host);
  if ('code' in plan) return { output: null, diagnostics: [plan] };
  const { files, next } = plan;
  const taken: string[] = [];
  for (const path of Object.keys(files)) if ((await host.size(path)) !== null) taken.push(path);
  if (taken.length > 0) return { output: null, diagnostics: taken.map((path) => exists(path, kind)) };
  for (const [path, text] of Object.entries(files)) await host.write(path, new TextEncoder().encode(text));
  const written = Object.keys(files).map((path) => `wrote ${path}`);
  return { output: [...written, next].join('\n'), diagnostics: [] };
}

/** Not a file of its own, but an entry of trees.yaml. */
async function createTree(
  place: string,
  content: string,
  browse: string | undefined,
  host: Host,
): Promise<Report> {
  const added = await addTree(place, content, browse, host);
  if ('diagnostics' in added) return { output: null, diagnostics: added.diagnostics };
  const { name, file, text } = added;
  await host.write(file, new TextEncoder().encode(text));
  const next = `Next: show code of it with <Excerpt tree="${name}" path="…" symbol="…" />, then run npx postil sources --update.`;
  return { output: `added ${name} to ${file}\n${next}`, diagnostics: [] };
}

async function planOf(
  kind: Exclude<NewKind, 'tree'>,
  name: string,
  content: string,
  host: Host,
): Promise<Plan | Diagnostic> {
  const file = (path: string, text: string, next: string): Plan => ({
    files: { [`${content}/${path}`]: text },
    next: `Next: ${next}`,
  });
  const own = slug(name);
  switch (kind) {
    case 'explainer':
      return file(
        `explainers/${own}.mdx`,
        explainer(name, await newestTree(content, host)),
        'npx postil quote "words you remember" prints quotes to paste.',
      );
    case 'rule':
      return file(
        `rules/${own}.mdx`,
        rule(name, await newestTree(content, host)),
        'give it a check under "evidence", then run npx postil sources --update.',
      );
    case 'term':
      return file(`glossary/${own}.mdx`, term(name), 'say in a sentence what it means.');
    case 'thread':
      return file(
        `threads/${own}/thread.yaml`,
        thread(name),
        `put its mail beside it, exactly as received, or let npx postil import FILE --thread ${own} do so.`,
      );
    case 'note':
      return await planOfNotes(name, content, host, file);
    case 'debate':
      return file(
        `debates/${own}.yaml`,
        debate(name),
        `give it a position, then show it on a page with <Debate name="${own}" />.`,
      );
    case 'diagram':
      return file(
        `diagrams/${own}.mmd`,
        diagram(name),
        `draw it, then show it on a page with <Diagram name="${own}" />.`,
      );
    case 'experiment':
      return {
        files: {
          [`${content}/experiments/${own}/index.mdx`]: experiment(name, await newestTree(content, host)),
          [`${content}/experiments/${own}/${own}.c`]: program(),
        },
        next: `Next: npx postil experiment ${own} runs it as it is; then ask your own question, and say what you expect.`,
      };
  }
}

/** What examples in new pages name. */
const newestTree = async (content: string, host: Host): Promise<string | null> =>
  Object.keys((await readTrees(`${content}/trees.yaml`, host)).trees).at(-1) ?? null;

/** Notes are about a thread, in a file of its name. */
async function planOfNotes(
  name: string,
  content: string,
  host: Host,
  file: (path: string, text: string, next: string) => Plan,
): Promise<Plan | Diagnostic> {
  // Only this kind reads mail.
  const { readThreads } = await import('../../citations/threads/threads.ts');
  const { verified: threads } = await readThreads(content, host);
  const found = threads.get(name) ?? threads.get(slug(name));
  if (!found) return unknownThread(name, content, [...threads.keys()]);
  const { slug: own, title, messages } = found.thread;
  return file(
    `notes/${own}.mdx`,
    notes(title, `${own}/${messages[0]?.id ?? ''}`),
    'write a <Note> for each of the words that need one.',
  );
}

const nameless = (name: string): Diagnostic =>
  diagnose('new-no-name', startOf(name || '.'), {
    message: `No file name can be made of "${name}".`,
  });

const exists = (path: string, kind: NewKind): Diagnostic =>
  diagnose('new-exists', startOf(path), {
    message: 'There is such a file already; nothing was written.',
    fix: kind === 'note' ? 'Write the note into it: the notes on a thread are in one file.' : undefined,
  });
