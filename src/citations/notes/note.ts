import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Page } from '../page/page.ts';
import { pageNamed } from '../page/page-target.ts';
import { readProps } from '../page/props.ts';
import type { Prop } from '../page/tag.ts';
import type { Use } from '../page/use.ts';
import { NOTE_KINDS, type NoteKind, type VerifiedNote } from '../site.ts';
import { anchorsOf, hashOfSelector, marksAt, selectorOf } from '../words/anchor.ts';
import { closestName } from '../words/closest.ts';
import { runsIn } from '../words/match.ts';
import { notAnchored } from './note-anchor.ts';
import { type Notable, targetOf } from './note-target.ts';

/** Null when something is wrong. */
export type NoteVerdict = Checked<VerifiedNote | null>;

/**
 * Checks one <Note>: its words are in the message that `on` names, once, by the writer of that message, and what
 * it leads to is there.
 */
export function verifyNote(use: Use, page: Page, site: Notable): NoteVerdict {
  const props = readProps(use.tag, 'Note', use.place, page.lines);
  if (props.diagnostics.length > 0) return { verified: null, diagnostics: props.diagnostics };
  const { values } = props;
  const faults = [...contentFaults(use, page), ...kindFaults(values.kind as Prop, page)];
  const rule = leadsTo('rule', values.rule, page, site);
  const other = leadsTo('page', values.page, page, site);
  const target = targetOf(values.on as Prop, page, site);
  faults.push(...rule.faults, ...other.faults, ...target.faults);
  if (!target.found) return { verified: null, diagnostics: faults };
  const { quotable: thread, message } = target.found;
  const selector = selectorOf({
    exact: values.exact?.value,
    prefix: values.prefix?.value,
    suffix: values.suffix?.value,
  });
  const own = runsIn(message).filter(({ source }) => source === message.id);
  const anchors = anchorsOf(selector, own);
  const [anchor] = anchors;
  if (!anchor || anchors.length > 1) {
    faults.push(notAnchored({ selector, values, page, own, anchors, thread, message }));
  }
  if (!anchor || faults.length > 0) return { verified: null, diagnostics: faults };
  return {
    verified: {
      id: `${message.id}/note-${hashOfSelector(selector)}`,
      thread: thread.thread.slug,
      message: message.id,
      by: anchor.run.author ?? message.from.name ?? '',
      kind: values.kind?.value as NoteKind,
      selector,
      marks: marksAt(anchor, message.passages),
      rule: rule.ref,
      page: other.ref,
    },
    diagnostics: [],
  };
}

function leadsTo(kind: 'rule' | 'page', prop: Prop | undefined, { lines }: Page, { pages }: Notable) {
  if (!prop) return { ref: null, faults: [] };
  const place = lines.placeAt(prop.valueAt);
  return pageNamed({ name: prop.value ?? '', kind, place, code: `note-unknown-${kind}` }, pages);
}

function contentFaults({ content, markupAt, place }: Use, { lines }: Page): Diagnostic[] {
  if (markupAt !== null) {
    const message = 'A note holds only Markdown; this is a tag or an expression.';
    return [diagnose('note-not-text', lines.placeAt(markupAt), { message })];
  }
  if (content.text.trim() !== '') return [];
  return [diagnose('note-empty', place, { message: 'There are no words between the tags.' })];
}

function kindFaults(kind: Prop, { lines }: Page): Diagnostic[] {
  if (NOTE_KINDS.some((each) => each === kind.value)) return [];
  return [
    diagnose('note-unknown-kind', lines.placeAt(kind.valueAt), {
      message: `There is no kind of note "${kind.value}".`,
      expected: NOTE_KINDS.join(', '),
      closest: closestName(kind.value ?? '', NOTE_KINDS),
    }),
  ];
}
