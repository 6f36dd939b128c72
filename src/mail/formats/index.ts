import { archiveText } from './archive-text.ts';
import { flattened } from './flattened.ts';
import type { Format } from './format.ts';

/** First match wins: the flattened dump starts like an mbox, so it stands before formats that look for less. */
export const FORMATS: readonly Format[] = [flattened, archiveText];
