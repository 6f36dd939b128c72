import type { PhrasingContent, Text } from 'mdast';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { PageRef, Site } from '../../citations/site.ts';
import { twinPath } from '../built/twin-path.ts';
import type { Say } from '../words/say.ts';
import { explainersOf } from './bundle.ts';
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
export function llmsTxt(
  site: Site,
  { title, description, descriptions, addressOf }: LlmsOptions,
  say: Say,
): string {
  const ofPage = ({ page, title: name }: PageRef): Linked => ({
    title: name,
    path: pagePath(page),
    says: descriptions.get(page) ?? '',
  });
  const sections: readonly (readonly [string, readonly Linked[]])[] = [
    [
      say('sidebar.explainers'),
      [...site.pages.filter(({ page }) => page === 'start'), ...explainersOf(site)].map(ofPage),
    ],
    [
      say('rules.title'),
      site.rules.map(({ page, title: name, statement }) => ({
        title: name,
        path: pagePath(page),
        says: plain(statement),
      })),
    ],
    [
      say('experiments.title'),
      site.experiments.map(({ page, title: name, question }) => ({
        title: name,
        path: pagePath(page),
        says: question,
      })),
    ],
    [
      say('threads.title'),
      site.threads.map(({ slug, title: name, summary }) => ({
        title: name,
        path: threadPath(slug),
        says: summary,
      })),
    ],
    [say('llms.words'), wordsOf(site, say)],
    [say('llms.optional'), site.pages.filter(({ page }) => page.startsWith('reference/')).map(ofPage)],
  ];
  const lists = sections
    .filter(([, links]) => links.length > 0)
    .map(([name, links]) => `## ${name}\n\n${links.map((link) => lineOf(link, addressOf)).join('\n')}\n`);
  return [
    `# ${title}\n`,
    ...(description ? [`> ${description}\n`] : []),
    `${say('llms.about')}\n`,
    ...lists,
  ].join('\n');
}

const wordsOf = ({ glossary, symbols, references, commits }: Site, say: Say): Linked[] => [
  ...(glossary.length > 0
    ? [
        {
          title: say('glossary.title'),
          path: '/glossary/',
          says: say('llms.terms', { count: glossary.length }),
        },
      ]
    : []),
  ...(symbols.length > 0
    ? [
        {
          title: say('symbols.title'),
          path: '/symbols/',
          says: say('llms.symbols'),
        },
      ]
    : []),
  ...(references.length + commits.length > 0
    ? [{ title: say('references.title'), path: '/references/', says: say('llms.references') }]
    : []),
];

const lineOf = ({ title, path, says }: Linked, addressOf: LlmsOptions['addressOf']): string => {
  const link = written({ type: 'link', url: addressOf(twinPath(path)), children: [textOf(title)] });
  return `- ${link}${says ? `: ${written(textOf(says))}` : ''}`;
};

/** The title of a thread is often the subject of a mail. */
const textOf = (words: string): Text => ({ type: 'text', value: words.replace(/\s+/g, ' ').trim() });

const written = (node: PhrasingContent): string =>
  toMarkdown({ type: 'paragraph', children: [node] }, { resourceLink: true }).trim();
