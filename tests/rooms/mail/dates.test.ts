import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateAt, readDate, withNewYorkOffset } from '../../../src/mail/dates.ts';

const FORMS = [
  ['Tue, 22 Nov 2022 19:08:25 +0100', '2022-11-22T19:08:25+01:00'],
  ['Sat Oct 10 2020 - 19:01:22 EST', '2020-10-10T19:01:22-05:00'],
  ['Sat, Oct 10, 2020 at 11:36 PM', '2020-10-10T23:36'],
  ['Fri, Jan 08, 2021 at 05:43:56PM -0500', '2021-01-08T17:43:56-05:00'],
  ['Sun, Aug 7, 2022 at 12:05 AM', '2022-08-07T00:05'],
  ['07.08.22 um 21:10', '2022-08-07T21:10'],
  ['2023-01-15 14:41:43', '2023-01-15T14:41:43'],
  ['1/15/23 2:41 PM', '2023-01-15T14:41'],
] as const;

for (const [text, iso] of FORMS) {
  test(`the date "${text}" is ${iso}`, () => assert.equal(readDate(text), iso));
}

test('a date ends before the name that follows it', () => {
  const text = 'On Sat, Oct 10, 2020 at 11:36 PM May Sunday wrote:';
  const found = dateAt(text, 3);
  assert.equal(found && text.slice(found.end), ' May Sunday wrote:');
});

test('a day that no calendar has is no date', () => assert.equal(readDate('31 Feb 2020 10:00'), null));

test("an archive's EST in summer is New York's clock on that day", () => {
  assert.equal(withNewYorkOffset('2022-08-08T07:22:22-05:00'), '2022-08-08T07:22:22-04:00');
  assert.equal(withNewYorkOffset('2021-01-08T19:43:44-05:00'), '2021-01-08T19:43:44-05:00');
});
