import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareSubject, isReply, patchVersion } from '../../../src/mail/subject.ts';

const SUBJECT = '[Intel-gfx] Re: AW: [PATCH v2 09/17] mm: Add unsafe_follow_pfn';

test('reply marks of several languages, list tags and patch tags are no part of a subject', () => {
  assert.equal(bareSubject(SUBJECT), 'mm: Add unsafe_follow_pfn');
  assert.deepEqual([isReply(SUBJECT), isReply('[PATCH] a'), isReply('Review: b')], [true, false, false]);
});

test('a patch tag gives the version of a patch, and no tag none', () => {
  assert.deepEqual([SUBJECT, '[PATCH] a', '[RFC PATCH V3] b', 'Re: c'].map(patchVersion), [2, 1, 3, null]);
});
