import { masked } from '../../mail/masked.ts';
import { type MailFacts, maskedName, messageIdsIn } from '../threads/message-ids.ts';
import type { Run } from '../words/match.ts';

/** What makes a run of mail that a reader has like what a site shows of it. */
export function maskedLike(messages: readonly MailFacts[]): (run: Run) => Run {
  const isMessageId = messageIdsIn(messages);
  return (run) => ({
    ...run,
    text: masked(run.text, isMessageId),
    author: run.author === null ? null : maskedName(run.author, isMessageId),
  });
}
