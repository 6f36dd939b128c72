import { renderMermaidSVG } from 'beautiful-mermaid';
import { z } from 'zod';
import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { startOf } from '../../base/position.ts';
import { readYaml } from '../../base/yaml.ts';
import { readProps } from '../page/props.ts';
import { propOf, type ScannedPage } from '../page/scan.ts';
import type { SiteDiagram } from '../site.ts';
import { closestName } from '../words/closest.ts';
import { type DiagramText, readDiagram, type Step } from './diagram-text.ts';

/** The front matter of a diagram. */
export const DiagramFacts = z.strictObject({
  title: z.string().min(1).describe('What is drawn.'),
  says: z.string().min(1).describe('What the drawing teaches, in one sentence: its caption.'),
});

const HEAD = '---\n';

/** Reads and draws every .mmd file under diagrams/ of the content folder: front matter, then Mermaid. */
export async function readDiagrams(
  contentFolder: string,
  host: Host,
): Promise<{ readonly diagrams: readonly SiteDiagram[]; readonly diagnostics: readonly Diagnostic[] }> {
  const folder = `${contentFolder}/diagrams`;
  const files = ((await host.list(folder)) ?? []).filter(({ name }) => name.endsWith('.mmd'));
  const diagrams: SiteDiagram[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { name } of files) {
    const file = `${folder}/${name}`;
    const text = new TextDecoder().decode((await host.read(file)) ?? new Uint8Array());
    const read = readOne(name.slice(0, -'.mmd'.length), file, text.replace(/\r\n/g, '\n'));
    if ('diagnostics' in read) diagnostics.push(...read.diagnostics);
    else diagrams.push(read);
  }
  return { diagrams, diagnostics };
}

function readOne(
  name: string,
  file: string,
  text: string,
): SiteDiagram | { readonly diagnostics: readonly Diagnostic[] } {
  const end = text.indexOf(`\n${HEAD}`, HEAD.length - 1);
  if (!text.startsWith(HEAD) || end === -1) {
    const message = 'The diagram has no front matter.';
    return { diagnostics: [diagnose('diagram-invalid', startOf(file), { message })] };
  }
  const facts = readYaml(file, text.slice(HEAD.length, end), DiagramFacts, 'diagram-invalid', 2);
  if (!('value' in facts)) return facts;
  const bodyAt = end + 1 + HEAD.length;
  const firstLine = text.slice(0, bodyAt).split('\n').length;
  const source = text.slice(bodyAt);
  const read = readDiagram(source);
  if ('faults' in read) {
    return {
      diagnostics: read.faults.map(({ line, message }) =>
        diagnose('diagram-invalid', { file, line: firstLine + line, column: 1 }, { message }),
      ),
    };
  }
  const svg = drawn(name, source);
  const unseen = unseenIn(svg, read);
  if (unseen === null) return { name, ...facts.value, ...read, svg };
  return {
    diagnostics: [diagnose('diagram-invalid', { file, line: firstLine, column: 1 }, { message: unseen })],
  };
}

/** The library leaves out what it does not place, a note before the first message for one. */
function unseenIn(svg: string, { steps }: DiagramText): string | null {
  const drawnOf = (kind: RegExp) => svg.match(kind)?.length ?? 0;
  const saidOf = (kind: Step['kind']) => steps.filter((step) => step.kind === kind).length;
  if (drawnOf(/ class="(?:edge|message)"/g) !== saidOf('arrow')) return 'Not every arrow can be drawn.';
  if (drawnOf(/ class="note"/g) !== saidOf('note')) return 'Not every note can be drawn.';
  return null;
}

/**
 * Draws a diagram. The library's style sheet would reach every drawing of a page and ask another host for a font; ours
 * names the same colours. Its ids are made the drawing's own.
 */
function drawn(name: string, source: string): string {
  const svg = renderMermaidSVG(source, { transparent: true, padding: 8, nodeSpacing: 20, layerSpacing: 36 });
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
export function verifyDiagrams(
  pages: readonly ScannedPage[],
  diagrams: readonly SiteDiagram[],
): Diagnostic[] {
  const names = diagrams.map(({ name }) => name);
  return pages.flatMap(({ figures, lines }) =>
    figures
      .filter(({ component }) => component === 'Diagram')
      .flatMap(({ tag, place }) => {
        const props = readProps(tag, 'Diagram', place, lines);
        const name = propOf(tag, 'name');
        if (props.diagnostics.length > 0 || !name || names.includes(name.value ?? ''))
          return props.diagnostics;
        return [
          diagnose('diagram-unknown', lines.placeAt(name.valueAt), {
            message: `There is no diagram "${name.value}".`,
            closest: closestName(name.value ?? '', names),
          }),
        ];
      }),
  );
}
