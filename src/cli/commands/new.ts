import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { startOf } from '../../base/position.ts';
import { slug } from '../../mail/identity.ts';
import { explainer, rule, term } from '../new/pages.ts';
import { siteFiles } from '../new/site.ts';
import type { Context, Report } from '../report.ts';

export const NEW_KINDS = ['explainer', 'rule', 'term', 'site'] as const;
export type NewKind = (typeof NEW_KINDS)[number];

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
  const { files, next } = planOf(kind, name, options);
  const taken: string[] = [];
  for (const path of Object.keys(files)) if ((await host.size(path)) !== null) taken.push(path);
  if (taken.length > 0) return { output: null, diagnostics: taken.map(exists) };
  if (kind === 'site') options.lendPackages(name);
  for (const [path, text] of Object.entries(files)) await host.write(path, new TextEncoder().encode(text));
  const written = Object.keys(files).map((path) => `wrote ${path}`);
  return { output: [...written, next].join('\n'), diagnostics: [] };
}

function planOf(kind: NewKind, name: string, { content, checkoutFrom }: NewOptions): Plan {
  const page = (folder: string, text: string, next: string): Plan => ({
    files: { [`${content}/${folder}/${slug(name)}.mdx`]: text },
    next,
  });
  switch (kind) {
    case 'explainer':
      return page(
        'explainers',
        explainer(name),
        'Next: npx postil quote "words you remember" prints quotes to paste.',
      );
    case 'rule':
      return page(
        'rules',
        rule(name),
        'Next: give it a check under "evidence", then run npx postil sources --update.',
      );
    case 'term':
      return page('glossary', term(name), 'Next: say in a sentence what it means.');
    case 'site':
      return {
        files: siteFiles(name, checkoutFrom(name)),
        next: `Next: cd ${name}, put mail into it with "npm run postil -- import FILE", and npm run dev.`,
      };
  }
}

const nameless = (name: string): Diagnostic =>
  diagnose('new-no-name', startOf(name || '.'), {
    message: `No file name can be made of "${name}".`,
  });

const exists = (path: string): Diagnostic =>
  diagnose('new-exists', startOf(path), { message: 'There is such a file already; nothing was written.' });
