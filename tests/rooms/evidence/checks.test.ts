import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '../../../src/base/hash.ts';
import { answer, ask } from './fixture.ts';

const path = 'mm/basket.c';

test('symbol-defined: a function, a macro or an enumerator, at the line of its name', async () => {
  assert.equal(await answer({ kind: 'symbol-defined', path, symbol: 'pick' }), 'yes 5');
  assert.equal(await answer({ kind: 'symbol-defined', path, symbol: 'LIMIT' }), 'yes 1');
  assert.equal(await answer({ kind: 'symbol-defined', path, symbol: 'GREEN' }), 'yes 2');
  assert.equal(await answer({ kind: 'symbol-defined', path, symbol: 'lock' }), 'no');
});

test('symbol-defined: under every condition that it is defined under', async () => {
  assert.equal(await answer({ kind: 'symbol-defined', path, symbol: 'weigh' }), 'yes 14,19');
});

test('symbol-defined: what a macro in capital letters makes at the top of a file', async () => {
  const lines = {
    big_lock: 1,
    this_basket: 2,
    count: 3,
    baskets: 4,
    rotten_key: 5,
    waiters: 6,
    ripe: 7,
    basket_full: 8,
    colour: 12,
  };
  for (const [symbol, line] of Object.entries(lines)) {
    assert.equal(await answer({ kind: 'symbol-defined', path: 'lib/locks.c', symbol }), `yes ${line}`);
    assert.equal(await answer({ kind: 'symbol-absent', path: 'lib/locks.c', symbol }), `no ${line}`);
  }
});

test('symbol-absent: unknown where the name stands in code that nobody understood as its definition', async () => {
  const said = (symbol: string, file = 'lib/locks.c') =>
    answer({ kind: 'symbol-absent', path: file, symbol });
  for (const symbol of [
    'far_map',
    'elsewhere',
    'exported',
    'table_of_others',
    'result_t',
    'fruit_t',
    'strange',
  ])
    assert.equal(await said(symbol), 'unknown', symbol);
  assert.equal(await said('announced'), 'unknown');
  for (const symbol of ['in_comment', 'in_string', 'used_inside', 'nowhere'])
    assert.equal(await said(symbol), 'yes', symbol);
  assert.equal(await said('made_by_macro', 'lib/shelf.rs'), 'unknown');
  assert.equal(await said('inner_only', 'lib/shelf.rs'), 'yes');
});

test('symbols are found in any language, with what they belong to; what cannot be read is unknown', async () => {
  const file = 'lib/shelf.rs';
  assert.equal(await answer({ kind: 'symbol-defined', path: file, symbol: 'Shelf::lend' }), 'yes 6');
  assert.equal(await answer({ kind: 'symbol-defined', path: file, symbol: 'lend' }), 'yes 6');
  assert.equal(await answer({ kind: 'symbol-defined', path: file, symbol: 'Box::lend' }), 'no');
  assert.equal(
    await answer({ kind: 'function-contains', path: file, function: 'Shelf::lend', needle: 'other(2)' }),
    'yes 8',
  );
  assert.equal(
    await answer({ kind: 'function-contains', path: file, function: 'cut', needle: 'let' }),
    'unknown',
  );
  assert.equal(await answer({ kind: 'symbol-absent', path: 'lib/Kconfig', symbol: 'FINES' }), 'unknown');
});

test('symbol-absent: a no says where the symbol is', async () => {
  assert.equal(await answer({ kind: 'symbol-absent', path, symbol: 'lock' }), 'yes');
  assert.equal(await answer({ kind: 'symbol-absent', path, symbol: 'pick' }), 'no 5');
});

test('function-contains: only inside of the function, whichever half of an #ifdef it is in', async () => {
  const kind = 'function-contains';
  assert.equal(await answer({ kind, path, function: 'pick', needle: 'return' }), 'yes 9');
  assert.equal(await answer({ kind, path, function: 'pick', needle: 'lock' }), 'no');
  assert.equal(await answer({ kind, path, function: 'weigh', needle: 'lock(x)' }), 'yes 21');
});

test('function-contains: a function that is not there is a no that says so', async () => {
  const found = { kind: 'function-contains', path, function: 'pack', needle: 'return' } as const;
  assert.equal(await answer(found), 'no function');
});

test('file-contains: comments count where an author says so, and any run of blanks equals any other', async () => {
  assert.equal(await answer({ kind: 'file-contains', path, needle: 'pick() never' }), 'no');
  assert.equal(
    await answer({ kind: 'file-contains', path, needle: 'pick() never', comments: true }),
    'yes 4',
  );
  assert.equal(await answer({ kind: 'file-contains', path, needle: 'apples - 1;' }), 'yes 7');
  assert.equal(await answer({ kind: 'file-contains', path, needle: 'Pick()' }), 'no');
});

test('text-absent: a no says where the words stand', async () => {
  assert.equal(await answer({ kind: 'text-absent', path, needle: 'pears' }), 'yes');
  assert.equal(await answer({ kind: 'text-absent', path, needle: 'apples' }), 'no 5,7');
});

test('text-absent: a folder is searched to its depths, and only its text', async () => {
  const found = await ask({ kind: 'text-absent', path: 'mm/', needle: 'ROT' });
  assert.deepEqual('at' in found && found.at, [{ path: 'mm/deep/er/rot.h', line: 1 }]);
  assert.equal(await answer({ kind: 'text-absent', path: 'mm/', needle: 'CONFIG_SMALL' }), 'yes');
});

test('text-absent: below a folder no language is left out', async () => {
  const found = await ask({ kind: 'text-absent', path: 'mm/', needle: 'pear' });
  assert.deepEqual('at' in found && found.at, [
    { path: 'mm/board.dts', line: 1 },
    { path: 'mm/pear.rs', line: 1 },
  ]);
});

test('file-absent: a file or a folder that is there is a no', async () => {
  assert.equal(await answer({ kind: 'file-absent', path: 'mm/plum.c' }), 'yes');
  assert.equal(await answer({ kind: 'file-absent', path }), 'no 1');
  assert.equal(await answer({ kind: 'file-absent', path: 'mm/' }), 'no 1');
});

test('where the file is not there, every other check says just that', async () => {
  for (const fields of [
    { kind: 'symbol-defined', symbol: 'pick' },
    { kind: 'symbol-absent', symbol: 'pick' },
    { kind: 'function-contains', function: 'pick', needle: 'return' },
    { kind: 'file-contains', needle: 'return' },
    { kind: 'text-absent', needle: 'return' },
  ] as const)
    assert.equal(await answer({ ...fields, path: 'mm/plum.c' }), 'no file', fields.kind);
  assert.equal(await answer({ kind: 'text-absent', path: 'fs/', needle: 'return' }), 'no file');
});

test('without the tree every check is unknown, an absence too', async () => {
  for (const fields of [
    { kind: 'symbol-absent', symbol: 'pick', path },
    { kind: 'text-absent', needle: 'return', path: 'mm/' },
    { kind: 'file-absent', path: 'mm/plum.c' },
  ] as const)
    assert.equal(await answer(fields, false), 'unknown', fields.kind);
});

test('an answer carries the hash of what was looked at, and the version', async () => {
  const found = await ask({ kind: 'function-contains', path, function: 'pick', needle: 'left' });
  const text = 'int pick(int apples)\n{\n\tint left = apples -  1;\n\n\treturn left;\n}';
  assert.ok(found.state === 'yes');
  assert.deepEqual([found.sha256, found.version], [sha256(text), '9.9.3']);
});
