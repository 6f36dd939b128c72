import { NAME, type Observations } from './experiment.ts';

/** What an emulated machine said on the line that is for answers. */
export interface Answers {
  /** Of the kernel, as it reports itself; null where it never got so far. */
  readonly release: string | null;
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
 * Reads the lines of the answers: `name: value` from the program, and `= word rest` from the support header around it.
 */
export function readAnswers(text: string): Answers {
  const observations = new Map<string, string>();
  const faults: AnswerFault[] = [];
  let release: string | null = null;
  let end: string | null = null;
  const fault = (kind: AnswerFault['kind'], message: string) => faults.push({ kind, message });
  for (const line of text.split(/\r*\n/)) {
    if (line === '' || faults.length > MOST) continue;
    const [, word, rest = ''] = /^= (\w{1,20}) (.*)$/.exec(line) ?? [];
    const colon = line.indexOf(': ');
    const [name, value] = [line.slice(0, colon), line.slice(colon + 2)];
    if (word === 'release') release = rest;
    else if (word === 'end') end = rest;
    else if (word === 'module') fault('module', `The kernel refuses the module ${rest}.`);
    else if (colon === -1 || !NAME.test(name) || !isShown(value))
      fault('malformed', `"${line.replace(UNSHOWN, '?').slice(0, LONGEST)}" is no observation.`);
    else if (observations.has(name)) fault('repeated', `The observation "${name}" is printed twice.`);
    else if (VARYING.test(value))
      fault('varies', `The observation "${name}" is "${value}", which looks like an address or a time.`);
    else observations.set(name, value);
  }
  if (observations.size > MOST) fault('malformed', `There are more than ${MOST} observations.`);
  return { release, observations: Object.fromEntries(observations), end, faults };
}

const UNSHOWN = /[^\x20-\x7e]/g;
const isShown = (value: string): boolean =>
  value.trim() !== '' && value.length <= LONGEST && !/[^\x20-\x7e]/.test(value);

/** A pointer, or a count that no two runs agree on. */
const VARYING = /\b0x[0-9a-f]{6}|\b\d{9}/i;
