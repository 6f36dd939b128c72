import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Random } from '../random.ts';
import { type Kind, type Mutant, replaced } from './mutant.ts';
import type { Subject } from './subject.ts';

/** An expected value in the front matter: `    'the pipe holds': 'old'`. */
const EXPECTED = /^ {4}'((?:[^']|'')+)': '((?:[^']|'')+)'$/gm;
/** What `shows` says of an observation: `is: 'new' }`. */
const IS = / is: '([^']+)' \}$/gm;
/** The words of a line that a note stands beside: `  - { at: 'must(pipe(ends));', says: …`. */
const NOTED = /^ {2}- \{ at: '((?:[^']|'')+)'/gm;

/** Ways to make an experiment false: its program, what it expects, what is recorded of it, what it is said to show. */
export const EXPERIMENT_KINDS: readonly Kind[] = [
  program('one letter', (text, random) => {
    const at = random.below(text.length);
    const letter = random.pick([...'abcdefghijklmnopqrstuvwxyz0123456789(){};,.*&!=<>+- ']);
    return text[at] === letter || text[at] === '\n'
      ? null
      : `${text.slice(0, at)}${letter}${text.slice(at + 1)}`;
  }),
  program('one line dropped', (text, random) => {
    const lines = text.split('\n');
    lines.splice(random.below(lines.length), 1);
    return lines.join('\n');
  }),
  onPage('another value expected', EXPECTED, 2, (value, random) =>
    random.pick(['ok', 'EFAULT', 'old', 'yes', 'no', `${value}s`, value.slice(1)]),
  ),
  onPage('another observation expected', EXPECTED, 1, (name, random) => {
    const at = random.below(name.length);
    return `${name.slice(0, at)}${random.pick([...'abcdefgh'])}${name.slice(at + 1)}`;
  }),
  onPage('another value is said to show a rule', IS, 1, (value) => `${value}x`),
  inLock('another value recorded', (line, random) =>
    line.replace(/("observations":\{[^}]*":")([^"]+)("\})/, (_, before, value, after) => {
      const other = random.pick(['ok', 'EFAULT', 'new', `${value}s`]);
      return `${before}${other}${after}`;
    }),
  ),
  inLock(
    'another hash recorded',
    (line, random) =>
      line.replace(/("sha256":")(\w)/, (_, before) => `${before}${random.pick([...'0123456789abcdef'])}`),
    'program',
  ),
  inLock('an observation not recorded', (line) => line.replace(/("observations":\{)"[^"]+":"[^"]+",?/, '$1')),
  inLock('a record of another experiment', (line, random) =>
    line.replace(/^( {4}")([\w-]+)/, (_, before, name) => `${before}${name}${random.pick(['-', 'x', '2'])}`),
  ),
];

const pagesIn = ({ pages, content }: Subject) =>
  pages.filter(({ file }) => file.startsWith(`${content}/experiments/`));

function program(name: string, edit: (text: string, random: Random) => string | null): Kind {
  return {
    name: `program: ${name}`,
    draw(subject, random) {
      const page = random.pick(pagesIn(subject));
      const file = programOf(page.file);
      const text = readFileSync(file, 'utf8');
      const source = edit(text, random);
      if (source === null || source === text) return null;
      const lost = lostNote(page.source, source);
      // Both files are told of then, the first by name first.
      if (lost !== null && page.file < file)
        return { page, source: page.source, mistake: lost, isTrue: false, files: { [file]: source } };
      const mistake = { start: 0, end: source.length };
      return { page: { file, source: text }, source, mistake, isTrue: false };
    },
  };
}

/** Where the page has the words of a note that stand on no line of its program, or on several. */
function lostNote(page: string, program: string): Mutant['mistake'] | null {
  const lines = program.split('\n');
  for (const { 0: before, 1: written = '', index } of page.matchAll(NOTED)) {
    const words = written.replaceAll("''", "'");
    if (lines.filter((line) => line.includes(words)).length === 1) continue;
    const end = index + before.length;
    return { start: end - written.length - "''".length, end };
  }
  return null;
}

/** The one C file beside the page of an experiment. */
function programOf(page: string): string {
  const [file = ''] = globSync(`${dirname(page)}/*.c`);
  return file.replaceAll('\\', '/');
}

/** Changes one group of what a pattern finds on the page of an experiment. */
function onPage(
  name: string,
  pattern: RegExp,
  group: number,
  edit: (value: string, random: Random) => string,
): Kind {
  return {
    name: `expectation: ${name}`,
    draw(subject, random) {
      const page = random.pick(pagesIn(subject));
      const found = [...page.source.matchAll(pattern)];
      if (found.length === 0) return null;
      const match = random.pick(found);
      const value = match[group] ?? '';
      const other = edit(value, random);
      if (other === value || other === '' || /[':]/.test(other + value)) return null;
      const start =
        match.index + match[0].indexOf(`'${value}'`, group === 2 ? match[0].indexOf("': ") : 0) + 1;
      const { source } = replaced(page.source, start, start + value.length, other);
      // A name that nobody observed is told at its value, and what was observed under the true one at its tree.
      const expected = source.lastIndexOf('expect:', start);
      const mistake = {
        start: expected === -1 ? start - "'".length : expected,
        end: source.indexOf('\n', start),
      };
      return { page, source, mistake, isTrue: false };
    },
  };
}

/** Changes a line of the lock that records a run. */
function inLock(
  name: string,
  edit: (line: string, random: Random) => string,
  toldAt: 'page' | 'program' = 'page',
): Kind {
  return {
    name: `record: ${name}`,
    draw(subject, random) {
      const { content, lockText } = subject;
      const begin = lockText.indexOf('  "experiments": {');
      if (begin === -1) return null;
      const lines = lockText.slice(begin, lockText.indexOf('\n  }', begin)).split('\n').slice(1);
      const line = random.pick(lines);
      const other = edit(line, random);
      if (other === line) return null;
      const [, experiment] = /^ {4}"([\w-]+) /.exec(line) ?? [];
      const page = pagesIn(subject).find((each) => each.page === `experiments/${experiment}`);
      if (!page) return null;
      const files = { [`${content}/postil.lock.json`]: lockText.replace(line, () => other) };
      if (toldAt === 'program') {
        const file = programOf(page.file);
        const source = readFileSync(file, 'utf8');
        const mistake = { start: 0, end: source.length };
        return { page: { file, source }, source, mistake, isTrue: false, files };
      }
      const from = Math.max(0, page.source.indexOf('shows:'));
      const mistake = { start: from, end: page.source.indexOf('\n---', 4) };
      return { page, source: page.source, mistake, isTrue: false, files };
    },
  };
}
