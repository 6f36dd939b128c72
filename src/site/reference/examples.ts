import type { Code } from '../../base/catalogue.ts';
import type { Example } from './example.ts';
import { BUNDLES } from './examples/bundles.ts';
import { DEBATES } from './examples/debates.ts';
import { EXCERPTS } from './examples/excerpts.ts';
import { EXPERIMENTS } from './examples/experiments.ts';
import { FILES } from './examples/files.ts';
import { MAIL } from './examples/mail.ts';
import { NOTE_FAULTS } from './examples/notes.ts';
import { PROSE } from './examples/prose.ts';
import { QUOTES } from './examples/quotes.ts';
import { RULES } from './examples/rules.ts';
import { SEALS } from './examples/seals.ts';
import { TEACHING } from './examples/teaching.ts';

/** An example of every diagnostic there is: a code without one does not compile. */
export const EXAMPLES: Readonly<Record<Code, Example>> = {
  ...MAIL,
  ...SEALS,
  ...FILES,
  ...QUOTES,
  ...NOTE_FAULTS,
  ...EXCERPTS,
  ...RULES,
  ...TEACHING,
  ...DEBATES,
  ...EXPERIMENTS,
  ...BUNDLES,
  ...PROSE,
};
