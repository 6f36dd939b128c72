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

/** Every kind of check: those of structure, which read code as it is compiled, and those of names and words. */
export const KINDS = [
  calls,
  has,
  order,
  guard,
  lacks,
  argument,
  assigns,
  set,
  value,
  reaches,
  config,
  symbolDefined,
  symbolAbsent,
  functionContains,
  fileContains,
  textAbsent,
  fileAbsent,
] as const;
