import { remembered } from '../../base/remembered.ts';
import { annotationsIn, invocationsIn, likelyAnnotationsIn } from './annotations.ts';
import type { Conditions } from './conditions.ts';
import { blanked, inOrder, type Scanned, type Span } from './scan.ts';

/** A stretch of a file that a grammar can read by itself. */
export interface Piece extends Span {
  /** Ways to read it, the truest first: each is as long as the piece, with blanks for what is left out. */
  readonly readings: readonly string[];
  /** The piece with annotations still there, to see where a declaration really starts. */
  readonly code: string;
}

/**
 * Cuts a file into top-level pieces. Each ends with a line that starts with `}`: kernel style puts no other
 * brace in the first column, so whatever the grammar fails to understand spoils one definition, not the rest
 * of the file. Bodies of functions, between braces in the first column, are left out: only what is declared counts.
 */
export function piecesOf({ code }: Scanned, conditions: Conditions): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  while (start < code.length) {
    const end = endOfPiece(code, start);
    const piece = { start, end };
    if (code.slice(start, end).trim() !== '') pieces.push(readingsOf(code, piece, conditions));
    start = end;
  }
  return pieces;
}

function readingsOf(code: string, piece: Span, { conditionals }: Conditions): Piece {
  const own = code.slice(piece.start, piece.end);
  const inside = conditionals.filter(({ start, end }) => start >= piece.start && end <= piece.end);
  const others = inside
    .flatMap(({ others }) => others)
    .map(({ start, end }) => ({ start: start - piece.start, end: end - piece.start }));
  return { ...piece, ...readOnce(JSON.stringify([own, others])) };
}

type Readings = Pick<Piece, 'readings' | 'code'>;

/** Of a file that is edited, most pieces stay what they were. */
const readOnce = remembered((json) => readingsWithout(JSON.parse(json)), { most: 5000, longest: 30_000 });

/** @param others the branches after the first of each `#if` inside. */
function readingsWithout([own, others]: readonly [string, readonly Span[]]): Readings {
  const whole = { start: 0, end: own.length };
  const calls = invocationsIn(own, whole);
  const shown = blanked(own, calls);
  const hidden = [...bodyOf(own), ...calls, ...annotationsIn(own, whole)];
  const all = blanked(own, inOrder(hidden));
  const first = others.length === 0 ? all : blanked(all, inOrder(others));
  const bare = blanked(first, likelyAnnotationsIn(first, whole));
  return { code: shown, readings: [...new Set([all, first, bare])] };
}

function endOfPiece(code: string, start: number): number {
  for (let at = start; at < code.length; ) {
    const brace = code[at] === '}' ? at : code.indexOf('\n}', at) + 1;
    if (brace === 0 && code[at] !== '}') return code.length;
    const newline = code.indexOf('\n', brace);
    const end = newline === -1 ? code.length : newline + 1;
    const rest = code.slice(brace + 1, end).trim();
    if (rest === '' || rest.includes(';')) return end;
    at = end;
  }
  return code.length;
}

/** Between the last `{` and the last `}` in the first column. */
function bodyOf(code: string): Span[] {
  const open = code.startsWith('{') ? 0 : code.lastIndexOf('\n{') + 1;
  const close = code.lastIndexOf('\n}') + 1;
  return code[open] === '{' && close > open ? [{ start: open + 1, end: close }] : [];
}
