import { argument } from './argument.ts';
import { assigns } from './assigns.ts';
import { calls } from './calls.ts';
import { config } from './config.ts';
import { fileAbsent } from './file-absent.ts';
import { fileContains } from './file-contains.ts';
import { functionContains } from './function-contains.ts';
import { guard } from './guard.ts';
import { has } from './has.ts';
import { lacks } from './lacks.ts';
import { order } from './order.ts';
import { reaches } from './reaches.ts';
import { set } from './set.ts';
import { symbolAbsent } from './symbol-absent.ts';
import { symbolDefined } from './symbol-defined.ts';
import { textAbsent } from './text-absent.ts';
import { value } from './value.ts';

/** Those that read code as it is compiled. */
const STRUCTURE = [calls, has, order, guard, lacks, argument, assigns, set, value, reaches, config] as const;

/** Those of names and words. */
const WORDS = [symbolDefined, symbolAbsent, functionContains, fileContains, textAbsent, fileAbsent] as const;

/** Every kind of check. */
export const KINDS = [...STRUCTURE, ...WORDS] as const;

/** Whether a kind of check reads code as it is compiled, and not names and words. */
export const isOfStructure = (kind: string): boolean => STRUCTURE.some(({ name }) => name === kind);
