import { z } from 'zod';
import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { startOf } from '../../base/position.ts';
import { readYaml } from '../../base/yaml.ts';
import type { Memory } from '../memory.ts';
import { verifyFigures } from '../page/figures.ts';
import { readEach } from '../page/files.ts';
import type { Page } from '../page/page.ts';
import type { SiteDiagram } from '../site.ts';
import { type DiagramText, readDiagram, type Step } from './diagram-text.ts';
import type { Draw } from './drawing.ts';

/** The front matter of a diagram. */
export const DiagramFacts = z.strictObject({
  title: z.string().min(1).describe('What is drawn.'),
  says: z.string().min(1).describe('What the drawing teaches, in one sentence: its caption.'),
});

const HEAD = '---\n';

/** Reads and draws every .mmd file under diagrams/ of the content folder: front matter, then Mermaid. By name. */
export async function readDiagrams(
  contentFolder: string,
  host: Host,
  draw: Draw,
  memory: Memory,
): Promise<Checked<Readonly<Record<string, SiteDiagram>>>> {
  const files = { folder: `${contentFolder}/diagrams`, ending: '.mmd' };
  const read = await readEach(
    files,
    host,
    (name, file, text) => readOne(name, file, text.replace(/\r\n/g, '\n'), draw),
    memory,
  );
  const all = await Promise.all(read.map(([, each]) => each));
  return {
    verified: Object.fromEntries(
      all.flatMap(({ verified }) => (verified ? [[verified.name, verified]] : [])),
    ),
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
  };
}

async function readOne(
  name: string,
  file: string,
  text: string,
  draw: Draw,
): Promise<Checked<SiteDiagram | null>> {
  const end = text.indexOf(`\n${HEAD}`, HEAD.length - 1);
  if (!text.startsWith(HEAD) || end === -1) {
    const message = 'The diagram has no front matter.';
    return refused([diagnose('diagram-invalid', startOf(file), { message })]);
  }
  const facts = readYaml(file, text.slice(HEAD.length, end), DiagramFacts, 'diagram-invalid', 2);
  if (!('value' in facts)) return refused(facts.diagnostics);
  const bodyAt = end + 1 + HEAD.length;
  const firstLine = text.slice(0, bodyAt).split('\n').length;
  const source = text.slice(bodyAt);
  const read = readDiagram(source);
  if ('faults' in read) {
    return refused(
      read.faults.map(({ line, message }) =>
        diagnose('diagram-invalid', { file, line: firstLine + line, column: 1 }, { message }),
      ),
    );
  }
  const svg = ownSvg(name, await draw(source));
  const unseen = unseenIn(svg, read);
  if (unseen === null) return { verified: { name, ...facts.value, ...read, svg }, diagnostics: [] };
  return refused([diagnose('diagram-invalid', { file, line: firstLine, column: 1 }, { message: unseen })]);
}

const refused = (diagnostics: readonly Diagnostic[]): Checked<null> => ({ verified: null, diagnostics });

/** The library leaves out what it does not place, a note before the first message for one. */
function unseenIn(svg: string, { steps }: DiagramText): string | null {
  const drawnOf = (kind: RegExp) => svg.match(kind)?.length ?? 0;
  const saidOf = (kind: Step['kind']) => steps.filter((step) => step.kind === kind).length;
  if (drawnOf(/ class="(?:edge|message)"/g) !== saidOf('arrow')) return 'Not every arrow can be drawn.';
  if (drawnOf(/ class="note"/g) !== saidOf('note')) return 'Not every note can be drawn.';
  return null;
}

/**
 * A drawing as the site shows it. The library's style sheet would reach every drawing of a page and ask another host for a
 * font; ours names the same colours. Its ids are made the drawing's own.
 */
function ownSvg(name: string, svg: string): string {
  const ids = [...new Set([...svg.matchAll(/ id="([\w-]+)"/g)].map(([, id = '']) => id))];
  return ids
    .reduce(
      (text, id) =>
        text
          .replaceAll(` id="${id}"`, ` id="${name}-${id}"`)
          .replaceAll(`url(#${id})`, `url(#${name}-${id})`),
      svg.replace(/<style>[^<]*<\/style>/, ''),
    )
    .replace(/ style="[^"]*"/, '');
}

/** Checks that each <Diagram> names one that is there. */
export const verifyDiagrams = (
  pages: readonly Page[],
  diagrams: Readonly<Record<string, SiteDiagram>>,
): Diagnostic[] =>
  verifyFigures(pages, {
    noun: 'diagram',
    names: Object.keys(diagrams),
    code: 'diagram-unknown',
    namedBy: { Diagram: 'name' },
  });
