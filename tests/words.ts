import { speaker } from '../src/site/words/say.ts';

/** The words of the interface as tests of the engine expect them. */
export const ENGLISH = speaker('en');
