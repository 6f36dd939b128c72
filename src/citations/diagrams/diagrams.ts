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
import { type Chart, MEANINGS } from './chart.ts';
import { textOf } from './diagram-text.ts';
import { drawChart } from './drawing.ts';
import type { Place } from './layout.ts';
import { readChart } from './read-chart.ts';
import { svgOf } from './shapes.ts';

/** The front matter of a diagram. */
export const DiagramFacts = z.strictObject({
  title: z.string().min(1).describe('What is drawn.'),
  says: z.string().min(1).describe('What the drawing teaches, in one sentence: its caption.'),
  means: z
    .partialRecord(z.enum(MEANINGS), z.array(z.string().min(1)).min(1))
    .default({})
    .describe(
      'What is of user space, the kernel or the hardware, and what goes right or wrong: boxes by their names in the source, arrows, notes and frames by their words. Each has its colour, and the key below the drawing says which.',
    ),
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
  const { title, says, means, dashed = null } = facts.value;
  const meanings = new Map(
    MEANINGS.flatMap((meaning) => (means[meaning] ?? []).map((named) => [named, meaning] as const)),
  );
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
  const used = MEANINGS.filter((meaning) => means[meaning] !== undefined);
  const verified = { name, title, says, ...textOf(read), means: used, dashed, drawings };
  return { verified, diagnostics: [] };
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
