import { z } from 'zod';
import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { compare } from '../../base/order.ts';
import { startOf } from '../../base/position.ts';
import { readYaml } from '../../base/yaml.ts';
import type { Memory } from '../memory.ts';
import { verifyFigures } from '../page/figures.ts';
import { readEach } from '../page/files.ts';
import type { Page } from '../page/page.ts';
import type { SiteDiagram } from '../site.ts';
import type { Chart, Meaning } from './chart.ts';
import { textOf } from './diagram-text.ts';
import { drawChart } from './drawing.ts';
import type { Place } from './layout.ts';
import { readChart } from './read-chart.ts';
import { svgOf } from './shapes.ts';

const NAMED = z.array(z.string().min(1));

/** The front matter of a diagram. */
export const DiagramFacts = z.strictObject({
  title: z.string().min(1).describe('What is drawn.'),
  says: z.string().min(1).describe('What the drawing teaches, in one sentence: its caption.'),
  of: z
    .record(z.string().min(1), NAMED)
    .default({})
    .describe(
      'Of what kind parts of the drawing are, in your words: boxes by their names in the source, arrows, notes and frames by their words. Each kind has one colour in all drawings of a site, and the key below the drawing says which.',
    ),
  right: NAMED.default([]).describe('What ends well: named as under `of`, and drawn so.'),
  wrong: NAMED.default([]).describe('What ends badly.'),
  dashed: z.string().min(1).optional().describe('What a dashed line means, for the key below the drawing.'),
});

const HEAD = '---\n';

/** Reads and draws every .mmd file under diagrams/ of the content folder: front matter, then Mermaid. By name. */
export async function readDiagrams(
  contentFolder: string,
  host: Host,
  place: Place,
  memory: Memory,
): Promise<Checked<Readonly<Record<string, SiteDiagram>>>> {
  const files = { folder: `${contentFolder}/diagrams`, ending: '.mmd' };
  const read = await readEach(
    files,
    host,
    (name, file, text) => readOne(name, file, text.replace(/\r\n/g, '\n'), place),
    memory,
  );
  const all = await Promise.all(read.map(([, each]) => each));
  const drawn = all.flatMap(({ verified }) => verified ?? []);
  return {
    verified: Object.fromEntries(tinted(drawn).map((diagram) => [diagram.name, diagram])),
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** As many as the style sheet has. */
const TINTS = 4;

/** Gives each kind, by its words, the same tint in all diagrams. */
function tinted(diagrams: readonly SiteDiagram[]): SiteDiagram[] {
  const all = [...new Set(diagrams.flatMap(({ kinds }) => kinds.map(({ words }) => words)))].sort(compare);
  const tintOf = (words: string): number => (all.indexOf(words) % TINTS) + 1;
  return diagrams.map((diagram) => ({
    ...diagram,
    kinds: diagram.kinds.map(({ words }) => ({ words, tint: tintOf(words) })),
    drawings: diagram.drawings.map(({ width, svg }) => ({
      width,
      svg: svg.replace(/pt-d-means-kind-(\d+)/g, (_, kind: string) => {
        const words = diagram.kinds[Number(kind)]?.words ?? '';
        return `pt-d-tint-${tintOf(words)}`;
      }),
    })),
  }));
}

async function readOne(
  name: string,
  file: string,
  text: string,
  place: Place,
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
  const read = readChart(source);
  if ('faults' in read) {
    return refused(
      read.faults.map(({ line, message }) =>
        diagnose('diagram-invalid', { file, line: firstLine + line, column: 1 }, { message }),
      ),
    );
  }
  const { title, says, dashed = null } = facts.value;
  const meanings = meaningsOf(facts.value);
  const known = namedIn(read);
  const unknown = [...meanings.keys()].filter((named) => !known.has(named));
  if (unknown.length > 0) {
    const message = `Nothing in the drawing is called "${unknown[0]}".`;
    return refused([diagnose('diagram-invalid', startOf(file), { message })]);
  }
  const { wide, narrow } = await drawChart(read, meanings, place);
  const drawings = [...(wide ? [wide] : []), narrow].map((drawing) => ({
    width: Math.ceil(drawing.width),
    svg: svgOf(drawing),
  }));
  const kinds = Object.keys(facts.value.of).map((words, tint) => ({ words, tint }));
  const verified = { name, title, says, ...textOf(read), kinds, dashed, drawings };
  return { verified, diagnostics: [] };
}

function meaningsOf({ of, right, wrong }: z.infer<typeof DiagramFacts>): ReadonlyMap<string, Meaning> {
  const given = (meaning: Meaning, named: readonly string[]) => named.map((each) => [each, meaning] as const);
  return new Map([
    ...Object.values(of).flatMap((named, kind) => given(`kind-${kind}`, named)),
    ...given('right', right),
    ...given('wrong', wrong),
  ]);
}

/** What a meaning can be given to. */
const namedIn = (chart: Chart): ReadonlySet<string> =>
  new Set(
    chart.kind === 'flow'
      ? [...chart.boxes.map(({ id }) => id), ...chart.arrows.map(({ label }) => label)]
      : [
          ...chart.lanes.map(({ id }) => id),
          ...chart.events.flatMap((event) =>
            event.kind === 'end' ? [] : event.kind === 'message' ? [event.label] : [event.text],
          ),
        ],
  );

const refused = (diagnostics: readonly Diagnostic[]): Checked<null> => ({ verified: null, diagnostics });

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
