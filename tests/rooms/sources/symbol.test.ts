import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf, definitionsIn, named } from '../../../src/sources/c/symbol.ts';

const C = `/* Counts. */
#define LIMIT 3
#define TWICE(x) ((x) + \\
		  (x))

struct basket {
	int apples;
};

enum colour { RED, GREEN };

typedef unsigned long weight_t;

/**
 * pick - take an apple
 */
static inline __must_check int pick(struct basket *basket)
{
	return basket->apples--;
}
EXPORT_SYMBOL_GPL(pick);

static int __init start(void)
	__acquires(lock)
{
	return 0;
}

#ifdef CONFIG_BIG
int size(void)
{
	return 2;
}
#else
int size(void)
{
	return 1;
}
#endif

SYSCALL_DEFINE2(weigh, struct basket __user *, basket, int, flags)
{
	return flags;
}

int prototype(int x);
static int counter = 1;
`;

test('functions, types, macros, variables, exports and system calls are found with their lines', async () => {
  const found = (await definitionsIn(C)).map(({ name, kind, firstLine, lastLine }) => [
    name,
    kind,
    firstLine,
    lastLine,
  ]);
  assert.deepEqual(found, [
    ['LIMIT', 'macro', 2, 2],
    ['TWICE', 'macro', 3, 4],
    ['basket', 'struct', 6, 8],
    ['colour', 'enum', 10, 10],
    ['weight_t', 'typedef', 12, 12],
    ['pick', 'function', 17, 20],
    ['pick', 'export', 21, 21],
    ['start', 'function', 23, 27],
    ['size', 'function', 30, 33],
    ['size', 'function', 35, 38],
    ['weigh', 'function', 41, 44],
    ['counter', 'variable', 47, 47],
  ]);
});

test('the comment right above a function is known', async () => {
  const [pick] = named('pick', await definitionsIn(C));
  assert.deepEqual(pick?.comment, { firstLine: 14, lastLine: 16 });
});

test('a symbol that is defined twice is told apart by its condition', async () => {
  const definitions = await definitionsIn(C);
  assert.deepEqual(named('size', definitions).map(addressOf), ['size [ifdef CONFIG_BIG]', 'size [else]']);
  assert.deepEqual(
    named('size [else]', definitions).map(({ firstLine }) => firstLine),
    [35],
  );
});

test('an include guard is no condition', async () => {
  const [only] = await definitionsIn('#ifndef _X_H\n#define _X_H\nstruct a { int b; };\n#endif\n').then(
    (all) => named('a', all),
  );
  assert.equal(only?.condition, null);
});

test('text that is no C gives no definitions and no throw', async () => {
  assert.deepEqual(await definitionsIn(')))(((\u0000 {{{'), []);
});
