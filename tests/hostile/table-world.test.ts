/** Every row of the table of hostile trees, repositories, archives and servers: nothing runs, shows or hangs. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folder } from '../rooms/sources/fixture-tree.ts';
import { SECRET, WORLD_CASES } from './table/world-cases.ts';

/** A hang is no matter of a busy machine. */
const MOST_MS = 30_000;

test('the table has more than a hundred kinds, each once', () => {
  assert.ok(WORLD_CASES.length > 100, String(WORLD_CASES.length));
  assert.equal(new Set(WORLD_CASES.map(({ of, name }) => `${of} ${name}`)).size, WORLD_CASES.length);
});

for (const { of, name, ask, says } of WORLD_CASES)
  test(`${of}: ${name}`, { timeout: MOST_MS }, async (context) => {
    const outside = folder(context);
    const root = join(outside, 'root');
    const secret = join(outside, 'outside');
    mkdirSync(root);
    writeFileSync(secret, `${SECRET}\n`);
    const said = await ask({ context, root, secret });
    assert.match(said, says);
    assert.ok(!said.includes(SECRET), said);
    assert.deepEqual(readdirSync(outside).sort(), ['outside', 'root']);
    assert.equal(readFileSync(secret, 'utf8'), `${SECRET}\n`);
    assert.ok(!existsSync(join(root, 'ran')) && !existsSync('ran'), 'something ran');
  });
