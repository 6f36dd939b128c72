import { scan, tokensOf } from '../../src/sources/c/scan.ts';
import { type Definition, linesBetween } from '../../src/sources/excerpt.ts';

/** A file with one thing changed in a function. */
export interface Mutant {
  readonly sort: string;
  readonly line: number;
  readonly text: string;
}

interface Edit {
  readonly sort: string;
  readonly at: number;
  readonly length: number;
  readonly to: string;
}

/**
 * Everything that can be broken in a function: calls deleted, conditions turned round, flags dropped, neighbours swapped,
 * errors that become success, its body emptied, and what an older tree has under its name beside it.
 */
export function mutantsOf(text: string, of: Definition, older: string | null): Mutant[] {
  const start = offsetOf(text, of.firstLine);
  const whole = linesBetween(text, of.firstLine, of.lastLine);
  const { code } = scan(whole);
  const open = bodyOf(code);
  if (open === null) return [];
  const close = code.lastIndexOf('}');
  const edits: Edit[] = [
    ...deletedCalls(code, open),
    ...turnedConditions(code, open),
    ...droppedFlags(code, open),
    ...swapped(code, open),
    ...succeeding(code, open),
    {
      sort: 'body emptied',
      at: open + 1,
      length: close - open - 1,
      to: /\bvoid\b[^*]*$/.test(code.slice(0, code.indexOf('('))) ? '\n' : '\n\treturn 0;\n',
    },
  ];
  const made = edits.map(({ sort, at, length, to }) => ({
    sort,
    line: of.firstLine + code.slice(0, at).split('\n').length - 1,
    text: text.slice(0, start + at) + to + text.slice(start + at + length),
  }));
  if (older === null) return made;
  const end = start + whole.length;
  return [
    ...made,
    {
      sort: 'older beside',
      line: of.lastLine,
      text: `${text.slice(0, end)}\n\n${older}\n${text.slice(end)}`,
    },
  ];
}

/** Edits that change nothing of what a function does. */
export function harmless(text: string, of: Definition): Mutant[] {
  const start = offsetOf(text, of.firstLine);
  const whole = linesBetween(text, of.firstLine, of.lastLine);
  const { code } = scan(whole);
  const open = bodyOf(code);
  if (open === null) return [];
  const end = start + whole.length;
  const within = (sort: string, body: string): Mutant => ({
    sort,
    line: of.firstLine,
    text: text.slice(0, start) + body + text.slice(end),
  });
  const local = /\n\t(?:int|bool|long|unsigned long|vm_fault_t|struct \w+) \*?(\w+)(?: = [^;,]+)?;/.exec(
    code.slice(open),
  )?.[1];
  const name = of.name;
  const renamed = local === undefined ? null : renamedLocal(whole, code, local);
  const head = code.slice(0, open);
  const parameters = head.lastIndexOf(')');
  return [
    within(
      'comment',
      `${whole.slice(0, open + 1)}\n\t/* ${name}() is looked at: if (x) return burn(y); */${whole.slice(open + 1)}`,
    ),
    within('blanks', whole.replace(/\n\t/g, '\n\n\t ').replaceAll(' = ', '  =  ')),
    ...(renamed === null ? [] : [within('renamed local', renamed)]),
    { sort: 'moved', line: of.firstLine, text: `${text.slice(0, start)}${text.slice(end)}\n${whole}\n` },
    ...(parameters > 0 && !/\(\s*void\s*\)/.test(head)
      ? [within('added parameter', `${whole.slice(0, parameters)}, int more${whole.slice(parameters)}`)]
      : []),
  ];
}

/** A local under another name, wherever it is no field of something. */
function renamedLocal(whole: string, code: string, local: string): string {
  let renamed = '';
  let at = 0;
  for (const { kind, start, end } of tokensOf(code, { start: 0, end: code.length })) {
    if (
      kind !== 'word' ||
      code.slice(start, end) !== local ||
      /(?:\.|->|\b(?:struct|union|enum))\s*$/.test(code.slice(Math.max(0, start - 8), start))
    )
      continue;
    renamed += `${whole.slice(at, start)}${local}_now`;
    at = end;
  }
  return renamed + whole.slice(at);
}

/** A statement that is one call. */
function deletedCalls(code: string, open: number): Edit[] {
  const calls = /(?<=[;{}:)]\s*)\b(?!return\b|if\b|while\b|for\b|switch\b|goto\b)[a-z_]\w*\([^;{}]*\);/g;
  return [...code.slice(open).matchAll(calls)].map((match) => ({
    sort: 'call deleted',
    at: open + match.index,
    length: match[0].length,
    to: ';',
  }));
}

function turnedConditions(code: string, open: number): Edit[] {
  return [...code.slice(open).matchAll(/\bif \(/g)].flatMap((match) => {
    const from = open + match.index + match[0].length - 1;
    const to = closing(code, from);
    return to === null
      ? []
      : [{ sort: 'condition turned', at: from, length: to - from + 1, to: `(!${code.slice(from, to + 1)})` }];
  });
}

function droppedFlags(code: string, open: number): Edit[] {
  return [...code.slice(open).matchAll(/\s*\|\s*[A-Z][A-Z0-9_]+\b(?!\()/g)].map((match) => ({
    sort: 'flag dropped',
    at: open + match.index,
    length: match[0].length,
    to: '',
  }));
}

/** Two statements of one line each, one right below the other. */
function swapped(code: string, open: number): Edit[] {
  const pairs = /(?<=[;{}]\n)(\t+)([^\s][^;{}\n]*;)\n\1([^\s][^;{}\n]*;)(?=\n)/g;
  return [...code.slice(open).matchAll(pairs)].flatMap(
    ([all, indent = '', a = '', b = ''], index, matches) => {
      const at = matches[index];
      return !at || a === b || /^(?:return|goto|break|continue)/.test(b)
        ? []
        : [
            {
              sort: 'statements swapped',
              at: open + at.index,
              length: all.length,
              to: `${indent}${b}\n${indent}${a}`,
            },
          ];
    },
  );
}

function succeeding(code: string, open: number): Edit[] {
  return [...code.slice(open).matchAll(/return -E[A-Z]+;/g)].map((match) => ({
    sort: 'error forgotten',
    at: open + match.index,
    length: match[0].length,
    to: 'return 0;',
  }));
}

function closing(code: string, open: number): number | null {
  let depth = 0;
  for (let at = open; at < code.length; at += 1) {
    if (code[at] === '(') depth += 1;
    if (code[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return null;
}

/** Where the body opens: a brace in the first column, or at the end of a line. */
function bodyOf(code: string): number | null {
  const at = code.startsWith('{') ? 0 : code.indexOf('\n{') + 1;
  if (at > 0) return at;
  const first = code.indexOf('{');
  return first === -1 ? null : first;
}

function offsetOf(text: string, line: number): number {
  let at = 0;
  for (let each = 1; each < line; each += 1) at = text.indexOf('\n', at) + 1;
  return at;
}
