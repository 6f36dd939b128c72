import type { PageRef, Site } from '../../citations/site.ts';
import { twinPath } from '../built/twin-path.ts';
import { pagePath, threadPath } from './href.ts';
import { plain } from './rule.ts';

export interface LlmsOptions {
  readonly title: string;
  readonly description: string;
  /** By path under the content folder. */
  readonly descriptions: ReadonlyMap<string, string>;
  /** The whole address of a path inside the site, or one from its root where the site does not know its own. */
  addressOf(path: string): string;
}

interface Linked {
  readonly title: string;
  readonly path: string;
  readonly says: string;
}

/** The pages of a site as programs read them, in the form of llmstxt.org: Markdown, with links to Markdown. */
export function llmsTxt(site: Site, { title, description, descriptions, addressOf }: LlmsOptions): string {
  const ofPage = ({ page, title: name }: PageRef): Linked => ({
    title: name,
    path: pagePath(page),
    says: descriptions.get(page) ?? '',
  });
  const below = (folder: string) => site.pages.filter(({ page }) => page.startsWith(folder)).map(ofPage);
  const sections: readonly (readonly [string, readonly Linked[]])[] = [
    [
      'Explainers',
      [...site.pages.filter(({ page }) => page === 'start').map(ofPage), ...below('explainers/')],
    ],
    [
      'Rules',
      site.rules.map(({ page, title: name, statement }) => ({
        title: name,
        path: pagePath(page),
        says: plain(statement),
      })),
    ],
    [
      'Threads',
      site.threads.map(({ slug, title: name, summary }) => ({
        title: name,
        path: threadPath(slug),
        says: summary,
      })),
    ],
    ['Words and symbols', wordsOf(site)],
    ['Optional', below('reference/')],
  ];
  const lists = sections
    .filter(([, links]) => links.length > 0)
    .map(([name, links]) => `## ${name}\n\n${links.map((link) => lineOf(link, addressOf)).join('\n')}\n`);
  return [`# ${title}\n`, ...(description ? [`> ${description}\n`] : []), ABOUT, ...lists].join('\n');
}

const ABOUT = `Quotes are verbatim and by the person named, excerpts are the code of the version named, and each rule was checked in the
versions that its page names; a program verified all of it when the site was built.
`;

const wordsOf = ({ glossary, symbols }: Site): Linked[] => [
  ...(glossary.length > 0
    ? [{ title: 'Glossary', path: '/glossary/', says: `${glossary.length} terms` }]
    : []),
  ...(symbols.length > 0
    ? [
        {
          title: 'Symbols',
          path: '/symbols/',
          says: 'where each version defines them, and which pages name them',
        },
      ]
    : []),
];

const lineOf = ({ title, path, says }: Linked, addressOf: LlmsOptions['addressOf']): string =>
  `- [${title}](${addressOf(twinPath(path))})${says ? `: ${says}` : ''}`;
