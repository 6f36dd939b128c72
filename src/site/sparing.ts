import { setFlagsFromString } from 'node:v8';

/**
 * Has memory looked through before it is asked of the system: a build makes much that is soon done with, and of ten thousand
 * messages it holds 300 MB and would take 3 GB. V8 reads this setting each time.
 */
export const beSparing = (): void => setFlagsFromString('--heap-growing-percent=40');
