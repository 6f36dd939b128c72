import { resolve } from 'node:path';
import { readMail } from '../src/mail/read.ts';
import { readConversation } from '../src/quoting/conversation.ts';
import type { ReadMessage } from '../src/quoting/passage.ts';
import { mailIn } from './mail.ts';

/** The site that tests of the engine read: invented people, mail and code, and something of every kind. */
export const EXAMPLE = 'examples/rill';
export const EXAMPLE_CONTENT = `${EXAMPLE}/content`;

/** Tree -> its folder: the example brings its trees along. */
export const EXAMPLE_TREES: Readonly<Record<string, string>> = {
  'v1.0': resolve(EXAMPLE, 'trees/1.0'),
  'v2.0': resolve(EXAMPLE, 'trees/2.0'),
};

/** The messages of a thread of the example, recovered ones too. */
export const exampleMessages = async (
  thread: 'valve-deadline' | 'old-readings',
): Promise<readonly ReadMessage[]> =>
  readConversation((await readMail(mailIn(`${EXAMPLE_CONTENT}/threads/${thread}`))).messages).messages;
