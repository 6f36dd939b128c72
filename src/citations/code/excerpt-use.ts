import { aboutUse, type Checked } from '../../base/diagnostic.ts';
import type { ExcerptRequest } from '../../sources/tree.ts';
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
  const all = aboutUse(use.key, [...diagnostics, ...notes.flatMap((note) => note.diagnostics)]);
  if (diagnostics.length > 0) return { verified: null, diagnostics: all };
  const text = (name: string) => values[name]?.value ?? undefined;
  const request = {
    tree: text('tree') ?? '',
    path: text('path') ?? '',
    symbol: text('symbol') ?? '',
    from: text('from'),
    to: text('to'),
  };
  const anchors = notes.map((note) => (note.diagnostics.length > 0 ? null : (note.values.at ?? null)));
  return { verified: { use, page, request, props: values, anchors }, diagnostics: all };
}
