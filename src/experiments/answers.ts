import { NAME, type Observations } from './experiment.ts';

/** What an emulated machine said on the line that is for answers. */
export interface Answers {
  /** Of the kernel, as it reports itself; null where it never got so far. */
  readonly release: string | null;
  /** Of the machine itself, before any program: a module that the kernel refuses. */
  readonly faults: readonly AnswerFault[];
  /** Number of a program -> what it said, of those that were begun. */
  readonly programs: ReadonlyMap<number, ProgramAnswers>;
}

export interface ProgramAnswers {
  readonly observations: Observations;
  /** How the program ended: "ok", "exit 1", "signal 11"; null where it never did. */
  readonly end: string | null;
  /** What cannot be taken as an answer, in words for the author. */
  readonly faults: readonly AnswerFault[];
}

export interface AnswerFault {
  readonly kind: 'repeated' | 'malformed' | 'varies' | 'module';
  readonly message: string;
}

/** Letters of one value. */
const LONGEST = 200;
/** Values of one program. */
const MOST = 100;

/**
 * Reads the lines of the answers: `name: value` from programs, and `= word rest` from the support header around them.
 */
export function readAnswers(text: string): Answers {
  const programs = new Map<number, ProgramAnswers>();
  const faults: AnswerFault[] = [];
  let release: string | null = null;
  let current: ReturnType<typeof programReader> | null = null;
  const close = (end: string | null) => {
    if (current) programs.set(current.number, current.read(end));
    current = null;
  };
  for (const line of text.split(/\r*\n/)) {
    if (line === '') continue;
    const [, word, rest = ''] = /^= (\w{1,20}) (.*)$/.exec(line) ?? [];
    if (word === 'release') release = rest;
    else if (word === 'module')
      faults.push({ kind: 'module', message: `The kernel refuses the module ${rest}.` });
    else if (word === 'begin') {
      close(null);
      current = programReader(Number(rest));
    } else if (word === 'end') close(rest);
    else current?.line(line);
  }
  close(null);
  return { release, faults, programs };
}

/** Takes the lines of one program. */
function programReader(number: number) {
  const observations = new Map<string, string>();
  const faults: AnswerFault[] = [];
  const fault = (kind: AnswerFault['kind'], message: string) => faults.push({ kind, message });
  return {
    number,
    line(line: string): void {
      if (faults.length > MOST) return;
      const colon = line.indexOf(': ');
      const [name, value] = [line.slice(0, colon), line.slice(colon + 2)];
      if (colon === -1 || !NAME.test(name) || !isShown(value))
        fault('malformed', `"${line.replace(UNSHOWN, '?').slice(0, LONGEST)}" is no observation.`);
      else if (observations.has(name)) fault('repeated', `The observation "${name}" is printed twice.`);
      else if (VARYING.test(value))
        fault('varies', `The observation "${name}" is "${value}", which looks like an address or a time.`);
      else observations.set(name, value);
    },
    read(end: string | null): ProgramAnswers {
      if (observations.size > MOST) fault('malformed', `There are more than ${MOST} observations.`);
      return { observations: Object.fromEntries(observations), end, faults };
    },
  };
}

const UNSHOWN = /[^\x20-\x7e]/g;
const isShown = (value: string): boolean =>
  value.trim() !== '' && value.length <= LONGEST && !/[^\x20-\x7e]/.test(value);

/** A pointer, or a count that no two runs agree on. */
const VARYING = /\b0x[0-9a-f]{6}|\b\d{9}/i;
