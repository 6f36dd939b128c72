import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applied } from '../../../src/evidence/run.ts';
import { definitionsIn } from '../../../src/sources/c/symbol.ts';

const SHELF = `int lend(int book)
{
	if (book < 0)
		return -EINVAL;
	return 0;
}

int keep(int book)
{
	if (book < 0)
		return -EINVAL;
	return 1;
}
`;

const definitions = await definitionsIn(SHELF);
const after = (fields: Parameters<typeof applied>[0]) => applied(fields, SHELF, definitions);

test('words are found whatever blanks and line ends stand in them, in the function that is named', () => {
  const edit = after({ in: 'keep', find: 'if (book < 0) return -EINVAL;', replace: '' });
  assert.ok(edit.state === 'edited');
  assert.equal(edit.line, 10);
  assert.equal(
    edit.text,
    SHELF.replace('\tif (book < 0)\n\t\treturn -EINVAL;\n\treturn 1;', '\t\n\treturn 1;'),
  );
});

test('words that stand more than once are told with their lines, those that do not stand there as gone', () => {
  assert.deepEqual(after({ find: 'book < 0', replace: '0' }), { state: 'ambiguous', lines: [3, 10] });
  assert.deepEqual(after({ in: 'lend', find: 'return 1;', replace: '' }), { state: 'gone' });
  assert.deepEqual(after({ in: 'burn', find: 'return 1;', replace: '' }), { state: 'gone' });
});
