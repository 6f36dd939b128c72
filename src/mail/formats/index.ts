import { archiveText } from './archive-text.ts';
import { atom } from './atom.ts';
import { eml } from './eml.ts';
import { flattened } from './flattened.ts';
import type { Format } from './format.ts';
import { mbox } from './mbox.ts';

/** First match wins: the flattened dump starts like an mbox, so it stands before it. */
export const FORMATS: readonly Format[] = [flattened, mbox, atom, archiveText, eml];
