import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notAfter } from '../../../src/mail/dates.ts';
import { attributionAt } from '../../../src/quoting/attribution.ts';

const DAY = '2021-01-04';
const CLOCK = `${DAY}T09:00`;

/** Lines of mail programs, all about a mail of X Young's; the date that each tells. */
const FORMS: readonly (readonly [line: string, date: string | null])[] = [
  ['On Mon, Jan 4, 2021 at 9:00 AM X Young <x@example.org> wrote:', CLOCK],
  ['On Mon, Jan 4, 2021 at 9:00\u202fAM X Young via linaro-mm-sig <x@example.org> wrote:', CLOCK],
  ['On Mon, 4 Jan 2021 09:00:00 +0100\nX Young <x@example.org> wrote:', `${CLOCK}:00+01:00`],
  ['On Mon, 2021-01-04 at 09:00 +0100, X Young wrote:', `${CLOCK}+01:00`],
  ['On January 4, 2021 9:00:00 AM GMT+01:00, X Young <x@example.org> wrote:', `${CLOCK}:00+01:00`],
  ['On Mon 04-01-21 09:00:00, X Young wrote:', `${CLOCK}:00`],
  ['On 04-Jan-21 9:00 AM, X Young wrote:', CLOCK],
  ['On Jan 04, X Young wrote:', null],
  ['X Young wrote on Mon, Jan 04, 2021 at 09:00:00AM +0100:', `${CLOCK}:00+01:00`],
  ['X Young, on 1/4/2021 9:00, wrote:', CLOCK],
  ['[Mon, 04 Jan 2021 09:00:00 +0100] X Young said:', `${CLOCK}:00+01:00`],
  ['* X Young <x@example.org> [210104 09:00]:', CLOCK],
  ['Quoting X Young (2021-01-04 09:00:00)', `${CLOCK}:00`],
  ["Excerpts from X Young's message of January 4, 2021 9:00 am:", CLOCK],
  ['X Young <x@example.org> writes:', null],
  ['Am 04.01.21 um 09:00 schrieb X Young:', CLOCK],
  ['X Young <x@example.org> schrieb am Mo., 4. Jan. 2021, 09:00:', CLOCK],
  ['Le lun. 4 janv. 2021 à 09:00, X Young <x@example.org> a écrit :', CLOCK],
  ['El lun, 4 ene 2021 a las 9:00, X Young (<x@example.org>) escribió:', CLOCK],
  ['Em seg., 4 de jan. de 2021 às 09:00, X Young <x@example.org> escreveu:', CLOCK],
  ['Il giorno lun 4 gen 2021 alle ore 09:00 X Young <x@example.org> ha scritto:', CLOCK],
  ['Op ma 4 jan. 2021 om 09:00 schreef X Young <x@example.org>:', CLOCK],
  ['pon., 4 sty 2021 o 09:00 X Young <x@example.org> napisał(a):', CLOCK],
  ['po 4. 1. 2021 v 9:00 odesílatel X Young <x@example.org> napsal:', CLOCK],
  ['Den mån 4 jan. 2021 kl 09:00 skrev X Young <x@example.org>:', CLOCK],
  ['4.1.2021 9.00, X Young kirjoitti:', CLOCK],
  ['X Young <x@example.org>, 4 Oca 2021 Pzt, 09:00 tarihinde şunu yazdı:', CLOCK],
  ['пн, 4 янв. 2021 г. в 09:00, X Young <x@example.org>:', CLOCK],
  ['X Young <x@example.org> 于2021年1月4日周一 09:00写道：', CLOCK],
  ['X Young <x@example.org> 於 2021年1月4日 週一 上午9:00寫道：', CLOCK],
  ['2021年1月4日(月) 9:00 X Young <x@example.org>:', CLOCK],
  ['2021년 1월 4일 (월) 오전 9:00, X Young <x@example.org>님이 작성:', CLOCK],
];

for (const [line, date] of FORMS) {
  test(`it reads "${line.replace('\n', ' ')}"`, () => {
    const found = attributionAt(line.split('\n'));
    assert.deepEqual([found?.attribution.author, found?.attribution.date], ['X Young', date]);
  });
}

for (const line of [
  'Hi X, you wrote on Mon:',
  'As X wrote, this is it.',
  'The rules:',
  'On 4 Jan 2021 we met.',
]) {
  test(`it takes "${line}" for prose`, () => assert.equal(attributionAt([line]), null));
}

test('a date that would be later than its answer is read with day and month the other way', () => {
  assert.equal(notAfter('2021-04-01T09:00', '2021-01-05T10:00:00Z'), CLOCK);
  assert.equal(notAfter('2021-04-01T09:00', '2021-04-05T10:00:00Z'), '2021-04-01T09:00');
  assert.equal(notAfter('2021-04-20T09:00', '2021-01-05T10:00:00Z'), '2021-04-20T09:00');
});
