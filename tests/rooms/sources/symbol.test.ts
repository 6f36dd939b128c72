import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf, named } from '../../../src/sources/address.ts';
import { definitionsIn } from '../../../src/sources/c/symbol.ts';

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
    ['RED', 'enumerator', 10, 10],
    ['GREEN', 'enumerator', 10, 10],
    ['weight_t', 'typedef', 12, 12],
    ['pick', 'function', 17, 20],
    ['pick', 'export', 21, 21],
    ['start', 'function', 23, 27],
    ['size', 'function', 30, 33],
    ['size', 'function', 35, 38],
    ['sys_weigh', 'function', 41, 44],
    ['counter', 'variable', 47, 47],
  ]);
});

test('the comment right above a function is known', async () => {
  const [pick] = named('pick', await definitionsIn(C));
  assert.deepEqual(pick?.comment, { firstLine: 14, lastLine: 16 });
});

test('a symbol that is defined twice is told apart by its condition', async () => {
  const definitions = await definitionsIn(C);
  assert.deepEqual(named('size', definitions).map(addressOf), [
    'size [ifdef CONFIG_BIG]',
    'size [else of ifdef CONFIG_BIG]',
  ]);
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

/** What a bare name or a fuller one leads to: kind, first and last line of each. */
async function linesOf(symbol: string, text: string): Promise<unknown[]> {
  const found = named(symbol, await definitionsIn(text));
  return found.map(({ kind, firstLine, lastLine }) => [kind, firstLine, lastLine]);
}

test('a system call is found under both of its names, unless a function has the shorter one', async () => {
  assert.deepEqual(await linesOf('weigh', C), [['function', 41, 44]]);
  assert.deepEqual(await linesOf('sys_weigh', C), [['function', 41, 44]]);
  assert.deepEqual(await linesOf('weigh', `${C}int weigh(int x)\n{\n\treturn x;\n}\n`), [
    ['function', 48, 51],
  ]);
  const compat = 'COMPAT_SYSCALL_DEFINE1(weigh, int, x)\n{\n\treturn x;\n}\n';
  assert.deepEqual(await linesOf('compat_sys_weigh', compat), [['function', 1, 4]]);
});

test('a name means the longest thing it defines, and a kind before it the other', async () => {
  const text = 'int pick(int x)\n{\n\treturn x;\n}\n#define pick pick\n';
  assert.deepEqual(await linesOf('pick', text), [['function', 1, 4]]);
  assert.deepEqual(await linesOf('macro pick', text), [['macro', 5, 5]]);
  const announced = 'static const struct ops ops;\nstatic const struct ops ops = {\n\t.pick = pick,\n};\n';
  assert.deepEqual(await linesOf('ops', announced), [['variable', 2, 4]]);
});

test('braces that only the preprocessor balances spoil nothing', async () => {
  const text = `int first(int x)
{
#ifdef CONFIG_A
	if (x) {
#else
	if (!x) {
#endif
		x = 1;
	}
	return x;
}

#ifdef CONFIG_A
int second(int x,
#else
int second(
#endif
	   int y)
{
	return y;
}

int third(void)
{
	return 3;
}
`;
  assert.deepEqual(
    (await definitionsIn(text)).map(({ name, firstLine, lastLine }) => [name, firstLine, lastLine]),
    [
      ['first', 1, 11],
      ['second', 14, 21],
      ['third', 23, 26],
    ],
  );
});

test('macros that stand where the grammar has no place for them are no hindrance', async () => {
  const text = `DEFINE_TREE(struct basket, root,
	    START, LAST)

void insert(struct basket *basket)
{
}
__diagnose_as(1)
static __unheard_of int odd(void)
{
	return 1;
}
static struct apple {
	int seeds;
} *apple_of(struct basket *basket)
{
	return basket->apple;
}
DEFINE_ENTRY(trap)
{
}
`;
  assert.deepEqual(
    (await definitionsIn(text)).map(({ name, kind, firstLine, lastLine }) => [
      name,
      kind,
      firstLine,
      lastLine,
    ]),
    [
      ['insert', 'function', 4, 6],
      ['odd', 'function', 7, 11],
      ['apple_of', 'function', 12, 17],
      ['apple', 'struct', 12, 14],
      ['trap', 'function', 18, 20],
    ],
  );
});

test('comments, strings and continued lines hide what looks like code', async () => {
  const text = `/*
int hidden(void)
{
}
*/
#define MAKE(x) int x(void) \\
{ \\
}
#error don't
static const char *text = "/* }";
int shown(void) // int other(void) {
{
	return '}';
}
`;
  assert.deepEqual(
    (await definitionsIn(text)).map(({ name, firstLine, lastLine }) => [name, firstLine, lastLine]),
    [
      ['MAKE', 6, 8],
      ['text', 10, 10],
      ['shown', 11, 14],
    ],
  );
});

test('one of several definitions that stands under no condition has an address', async () => {
  const text = '#ifdef A\n#define LIMIT 1\n#endif\n#define LIMIT 2\n';
  const definitions = await definitionsIn(text);
  assert.deepEqual(named('LIMIT', definitions).map(addressOf), ['LIMIT [ifdef A]', 'LIMIT []']);
  assert.deepEqual(await linesOf('LIMIT []', text), [['macro', 4, 4]]);
});

test('the line of a definition is the one with its name, though a type may stand above it', async () => {
  const text = 'static inline\nint pick(int x)\n{\n\treturn x;\n}\nenum colour {\n\tRED,\n};\n';
  assert.deepEqual(
    (await definitionsIn(text)).map(({ name, firstLine, line }) => [name, firstLine, line]),
    [
      ['pick', 1, 2],
      ['colour', 6, 6],
      ['RED', 7, 7],
    ],
  );
});
