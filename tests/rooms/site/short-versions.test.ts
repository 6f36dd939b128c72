import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortVersions } from '../../../src/site/view/short-versions.ts';

test('a version is named by its release, and whole where two would have one name', () => {
  const named = (...versions: string[]) => shortVersions(versions.map((version) => ({ version })));
  assert.deepEqual(named('5.10.262', '7.2.13', '1.0', 'main'), ['5.10', '7.2', '1.0', 'main']);
  assert.deepEqual(named('6.1.190', '6.1.192', '6.12.117'), ['6.1.190', '6.1.192', '6.12']);
});
