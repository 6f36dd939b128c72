import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { startOf } from '../../base/position.ts';
import { slug } from '../../mail/identity.ts';
import type { NewKind } from '../new/kinds.ts';
import { debate, diagram, explainer, notes, rule, term, thread } from '../new/pages.ts';
import { siteFiles } from '../new/site.ts';
import type { Context, Report } from '../report.ts';
import { unknownThread } from '../unknown-thread.ts';

export type { NewKind };

export interface NewOptions {
  readonly content: string;
  /** Where Postil itself is, as a path from a site's folder. */
  readonly checkoutFrom: (site: string) => string;
  /** Makes Postil's packages known in a new site. */
  readonly lendPackages: (site: string) => void;
}

/** What is to be written: path -> text, and what to do next. */
interface Plan {
  readonly files: Readonly<Record<string, string>>;
  readonly next: string;
}

/** `postil new KIND NAME`: writes a page, or a whole site, to begin with. What is there already is left alone. */
export async function create(
  kind: NewKind,
  name: string,
  options: NewOptions,
  { host }: Context,
): Promise<Report> {
  if (!/[\p{L}\p{N}]/u.test(name)) return { output: null, diagnostics: [nameless(name)] };
  const plan = await planOf(kind, name, options, host);
  if ('code' in plan) return { output: null, diagnostics: [plan] };
  const { files, next } = plan;
  const taken: string[] = [];
  for (const path of Object.keys(files)) if ((await host.size(path)) !== null) taken.push(path);
  if (taken.length > 0) return { output: null, diagnostics: taken.map((path) => exists(path, kind)) };
  if (kind === 'site') options.lendPackages(name);
  for (const [path, text] of Object.entries(files)) await host.write(path, new TextEncoder().encode(text));
  const written = Object.keys(files).map((path) => `wrote ${path}`);
  return { output: [...written, next].join('\n'), diagnostics: [] };
}

async function planOf(
  kind: NewKind,
  name: string,
  { content, checkoutFrom }: NewOptions,
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
        explainer(name),
        'npx postil quote "words you remember" prints quotes to paste.',
      );
    case 'rule':
      return file(
        `rules/${own}.mdx`,
        rule(name),
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
    case 'site':
      return {
        files: siteFiles(name, checkoutFrom(name)),
        next: `Next: cd ${name}, put mail into it with "npm run postil -- import FILE", and npm run dev.`,
      };
  }
}

/** Notes are about a thread, in a file of its name. */
async function planOfNotes(
  name: string,
  content: string,
  host: Host,
  file: (path: string, text: string, next: string) => Plan,
): Promise<Plan | Diagnostic> {
  // Only this kind reads mail.
  const { readThreads } = await import('../../citations/threads.ts');
  const { threads } = await readThreads(content, host);
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
