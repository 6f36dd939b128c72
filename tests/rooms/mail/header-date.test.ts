import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readHeaderDate } from '../../../src/mail/header-date.ts';

const isoOf = (value: string) => readHeaderDate(value).iso;

test('a Date is read in the forms of every age of mail', () => {
  assert.deepEqual(
    [
      'Tue, 2 Mar 2010 09:00:00 +0100 (CET)',
      '2 Mar 10 09:00 EST',
      'Tue, 02-Mar-99 09:00:00 GMT',
      'Tue, 2 Mar 110 9:5:3 UT',
      'Tue Mar  2 09:00:00 2010',
      'Tue Mar  2 09:00:00 MET 2010',
      'Tuesday, March 2, 2010 5:08 PM',
      '2010-03-02T09:00:00Z',
      '2010-03-02 09:00:00.125 +01:00',
      '20100302T090000+0100',
      'Tue, 2 Mar 2010 09:00:00 MET DST',
      'Tue, 2 Mar 2010 09:00:00 GMT+0200',
    ].map(isoOf),
    [
      '2010-03-02T09:00:00+01:00',
      '2010-03-02T09:00-05:00',
      '1999-03-02T09:00:00+00:00',
      '2010-03-02T09:05:03+00:00',
      '2010-03-02T09:00:00',
      '2010-03-02T09:00:00+01:00',
      '2010-03-02T17:08',
      '2010-03-02T09:00:00+00:00',
      '2010-03-02T09:00:00+01:00',
      '2010-03-02T09:00:00+01:00',
      '2010-03-02T09:00:00+02:00',
      '2010-03-02T09:00:00+02:00',
    ],
  );
});

test('midnight at the end of a day is the start of the next, and a leap second is the one before it', () => {
  assert.equal(isoOf('Wed, 31 Dec 2008 24:00:00 +0000'), '2009-01-01T00:00:00+00:00');
  assert.equal(isoOf('Wed, 31 Dec 2008 23:59:60 +0000'), '2008-12-31T23:59:59+00:00');
});

test('a zone that no place has is not put out, and is told', () => {
  assert.deepEqual(readHeaderDate('Tue, 2 Mar 2010 09:00:00 +9900'), {
    iso: '2010-03-02T09:00:00',
    doubt: 'nobody knows the zone "+9900"',
  });
});

test('what is no date, or a day that no month has, is none', () => {
  assert.deepEqual(['soon', '1267520400', 'Tue, 31 Feb 2010 09:00:00 +0000'].map(isoOf), [null, null, null]);
});
