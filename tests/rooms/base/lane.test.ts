import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lane } from '../../../src/base/lane.ts';

test('no more work is under way at once than there is room for, and all of it is done in the end', async () => {
  const beside = lane(2);
  let [under, most, done] = [0, 0, 0];
  for (let nth = 0; nth < 7; nth += 1)
    await beside.add(async () => {
      under += 1;
      most = Math.max(most, under);
      await new Promise((later) => setImmediate(later));
      under -= 1;
      done += 1;
    });
  await beside.done();
  assert.deepEqual([most, done], [2, 7]);
});

test('what fails is thrown to whoever waits for the end', async () => {
  const beside = lane(2);
  await beside.add(() => Promise.reject(new Error('no room on the disk')));
  await assert.rejects(() => beside.done(), /no room on the disk/);
});
