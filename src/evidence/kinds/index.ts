import { fileAbsent } from './file-absent.ts';
import { fileContains } from './file-contains.ts';
import { functionContains } from './function-contains.ts';
import { symbolAbsent } from './symbol-absent.ts';
import { symbolDefined } from './symbol-defined.ts';
import { textAbsent } from './text-absent.ts';

/** Every kind of check. */
export const KINDS = [
  symbolDefined,
  symbolAbsent,
  functionContains,
  fileContains,
  textAbsent,
  fileAbsent,
] as const;
