import { z } from 'zod';
import { sha256 } from '../../base/hash.ts';
import { withoutFile } from '../answer.ts';
import { FilePath, kind, said } from '../kind.ts';

const Words = z.string().min(1).max(300);

/** An option of Kconfig is there, and has what is asked of it. */
export const config = kind({
  name: 'config',
  fields: {
    path: FilePath,
    symbol: z.string().regex(/^\w+$/, 'it must be the name of an option, without CONFIG_'),
    default: Words.optional().describe(
      'Its first default: y, n, m, or an expression. Without one an option is n.',
    ),
    depends: Words.optional().describe(
      'An expression that one of its "depends on" lines has among others joined by &&.',
    ),
    select: Words.optional().describe('An option that it selects.'),
  },
  asks: ({ path, symbol, default: given, depends, select }) =>
    said(
      [
        '',
        ' of ',
        [
          given === undefined ? '' : ` has the default ${given}`,
          depends === undefined ? '' : ` depends on ${depends}`,
          select === undefined ? '' : ` selects ${select}`,
        ]
          .filter((each) => each !== '')
          .join(',') || ' is an option',
      ],
      `CONFIG_${symbol}`,
      path,
    ),
  async run({ path, symbol, default: given, depends, select }, tree) {
    const file = tree.file(path);
    if (file.state !== 'found') return withoutFile(file);
    const entries = optionsIn(file.text).filter(({ name }) => name === symbol);
    const [first] = entries;
    const lines = entries.flatMap((each) => each.lines);
    const looked = sha256(lines.map(({ text }) => text).join('\n'));
    const answer = { sha256: looked, version: file.version };
    if (!first) return { state: 'no', at: [], ...answer, why: `there is no option ${symbol}` };
    const at = [{ path, line: first.line }];
    const no = (why: string) => ({ state: 'no' as const, at, ...answer, why });
    if (given !== undefined) {
      const own = lines.flatMap(({ text }) => wordsAfter(DEFAULTS, text) ?? [])[0] ?? 'n';
      if (folded(own) !== folded(given)) return no(`its default is ${own}`);
    }
    if (depends !== undefined) {
      const own = lines.flatMap(({ text }) => conjuncts(wordsAfter(DEPENDS, text) ?? ''));
      const wanted = conjuncts(depends).map(folded);
      if (!wanted.every((each) => own.map(folded).includes(each)))
        return no(`it does not depend on ${depends}`);
    }
    if (select !== undefined) {
      const own = lines.flatMap(({ text }) => wordsAfter(SELECTS, text)?.split(' ')[0] ?? []);
      if (!own.includes(select)) return no(`it does not select ${select}`);
    }
    return { state: 'yes', at, ...answer };
  },
});

const folded = (text: string): string => (text.split('#')[0] ?? '').replace(/\s+/g, ' ').trim();

/** What an expression asks for at once: `&&` binds closer than `||`, so `A || B && C` is one thing. */
function conjuncts(expression: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of expression.match(/&&|\|\||[()]|[^&|()]+|[&|]/g) ?? []) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth === 0 && sign === '||') return [expression];
    if (depth === 0 && sign === '&&') parts.push('');
    else parts.push((parts.pop() ?? '') + sign);
  }
  return parts.filter((each) => each.trim() !== '');
}

const DEFAULTS = ['default', 'def_bool', 'def_tristate'];
const DEPENDS = ['depends on'];
const SELECTS = ['select'];

/** What stands on a line behind one of some words that it begins with; null where it begins with none. */
function wordsAfter(starts: readonly string[], line: string): string | null {
  const words = folded(line);
  const start = starts.find((each) => words.startsWith(`${each} `));
  return start === undefined ? null : words.slice(start.length + 1);
}

interface Option {
  readonly name: string;
  readonly line: number;
  readonly lines: readonly { readonly text: string }[];
}

/** The options of a Kconfig file, without their help; a line that ends with a backslash goes on in the next. */
function optionsIn(text: string): Option[] {
  const options: { name: string; line: number; lines: { text: string }[] }[] = [];
  let isHelp = false;
  let helpDepth = 0;
  let open = '';
  text.split('\n').forEach((line, index) => {
    const start = /^(?:menu)?config\s+(\w+)/.exec(line);
    if (start) {
      options.push({ name: start[1] ?? '', line: index + 1, lines: [] });
      isHelp = false;
    } else if (/^\S/.test(line) && line.trim() !== '') {
      // Whatever else stands in the first column ends an option.
      if (!line.startsWith('#')) options.push({ name: '', line: index + 1, lines: [] });
      isHelp = false;
    }
    const depth = depthOf(line);
    if (isHelp && line.trim() !== '' && (helpDepth === 0 || depth >= helpDepth)) {
      helpDepth ||= depth;
      return;
    }
    if (/^\s+(?:help|---help---)\s*$/.test(line)) {
      isHelp = true;
      helpDepth = 0;
      return;
    }
    if (line.trim() !== '') isHelp = false;
    const whole = open + line;
    open = whole.endsWith('\\') ? whole.slice(0, -1) : '';
    if (open === '') options.at(-1)?.lines.push({ text: whole });
  });
  return options;
}

/** How far a line is indented; a tab goes to the next eighth column. */
function depthOf(line: string): number {
  let depth = 0;
  for (const char of line) {
    if (char === '\t') depth += 8 - (depth % 8);
    else if (char === ' ') depth += 1;
    else break;
  }
  return depth;
}
