import { decodeWords } from './encoded-words.ts';
import type { Part } from './mime.ts';
import { parameterised } from './parameters.ts';

/** A part without parts, and what becomes of it. */
export interface ShownPart {
  readonly part: Part;
  /** Its words are the message's; it is a message of its own; nothing of it is shown. */
  readonly use: 'words' | 'message' | 'nothing';
}

/**
 * The parts of a message in their order, and what becomes of each. Of alternatives the plainest that holds words is
 * taken, and what is attached to the others. Signatures and keys are not among them: nobody misses them.
 *
 * @param textIn the words of a part.
 */
export function shownParts(root: Part, textIn: (part: Part) => string): ShownPart[] {
  const leaves = leavesOf(root, textIn).filter(({ type }) => !SEALS.has(type));
  const shown = leaves.map((part): ShownPart => ({ part, use: useOf(part) }));
  const isWordless = shown.every(
    ({ part, use }) => use === 'nothing' || (use === 'words' && isBlank(textIn(part))),
  );
  // A file that is all that was sent holds the words.
  return isWordless
    ? shown.map((each) =>
        formOf(each.part) === null || each.use === 'message' ? each : { ...each, use: 'words' },
      )
    : shown;
}

/** How the words of a part are written; null where it holds none that Postil reads. */
export function formOf({
  type,
  refused,
  header,
  parameters,
}: Part): 'plain' | 'html' | 'enriched' | 'richtext' | null {
  if (refused !== null) return null;
  const form = FORMS.get(type);
  if (form !== undefined) return form;
  // Parts that cannot be told apart are read as they stand.
  if (type.startsWith('multipart/') && type !== 'multipart/encrypted') return 'plain';
  return /^text\//.test(type) || PATCHES.test(type) || isPatchFile(fileOf({ header, parameters }))
    ? 'plain'
    : null;
}

/** Types of text that are not plain (RFC 2046, section 4.1.4: all others are read as if they were). */
const FORMS: ReadonlyMap<string, 'html' | 'enriched' | 'richtext' | null> = new Map([
  ['text/html', 'html'],
  ['application/xhtml+xml', 'html'],
  ['text/enriched', 'enriched'],
  ['text/richtext', 'richtext'],
  ...[
    'calendar',
    'vcard',
    'x-vcard',
    'directory',
    'css',
    'rtf',
    'rfc822-headers',
    'x-amp-html',
    'x-watch-html',
  ].map((name) => [`text/${name}`, null] as const),
]);

const PATCHES = /^application\/(?:x-)?(?:patch|diff)$/;
const isPatchFile = (name: string | null): boolean => /\.(?:patch|diff|eml\.txt)$/i.test(name ?? '');

const MESSAGES: ReadonlySet<string> = new Set(['message/rfc822', 'message/global', 'message/news']);

/** What signs or opens other parts. */
const SEALS: ReadonlySet<string> = new Set([
  'application/pgp-signature',
  'application/pgp-keys',
  'application/pgp-encrypted',
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
]);

function useOf(part: Part): ShownPart['use'] {
  if (MESSAGES.has(part.type) && part.refused === null) return 'message';
  if (formOf(part) === null) return 'nothing';
  const isFile = dispositionOf(part) === 'attachment' && fileOf(part) !== null;
  return isFile && !isPatch(part) ? 'nothing' : 'words';
}

const isPatch = (part: Part): boolean =>
  PATCHES.test(part.type) ||
  /^text\/x-(?:patch|diff)$/.test(part.type) ||
  isPatchFile(fileOf(part)) ||
  /^(?:diff --git |--- \S|Index: |From [0-9a-f]{40} )/m.test(part.body.slice(0, FIRST_LOOK));

const FIRST_LOOK = 4000;

const dispositionOf = ({ header }: Part): string =>
  parameterised(header.raw('content-disposition') ?? '').value;

/** The name of the file that a part was made from. */
export function fileOf({ header, parameters }: Pick<Part, 'header' | 'parameters'>): string | null {
  const disposition = parameterised(header.raw('content-disposition') ?? '');
  const name = disposition.parameters.get('filename') ?? parameters.get('name');
  return name === undefined || name === '' ? null : decodeWords(name);
}

function leavesOf(root: Part, textIn: (part: Part) => string): Part[] {
  const leaves: Part[] = [];
  const waiting: Part[] = [root];
  const unchosen = new Set<Part>();
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (part.parts.length === 0) {
      if (!unchosen.has(part)) leaves.push(part);
      continue;
    }
    if (part.type === 'multipart/encrypted') {
      leaves.push(part);
      continue;
    }
    const chosen = part.type === 'multipart/alternative' ? chosenOf(part.parts, textIn) : null;
    if (chosen !== null)
      for (const other of part.parts)
        if (other !== chosen)
          for (const leaf of leavesBelow(other)) if (isRendering(leaf)) unchosen.add(leaf);
    waiting.push(...[...part.parts].reverse());
  }
  return leaves;
}

/** The first alternative that is plain and more than an excuse, else the first that holds words. */
function chosenOf(parts: readonly Part[], textIn: (part: Part) => string): Part | null {
  const told = parts.map((part) => {
    const words = leavesBelow(part).filter((leaf) => isRendering(leaf) && !isBlank(textIn(leaf)));
    return {
      part,
      isPlain: words.some((leaf) => formOf(leaf) === 'plain'),
      text: words.map(textIn).join('\n').trim(),
    };
  });
  const longest = Math.max(0, ...told.map(({ text }) => text.length));
  const spoken = told.filter(({ text }) => text !== '' && !isExcuse(text, longest));
  return (spoken.find(({ isPlain }) => isPlain) ?? spoken[0] ?? told[0])?.part ?? null;
}

/** "This mail is in HTML, get a program that shows it": short, and the words are elsewhere. */
const isExcuse = (text: string, longest: number): boolean =>
  text.length < 400 && text.length * 2 < longest && /\bHTML\b/i.test(text);

/** Letters that nobody sees count for none. */
const isBlank = (text: string): boolean => !/[^\s\p{C}]/u.test(text);

const isRendering = (part: Part): boolean =>
  formOf(part) !== null && dispositionOf(part) !== 'attachment' && !isPatch(part);

function leavesBelow(part: Part): Part[] {
  const leaves: Part[] = [];
  const waiting = [part];
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    if (each.parts.length === 0) leaves.push(each);
    else waiting.push(...[...each.parts].reverse());
  }
  return leaves;
}
