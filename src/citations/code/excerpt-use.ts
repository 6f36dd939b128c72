import { aboutUse, type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import { type ExcerptRequest, lineRange } from '../../sources/tree.ts';
import { type Memory, newMemory } from '../memory.ts';
import type { Page } from '../page/page.ts';
import { readProps } from '../page/props.ts';
import type { Prop } from '../page/tag.ts';
import type { Use } from '../page/use.ts';

/** A well-formed <Excerpt>, before any tree was asked. */
export interface ExcerptUse {
  readonly use: Use;
  readonly page: Page;
  readonly request: ExcerptRequest;
  readonly props: Readonly<Record<string, Prop | undefined>>;
  /** The `at` of each note; null where it is faulty. */
  readonly anchors: readonly (Prop | null)[];
}

/** Reads every <Excerpt> of a site's pages; faulty ones are told and left out. */
export function readExcerptUses(
  pages: readonly Page[],
  memory: Memory = newMemory(),
): Checked<readonly ExcerptUse[]> {
  const all = pages.flatMap((page) =>
    memory.once('excerpt uses', [page.file, page.digest], () =>
      page.uses.filter(({ component }) => component === 'Excerpt').map((use) => readExcerptUse(use, page)),
    ),
  );
  return {
    verified: all.flatMap(({ verified }) => verified ?? []),
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** Reads the properties of an <Excerpt> and of its notes. */
export function readExcerptUse(use: Use, page: Page): Checked<ExcerptUse | null> {
  const { values, diagnostics } = readProps(use.tag, 'Excerpt', use.place, page.lines);
  const notes = use.notes.map(({ tag, place }) => readProps(tag, 'CodeNote', place, page.lines));
  const faults = diagnostics.length > 0 ? diagnostics : partFaults(use, page, values);
  const all = aboutUse(use.key, [...faults, ...notes.flatMap((note) => note.diagnostics)]);
  if (faults.length > 0) return { verified: null, diagnostics: all };
  const text = (name: string) => lookUp(values, name)?.value ?? undefined;
  const request = {
    tree: text('tree') ?? '',
    path: text('path') ?? '',
    symbol: text('symbol'),
    from: text('from'),
    to: text('to'),
    lines: text('lines'),
  };
  const anchors = notes.map((note) => (note.diagnostics.length > 0 ? null : (note.values.at ?? null)));
  return { verified: { use, page, request, props: values, anchors }, diagnostics: all };
}

/** What is shown is said once: a symbol, perhaps cut by words; or words from and to; or lines. */
function partFaults(use: Use, page: Page, props: ExcerptUse['props']): Diagnostic[] {
  const isThere = (name: string): boolean => Boolean(lookUp(props, name)?.value);
  const fault = (code: 'prop-missing' | 'excerpt-part', prop: string, message: string) => {
    const at = lookUp(props, prop);
    return [diagnose(code, at ? page.lines.placeAt(at.at) : use.place, { message, expected: PARTS })];
  };
  if (isThere('lines')) {
    const other = ['symbol', 'from', 'to'].find(isThere);
    if (other !== undefined)
      return fault('excerpt-part', 'lines', `The excerpt has lines="…" beside ${other}="…".`);
    const lines = props.lines?.value ?? '';
    return lineRange(lines) ? [] : fault('excerpt-part', 'lines', `"${lines}" is no range of lines.`);
  }
  if (isThere('symbol') || (isThere('from') && isThere('to'))) return [];
  if (isThere('from') || isThere('to')) {
    const [there, missing] = isThere('from') ? ['from', 'to'] : ['to', 'from'];
    return fault('excerpt-part', there, `Without a symbol, ${there}="…" needs ${missing}="…" as well.`);
  }
  const empty = ['symbol', 'from', 'to', 'lines'].find((name) => lookUp(props, name)) ?? 'symbol';
  return fault('prop-missing', empty, '<Excerpt> does not say what it shows of the file.');
}

const PARTS = 'symbol="…", or from="…" to="…", or lines="10-20"';
