import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdingExplainers } from '../../tests/rooms/citations/holding.ts';

test('every explainer of this site holds against the mail in this repository', async () => {
  assert.ok((await holdingExplainers('content')) >= 7);
});
