import type { Host } from '../base/host.ts';
import { readTrees } from '../sources/trees-file.ts';
import { contentFiles } from './content-files.ts';
import { readDebates } from './debates/debates.ts';
import { TERMS } from './glossary/glossary.ts';
import { type Memory, newMemory } from './memory.ts';
import { COMPONENTS, type ComponentFacts } from './page/components.ts';
import { hasAddress, readPages } from './page/pages.ts';
import { NOTE_KINDS } from './site.ts';
import { readThreads } from './threads/threads.ts';

/**
 * The types of our components for editors that know MDX, which look for them under the name MDXProvidedComponents: an
 * id is offered while it is typed. Needs no source tree.
 *
 * @returns a declaration file.
 */
export async function editorTypes(
  contentFolder: string,
  host: Host,
  memory: Memory = newMemory(),
): Promise<string> {
  const known = await knownValues(contentFolder, contentFiles(contentFolder, host).host, memory);
  const components = Object.entries(COMPONENTS).map(
    ([component, { about, props }]: [string, ComponentFacts]) =>
      [
        `    /** ${about} */`,
        `    ${component}: (props: {`,
        ...Object.entries(props).flatMap(([name, { required, about: what }]) => [
          `      /** ${what} */`,
          `      ${name}${required ? '' : '?'}: ${typeOf(known.get(`${component}.${name}`))};`,
        ]),
        '      children?: unknown;',
        '    }) => unknown;',
      ].join('\n'),
  );
  return `export {};\n\ndeclare global {\n  type MDXProvidedComponents = {\n${components.join('\n')}\n  };\n}\n`;
}

/** Component and property -> every value there is for it. */
async function knownValues(
  contentFolder: string,
  host: Host,
  memory: Memory,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const [{ verified: threads }, { verified: pages }, { trees }, drawings, debates] = await Promise.all([
    readThreads(contentFolder, host, memory),
    readPages(contentFolder, host, memory),
    readTrees(`${contentFolder}/trees.yaml`, host),
    host.list(`${contentFolder}/diagrams`),
    readDebates(contentFolder, host, memory),
  ]);
  const messages = [...threads.values()].flatMap(({ thread: { slug, messages: own } }) =>
    own.map(({ id }) => `${slug}/${id}`),
  );
  const people = [...threads.values()].flatMap(({ runs }) => runs.flatMap(({ author }) => author ?? []));
  const below = (folder: string) =>
    pages.flatMap(({ page }) => (page.startsWith(folder) ? [page.slice(folder.length)] : []));
  const shown = pages.filter(hasAddress).map(({ page }) => page);
  const terms = pages.flatMap(({ page, title }) => (page.startsWith(TERMS) ? [title] : []));
  return new Map<string, readonly string[]>([
    ['Quote.from', messages],
    ['Quote.by', people],
    ['Excerpt.tree', Object.keys(trees)],
    ['Line.tree', Object.keys(trees)],
    ['Note.on', messages],
    ['Note.kind', NOTE_KINDS],
    ['Note.rule', below('rules/')],
    ['Note.page', shown],
    ['Term.of', terms],
    ['Debate.name', [...debates.verified.keys()]],
    ['Timeline.of', [...debates.verified.keys()]],
    ['Experiment.name', below('experiments/')],
    ['Diagram.name', (drawings ?? []).map(({ name }) => name.replace(/\.mmd$/, ''))],
  ]);
}

const typeOf = (values: readonly string[] | undefined): string =>
  values === undefined || values.length === 0
    ? 'string'
    : [...new Set(values)]
        .sort()
        .map((value) => JSON.stringify(value))
        .join(' | ');
