/** A stretch of a text, in UTF-16 code units; the end is not part of it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A preprocessor line with its continuations, from `#` to the end of its last line. */
export interface Directive extends Span {
  /** What stands after the `#`, comments left out, white space folded: `ifdef CONFIG_MMU`. */
  readonly text: string;
}

/** A C file in its three languages. */
export interface Scanned {
  /** As long as the text, line for line; comments and preprocessor lines are blank. */
  readonly code: string;
  readonly comments: readonly Span[];
  readonly directives: readonly Directive[];
}

export interface Token extends Span {
  readonly kind: 'word' | 'literal' | 'mark';
}

/**
 * Tells comments, preprocessor lines and code apart (C11 5.1.1.2, phases 2 to 4). The C grammar cannot: it
 * reads both branches of an `#if` as one text, and one brace opened in each is the end of its understanding.
 */
export function scan(text: string): Scanned {
  const comments: Span[] = [];
  const directives: Directive[] = [];
  let at = 0;
  let fresh = true;
  while (at < text.length) {
    const char = text[at];
    const comment = endOfComment(text, at);
    if (comment !== null) {
      comments.push({ start: at, end: comment });
      at = comment;
    } else if (char === '#' && fresh) {
      const directive = directiveAt(text, at, comments);
      directives.push(directive);
      at = directive.end;
    } else if (char === '"' || char === "'") {
      at = endOfLiteral(text, at);
      fresh = false;
    } else {
      if (char === '\n') fresh = true;
      else if (!isSpace(char)) fresh = false;
      at += 1;
    }
  }
  return { code: blanked(text, inOrder([...comments, ...directives])), comments, directives };
}

/** The tokens of a text without comments and preprocessor lines, such as {@link Scanned.code}. */
export function* tokensOf(code: string, { start, end }: Span): Generator<Token> {
  let at = start;
  while (at < end) {
    const char = code[at] ?? '';
    const first = at;
    if (isSpace(char) || char === '\n') at += 1;
    else if (isWord(char)) {
      while (at < end && isWord(code[at] ?? '')) at += 1;
      yield { kind: 'word', start: first, end: at };
    } else {
      const literal = char === '"' || char === "'";
      at = literal ? endOfLiteral(code, at) : at + 1;
      yield { kind: literal ? 'literal' : 'mark', start: first, end: at };
    }
  }
}

/** Overwrites stretches with spaces; line ends stay, so that offsets and lines do. */
export function blanked(text: string, spans: readonly Span[]): string {
  const pieces: string[] = [];
  let kept = 0;
  for (const { start, end } of spans) {
    if (end <= kept) continue;
    const from = Math.max(start, kept);
    pieces.push(text.slice(kept, from));
    const lines = text.slice(from, end).split('\n');
    pieces.push(lines.map((line) => ' '.repeat(line.length)).join('\n'));
    kept = end;
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(kept);
}

export const inOrder = (spans: readonly Span[]): Span[] => [...spans].sort((a, b) => a.start - b.start);

function directiveAt(text: string, start: number, comments: Span[]): Directive {
  let words = '';
  let at = start + 1;
  while (at < text.length && text[at] !== '\n') {
    const comment = endOfComment(text, at);
    const continued = text[at] === '\\' && (text[at + 1] === '\n' || text.startsWith('\r\n', at + 1));
    if (comment !== null) {
      comments.push({ start: at, end: comment });
      words += ' ';
      at = comment;
    } else if (continued) at = text.indexOf('\n', at) + 1;
    else {
      const end = text[at] === '"' || text[at] === "'" ? endOfLiteral(text, at) : at + 1;
      words += text.slice(at, end);
      at = end;
    }
  }
  return { start, end: at, text: words.split(/\s+/).join(' ').trim() };
}

function endOfComment(text: string, at: number): number | null {
  if (text[at] !== '/') return null;
  const end = text[at + 1] === '*' ? text.indexOf('*/', at + 2) + 2 : text.indexOf('\n', at);
  if (text[at + 1] !== '*' && text[at + 1] !== '/') return null;
  return end <= 1 ? text.length : end;
}

/** A literal ends on its line: an apostrophe in `#error` is none. */
function endOfLiteral(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === quote) return at + 1;
    if (text[at] === '\n') return at;
    if (text[at] === '\\') at += 1;
  }
  return text.length;
}

const isSpace = (char: string | undefined): boolean =>
  char === ' ' || char === '\t' || char === '\r' || char === '\f' || char === '\v' || char === '\\';

const isWord = (char: string): boolean =>
  (char >= 'a' && char <= 'z') ||
  (char >= 'A' && char <= 'Z') ||
  (char >= '0' && char <= '9') ||
  char === '_';
