import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Evidence, strangePatterns } from '../../../src/evidence/run.ts';
import { ask, evidence } from './fixture.ts';

const path = 'lib/desk.c';

const DESK = `#define FINE_PER_DAY (1U << 4)
#define hand_over(book) give(book, 1)
static bool may_reserve;
static int shelves = 12;

/* return_book() calls burn() never */
int lend(struct book *book, unsigned int flags)
{
	int ret;
	char *note = "burn(book)";

	if (WARN_ON_ONCE(!(flags & CARD) && (flags & LONG)))
		return -EINVAL;
	if (book->flags & (LOST | SOLD)) {
		note_it(book);
		return -ENOENT;
	}
	ret = ask_owner(book, flags | QUIET);
	if (ret)
		goto out;
	lock(book);
	book->reader = current;
	list_for_each_entry(copy, &book->copies, list) {
		if (!copy)
			continue;
		stamp(copy);
	}
	unlock(book);
out:
	return ret;
}

#ifdef CONFIG_NIGHT
int open_at_night(struct desk *desk)
{
	lamp_on(desk);
	return serve(desk, get_reader());
}
#else
static inline int open_at_night(struct desk *desk)
{
	return 0;
}
#endif

int serve(struct desk *desk, struct reader *reader)
{
	switch (reader->wish) {
	case WISH_LEND:
		return lend(reader->book, 0);
	case WISH_RETURN:
#ifdef CONFIG_FINES
		collect(reader);
#endif
		return 0;
	default:
		return -EINVAL;
	}
}

enum wish {
	WISH_LEND = 1,
	/* WISH_BURN */
	WISH_RETURN,
};

static const struct desk_ops night_ops = {
	.open = open_at_night,
	.close	= close_desk,
};

int day(struct desk *desk)
{
	return hand_over(desk->book);
}
`;

const KCONFIG = `config NIGHT
	bool "Open at night"
	depends on LAMPS && !HOLIDAY
	default y if CITY
	select LAMPS_ON
	help
	  default n

config DAY
	bool "Open by day"
`;

type Fields = Partial<Evidence> & Pick<Evidence, 'kind'>;

/** State and lines, and what stands in the way of a yes. */
async function said(fields: Fields, desk = DESK): Promise<string> {
  const found = await ask({ path, ...fields }, true, { [path]: desk, 'lib/Kconfig.desk': KCONFIG });
  if (found.state === 'unknown') return `unknown: ${found.reasons.join()}`;
  const at = 'at' in found ? found.at.map(({ line }) => line) : [];
  const why = 'why' in found && found.why !== undefined ? `: ${found.why}` : '';
  return `${[found.state, ...(at.length > 0 ? [at.join()] : [])].join(' ')}${why}`;
}

/** What a check answers in the desk after an edit. */
const after = (from: string, to: string, fields: Fields): Promise<string> => {
  assert.ok(DESK.includes(from), from);
  return said(fields, DESK.replace(from, to));
};

test('calls: a call in code; one in a comment, a string or code that is never reached is none', async () => {
  const lend = { kind: 'calls', function: 'lend' } as const;
  assert.equal(await said({ ...lend, call: 'lock' }), 'yes 21');
  assert.equal(await said({ ...lend, call: 'burn' }), 'no: it does not call burn');
  assert.equal(await after('\tlock(book);\n', '', { ...lend, call: 'lock' }), 'no: it does not call lock');
  assert.equal(
    await after('\tlock(', '\tif (0)\n\t\tlock(', { ...lend, call: 'lock' }),
    'no: it does not call lock',
  );
  assert.equal(
    await after('\tlock(', '\treturn 0;\n\tlock(', { ...lend, call: 'lock' }),
    'no: it does not call lock',
  );
});

test('calls: a loop that a macro makes is a call, and what it holds is looked at', async () => {
  const lend = { kind: 'calls', function: 'lend' } as const;
  assert.equal(await said({ ...lend, call: 'list_for_each_entry' }), 'yes 23');
  assert.equal(await said({ ...lend, call: 'stamp' }), 'yes 26');
});

test('calls: with arguments of a form, whatever a local is called', async () => {
  const check = { kind: 'calls', function: 'lend', call: 'ask_owner($BOOK, ... | QUIET)' } as const;
  assert.equal(await said(check), 'yes 18');
  assert.equal(
    await after('ask_owner(book, flags | QUIET)', 'ask_owner(b, (QUIET | flags | NOW))', check),
    'yes 18',
  );
  assert.match(await after('flags | QUIET', 'flags', check), /^no/);
  assert.match(await after('flags | QUIET', 'flags & ~QUIET', check), /^no/);
});

test('calls: each half of an #if counts, but not one that only stands in', async () => {
  const night = { kind: 'calls', function: 'open_at_night', call: 'lamp_on' } as const;
  assert.equal(await said(night), 'yes 36');
  assert.match(await after('\tlamp_on(desk);\n', '', night), /^no/);
  assert.match(await after('\treturn 0;\n}\n#endif', '\treturn serve(desk, NULL);\n}\n#endif', night), /^no/);
  const fines = { kind: 'calls', function: 'serve', call: 'collect' } as const;
  assert.match(await said(fines), /^no/);
  assert.equal(await said({ ...fines, under: 'CONFIG_FINES' }), 'yes 53');
  assert.match(await said({ ...fines, under: '!CONFIG_FINES' }), /^no/);
});

test('every call must be of the form where an author says so', async () => {
  const check = { kind: 'calls', function: 'lend', call: 'lock(book)', every: true } as const;
  assert.equal(await said(check), 'yes 21');
  assert.equal(
    await after('\tlock(book);', '\tlock(book);\n\tlock(shelf);', check),
    'no 22: it calls lock() otherwise',
  );
});

test('a function that is not there is a no that says so', async () => {
  assert.equal(
    await said({ kind: 'calls', function: 'burn', call: 'lock' }),
    'no function: there is no burn()',
  );
});

test('of several definitions that do something, all must', async () => {
  const twice = `${DESK}\nint lend(struct book *book, int old)\n{\n\treturn ask_owner(book, old);\n}\n`;
  const check = { kind: 'calls', function: 'lend', call: 'lock' } as const;
  assert.match(await said(check, twice), /^no/);
});

test('where the grammar loses its way, what may stand there is unknown', async () => {
  const check = { kind: 'calls', function: 'lend', call: 'lock' } as const;
  assert.equal(
    await after('\tlock(book);', '\tlock(book;;) = = 3;', check),
    'unknown: lib/desk.c: the grammar does not understand line 21',
  );
});

test('has: a piece of code, whatever blanks and parentheses stand in it', async () => {
  const check = { kind: 'has', function: 'lend', code: '$B->reader = current' } as const;
  assert.equal(await said(check), 'yes 22');
  assert.equal(await after('book->reader = current', 'b->reader  = (current)', check), 'yes 22');
  assert.match(await after('= current', '= NULL', check), /^no/);
  assert.equal(await said({ ...check, code: 'lock($B); ...; unlock($B);' }), 'yes 21');
  assert.match(await said({ ...check, code: 'unlock($B); ...; lock($B);' }), /^no/);
});

test('order: the one comes first on every way to the other', async () => {
  const check = { kind: 'order', function: 'lend', first: 'lock($B)', before: '$B->reader = $_' } as const;
  assert.equal(await said(check), 'yes 22');
  assert.match(
    await after(
      '\tlock(book);\n\tbook->reader = current;',
      '\tbook->reader = current;\n\tlock(book);',
      check,
    ),
    /^no 21/,
  );
  assert.match(await after('\tlock(book);', '\tif (flags)\n\t\tlock(book);', check), /^no/);
  assert.match(await after('\tlock(book);', '\tlock(shelf);', check), /^no/);
  assert.equal(
    await after('\tlock(book);', '\tif (flags)\n\t\tlock(book);\n\telse\n\t\tlock(book);', check),
    'yes 25',
  );
  assert.equal(
    await after('\tlock(book);', '\tif (flags)\n\t\tlock(book);\n\telse\n\t\tgoto out;', check),
    'yes 25',
  );
});

test('order: a way that jumps over the one is a way without it', async () => {
  const check = { kind: 'order', function: 'lend', first: 'lock($B)', before: '$B->reader = $_' } as const;
  const instead = (text: string) => after('\tlock(book);\n', text, check);
  assert.match(await instead('\tif (flags)\n\t\tgoto on;\n\tlock(book);\non:\n'), /^no/);
  assert.match(
    await instead('\tdo {\n\t\tif (flags)\n\t\t\tbreak;\n\t\tlock(book);\n\t} while (0);\n'),
    /^no/,
  );
  assert.match(await instead('\tfor (;;) {\n\t\tif (flags)\n\t\t\tbreak;\n\t\tlock(book);\n\t}\n'), /^no/);
  assert.match(
    await instead('\tdo {\n\t\tif (flags)\n\t\t\tcontinue;\n\t\tlock(book);\n\t} while (0);\n'),
    /^no/,
  );
  assert.match(
    await instead('\tswitch (flags) {\n\tcase 1:\n\t\tbreak;\n\tdefault:\n\t\tlock(book);\n\t}\n'),
    /^no/,
  );
  assert.match(await instead('\twhile (flags)\n\t\treturn 0;\n'), /^no/);
  // It is jumped back to a place before which the one never ran.
  const back = '\tif (flags)\n\t\tgoto there;\n\tlock(book);\nback:\n';
  const there = '\treturn 0;\nthere:\n\tgoto back;\nout:\n';
  assert.match(await said(check, DESK.replace('\tlock(book);\n', back).replace('out:\n', there)), /^no/);
  assert.match(await instead('\tif (get_it(flags, on))\n\t\tnote();\n\tlock(book);\non:\n'), /^no/);

  // A jump that the one stands before on every way takes nothing away.
  assert.equal(await instead('\tlock(book);\n\tif (flags)\n\t\tgoto on;\n\tnote();\non:\n'), 'yes 26');
  assert.equal(await instead('again:\n\tlock(book);\n\tif (flags)\n\t\tgoto again;\n'), 'yes 25');
  assert.equal(await instead('\tfor (;;) {\n\t\tlock(book);\n\t\tif (flags)\n\t\t\tbreak;\n\t}\n'), 'yes 26');
  assert.equal(
    await instead('\tswitch (flags) {\n\tcase 1:\n\t\treturn 0;\n\tdefault:\n\t\tlock(book);\n\t}\n'),
    'yes 27',
  );
});

test('order: what may not come again does so by a jump, too', async () => {
  const check = {
    kind: 'order',
    function: 'lend',
    first: 'stamp',
    before: 'unlock',
    'never-after': true,
  } as const;
  const way = '\tif (flags) {\n\t\tunlock(book);\n\t\tgoto end;\n\t}\n\tlock(book);';
  assert.match(
    await said(
      check,
      DESK.replace('\tlock(book);', way).replace(
        'out:\n\treturn ret;\n',
        'out:\n\treturn ret;\nend:\n\tstamp(book);\n\treturn 0;\n',
      ),
    ),
    /^no/,
  );
});

test('order: what may only come before is a no where it comes after', async () => {
  const check = {
    kind: 'order',
    function: 'lend',
    first: 'stamp',
    before: 'unlock',
    'never-after': true,
  } as const;
  assert.equal(await said(check), 'yes 28');
  assert.match(await after('\tunlock(book);', '\tunlock(book);\n\tstamp(book);', check), /^no 29/);
  assert.equal(await after('\t\tcontinue;', '\t\t{ unlock(book); return 0; }', check), 'yes 25,28');
});

test('guard: a condition leads straight to a jump, in whatever way it is written', async () => {
  const check = {
    kind: 'guard',
    function: 'lend',
    condition: '$B->flags & LOST',
    'leads-to': 'return',
  } as const;
  assert.equal(await said(check), 'yes 14');
  assert.equal(await said({ ...check, 'leads-to': 'return -ENOENT' }), 'yes 14');
  assert.match(await said({ ...check, 'leads-to': 'return -EINVAL' }), /^no/);
  assert.match(await said({ ...check, condition: '!($B->flags & LOST)' }), /^no 14: return is reached where/);
  assert.match(await after('LOST | SOLD', 'SOLD', check), /^no/);
  assert.match(
    await after('if (book->flags & (LOST | SOLD))', 'if (!(book->flags & (LOST | SOLD)))', check),
    /^no/,
  );
  assert.match(await after('book->flags & (LOST | SOLD)', '(book->flags & LOST) && flags', check), /^no/);
  assert.equal(
    await after('book->flags & (LOST | SOLD)', '(flags || (LOST & book->flags))', check),
    'yes 14',
  );
  assert.equal(await after('book->flags & (LOST | SOLD)', '0 != (book->flags & LOST)', check), 'yes 14');
  assert.match(await after('\t\treturn -ENOENT;\n', '', check), /^no/);
  assert.match(await after('note_it(book);', 'if (flags) goto out;', check), /^no/);
});

test('guard: several things asked at once', async () => {
  const check = {
    kind: 'guard',
    function: 'lend',
    condition: '!($F & CARD) && ($F & LONG)',
    'leads-to': 'return -EINVAL',
  } as const;
  assert.equal(await said(check), 'yes 12');
  assert.match(await said({ ...check, condition: '!($F & CARD)' }), /^no/);
  assert.equal(await said({ ...check, condition: '... && !($F & CARD)' }), 'yes 12');
  assert.match(await after('!(flags & CARD)', '(flags & CARD)', check), /^no/);
  assert.match(await after('&& (flags & LONG)', '&& (flags & LONG) && flags', check), /^no/);
  assert.equal(
    await after('&& (flags & LONG)', '&& (flags & LONG) && flags', {
      ...check,
      condition: `... && ${check.condition}`,
    }),
    'yes 12',
  );
});

test('guard: what a local was given is seen through it', async () => {
  const check = {
    kind: 'guard',
    function: 'lend',
    condition: 'ask_owner(...)',
    'leads-to': 'goto out',
  } as const;
  assert.equal(await said(check), 'yes 19');
  assert.match(await after('if (ret)', 'if (!ret)', check), /^no 19/);
  assert.match(await after('\tif (ret)', '\tret = 0;\n\tif (ret)', check), /^no/);
  assert.match(await after('goto out', 'goto in', check), /^no/);
});

test('guard: in a loop, and with the branch that is taken otherwise', async () => {
  const check = { kind: 'guard', function: 'lend', condition: '!$COPY', 'leads-to': 'continue' } as const;
  assert.equal(await said(check), 'yes 24');
  assert.equal(await after('if (!copy)', 'if (copy == NULL)', check), 'yes 24');
  assert.equal(
    await after(
      'if (!copy)\n\t\t\tcontinue;',
      'if (copy)\n\t\t\tnote_it(copy);\n\t\telse\n\t\t\tcontinue;',
      check,
    ),
    'yes 24',
  );
});

test('lacks: in a function, with macros that stand for it; in a file; below a folder', async () => {
  assert.equal(await said({ kind: 'lacks', function: 'lend', code: ['burn', 'sell_*'] }), 'yes');
  assert.equal(
    await after('unlock(book)', 'sell_all(book)', {
      kind: 'lacks',
      function: 'lend',
      code: ['burn', 'sell_*'],
    }),
    'no 28',
  );
  assert.equal(await said({ kind: 'lacks', function: 'day', code: 'give' }), 'no 74');
  assert.equal(await said({ kind: 'lacks', code: 'burn' }), 'yes');
  assert.equal(await said({ kind: 'lacks', code: 'give' }), 'no 2');
  assert.equal(await said({ kind: 'lacks', code: 'lend($B, 0)' }), 'no 50');
  assert.equal(await said({ kind: 'lacks', code: 'lend($B, 1)' }), 'yes');
  assert.equal(await said({ kind: 'lacks', path: 'lib/', code: 'burn' }), 'yes');
  assert.equal(await said({ kind: 'lacks', path: 'lib/', code: '*_at_night' }), 'no 34,40,68');
});

test('argument: in every call', async () => {
  const check = {
    kind: 'argument',
    function: 'lend',
    call: 'ask_owner',
    argument: 2,
    is: '... | QUIET',
  } as const;
  assert.equal(await said(check), 'yes 18');
  assert.match(await after('\tlock(book);', '\task_owner(book, flags);', check), /^no 21/);
  assert.equal(await said({ ...check, argument: 3 }), 'no 18: argument 3 is something else');
});

test('assigns: a value, at a declaration too', async () => {
  assert.equal(
    await said({ kind: 'assigns', function: 'lend', target: '$B->reader', value: 'current' }),
    'yes 22',
  );
  assert.equal(
    await said({ kind: 'assigns', function: 'lend', target: '$B->reader', value: 'NULL' }),
    'no 22: $B->reader is given something else',
  );
  assert.equal(
    await said({ kind: 'assigns', function: 'lend', target: 'note', value: '"burn(book)"' }),
    'yes 10',
  );
  assert.equal(
    await said({ kind: 'assigns', function: 'lend', target: 'page', value: '$_' }),
    'no: page is given no value',
  );
});

test('set: an enum, a table, the cases of a switch, the callers of a function', async () => {
  const set = { kind: 'set' } as const;
  assert.equal(await said({ ...set, enum: 'wish', members: ['WISH_LEND', 'WISH_RETURN'] }), 'yes 61');
  assert.equal(
    await after('/* WISH_BURN */', 'WISH_BURN,', {
      ...set,
      enum: 'wish',
      members: ['WISH_LEND', 'WISH_RETURN'],
    }),
    'no 61: WISH_BURN is new',
  );
  assert.equal(
    await said({
      ...set,
      enum: 'wish',
      members: ['WISH_LEND', 'WISH_RETURN', 'WISH_READ'],
      relation: 'within',
    }),
    'yes 61',
  );
  assert.equal(await said({ ...set, table: 'night_ops', members: ['open', 'close'] }), 'yes 67');
  assert.equal(
    await said({ ...set, table: 'night_ops', members: ['open = open_at_night'], relation: 'includes' }),
    'yes 67',
  );
  assert.equal(
    await after('.open = open_at_night', '.open = open_by_day', {
      ...set,
      table: 'night_ops',
      members: ['open = open_at_night'],
      relation: 'includes',
    }),
    'no 67: open = open_at_night is gone',
  );
  const cases = {
    ...set,
    function: 'serve',
    switch: '$R->wish',
    members: ['WISH_LEND', 'WISH_RETURN', 'default'],
  };
  assert.equal(await said(cases), 'yes 48');
  assert.equal(
    await after('case WISH_RETURN:', 'case WISH_SELL:\n\tcase WISH_RETURN:', cases),
    'no 48: WISH_SELL is new',
  );
  assert.equal(
    await after('return lend(reader->book, 0);', 'switch (desk->kind) { case 7: return 1; }', cases),
    'yes 48',
  );
  assert.equal(await said({ ...set, path: 'lib/', callers: 'lend', members: ['serve'] }), 'yes 50');
  assert.equal(
    await said({ ...set, path: 'lib/', callers: 'lend', members: ['lib/desk.c:serve', 'day'] }),
    'no: day is gone',
  );
});

test('value: of a macro, a variable, or one that is given none', async () => {
  assert.equal(await said({ kind: 'value', symbol: 'FINE_PER_DAY', value: '1 << 4' }), 'yes 1');
  assert.match(
    await after('1U << 4', '1U << 0', { kind: 'value', symbol: 'FINE_PER_DAY', value: '1 << 4' }),
    /^no 1/,
  );
  assert.equal(await said({ kind: 'value', symbol: 'shelves', value: '12' }), 'yes 4');
  assert.equal(await said({ kind: 'value', symbol: 'may_reserve', value: 'false' }), 'yes 3');
  assert.match(
    await after('may_reserve;', 'may_reserve = true;', {
      kind: 'value',
      symbol: 'may_reserve',
      value: 'false',
    }),
    /^no 3/,
  );
});

test('reaches: through functions that are named, each called or handed on by the one before', async () => {
  const check = {
    kind: 'reaches',
    function: 'open_at_night',
    call: 'ask_owner',
    through: ['serve', 'lend'],
  } as const;
  assert.equal(await said(check), 'yes 37,50,18');
  assert.equal(
    await after('return lend(reader->book, 0)', 'return 0', check),
    'no 37,46: serve() does not lead to lend()',
  );
  assert.equal(
    await after('ret = ask_owner(book, flags | QUIET)', 'ret = 0', check),
    'no 37,50,7: lend() does not lead to ask_owner',
  );
});

test('config: what an option of Kconfig has, not what its help says', async () => {
  const night = { kind: 'config', path: 'lib/Kconfig.desk', symbol: 'NIGHT' } as const;
  assert.equal(
    await said({ ...night, default: 'y if CITY', depends: '!HOLIDAY', select: 'LAMPS_ON' }),
    'yes 1',
  );
  assert.equal(await said({ ...night, default: 'n' }), 'no 1: its default is y if CITY');
  assert.equal(await said({ ...night, symbol: 'DAY', default: 'n' }), 'yes 9');
  assert.equal(await said({ ...night, symbol: 'DUSK' }), 'no: there is no option DUSK');
});

test('config: what is asked for at once is told from what is one of two', async () => {
  const depends = (asked: string, written: string) =>
    ask({ kind: 'config', path: 'lib/Kconfig.desk', symbol: 'NIGHT', depends: asked }, true, {
      'lib/Kconfig.desk': KCONFIG.replace('LAMPS && !HOLIDAY', written),
    }).then(({ state }) => state);
  assert.equal(await depends('MOON', 'LAMPS || STARS && MOON'), 'no');
  assert.equal(await depends('MOON', '(LAMPS && MOON) || STARS'), 'no');
  assert.equal(await depends('MOON', '(LAMPS || STARS) && MOON'), 'yes');
  assert.equal(await depends('LAMPS || STARS && MOON', 'LAMPS || STARS && MOON'), 'yes');
});

test('words of comments and strings count only where an author says so', async () => {
  const check = { kind: 'function-contains', function: 'lend', needle: 'burn(book)' } as const;
  assert.equal(await said(check), 'no');
  assert.equal(await said({ ...check, comments: true }), 'yes 10');
  assert.equal(await said({ kind: 'text-absent', needle: 'burn' }), 'yes');
  assert.equal(await said({ kind: 'text-absent', path: 'lib/', needle: 'burn' }), 'yes');
  assert.equal(await said({ kind: 'text-absent', path: 'lib/', needle: 'burn', comments: true }), 'no 6,10');
});

test('what is no piece of C is named with its field', async () => {
  assert.deepEqual(
    await strangePatterns(
      evidence({ kind: 'guard', path, function: 'lend', condition: 'a &', 'leads-to': 'return' }),
    ),
    [{ field: 'condition', pattern: 'a &' }],
  );
});

test('each half of an #if counts, one inside of another half and the last of many too', async () => {
  const lacks = { kind: 'lacks', function: 'lend', code: 'burn' } as const;
  const nested = `
#ifdef CONFIG_A
	note_a();
#ifdef CONFIG_B
	note_b();
#else
	burn(book);
#endif
#else
	note_c();
#endif
	lock(book);`;
  assert.equal(await after('\tlock(book);', nested, lacks), 'no 27');
  const many = [...'abcdefghijkl'].map((each) => `#elif defined(CONFIG_${each})\n\tnote_${each}();\n`);
  const chain = `\n#if defined(CONFIG_0)\n${many.join('')}#elif defined(CONFIG_LAST)\n\tburn(book);\n#endif\n`;
  assert.match(await after('\tlock(book);', chain, lacks), /^no/);
});

test('halves of two #if count in every way in which they go together, and of one condition in no other', async () => {
  const lacks = { kind: 'lacks', function: 'lend', code: 'lock($B); sell($B);' } as const;
  const two = (first: string, second: string) =>
    `${first}\n\tlock(book);\n#else\n\tnote();\n#endif\n${second}\n\tburn(book);\n#else\n\tsell(book);\n#endif`;
  const both = (first: string, second: string) => after('\tlock(book);', two(first, second), lacks);
  assert.equal(await both('#ifdef CONFIG_A', '#ifdef CONFIG_B'), 'no 22');
  assert.equal(await both('#ifdef CONFIG_A', '#if defined(CONFIG_A)'), 'yes');
  assert.equal(await both('#ifdef CONFIG_A', '#ifndef CONFIG_A'), 'no 22');
  assert.equal(await both('#define CONFIG_A\n#ifdef CONFIG_A', '#undef CONFIG_A\n#ifdef CONFIG_A'), 'no 23');
});

test('what can be compiled in more ways than anybody looks at is unknown, but each half is seen', async () => {
  const many = [...'abcdefghijkl']
    .map((each) => `\n#ifdef CONFIG_${each}\n\tnote_${each}();\n#endif`)
    .join('');
  const inFile = (fields: Fields, more = '') => after('\tlock(book);', many + more, fields);
  const lend = (fields: Fields, more = '') => inFile({ function: 'lend', ...fields }, more);
  const unknown = 'unknown: lib/desk.c: nobody can tell how the body of line 7 is compiled';
  assert.equal(await lend({ kind: 'calls', call: 'unlock' }), unknown);
  assert.equal(await lend({ kind: 'lacks', code: 'burn($B); sell($B);' }), unknown);
  const through = { kind: 'reaches', function: 'serve', through: ['lend'], call: 'unlock' } as const;
  assert.equal(await inFile(through), unknown);
  assert.equal(await lend({ kind: 'lacks', code: 'burn' }), 'yes');
  assert.match(await lend({ kind: 'lacks', code: 'note_l' }), /^no/);
  assert.match(await lend({ kind: 'lacks', code: 'note_l()' }), /^no/);
  const halves = Array.from({ length: 70 }, (_, at) => `\n#ifdef C${at}\n\tnote();\n#endif`).join('');
  assert.equal(await lend({ kind: 'lacks', code: 'burn' }, halves), unknown);
  assert.equal(await inFile({ kind: 'lacks', code: 'lend($B, 1)' }, halves), unknown);
  assert.equal(await inFile({ kind: 'lacks', code: 'lend($B, 1)' }), 'yes');
  assert.match(await inFile({ kind: 'lacks', code: 'lend($B, 1); ...; note_it($B);' }), /^unknown/);
});

/** A line that no grammar reads, with some words in it. */
const lost = (words: string) => `\t${words}(book;;) = = 3;\n`;

test('what is said of every one is unknown where another may stand on a line that was not understood', async () => {
  const lend = { function: 'lend' } as const;
  const unknown = 'unknown: lib/desk.c: the grammar does not understand line 21';
  const with_ = (words: string, fields: Fields) => after('\tlock(book);\n', lost(words), fields);
  const quiet = { ...lend, kind: 'argument', call: 'ask_owner', argument: 2, is: '... | QUIET' } as const;
  assert.equal(await with_('ask_owner', quiet), unknown);
  assert.equal(await with_('nothing', quiet), 'yes 18');
  const calls = { ...lend, kind: 'calls', call: 'unlock(book)' } as const;
  assert.equal(await with_('unlock', { ...calls, every: true }), unknown);
  assert.match(await with_('unlock', calls), /^yes/);
  const gives = { ...lend, kind: 'assigns', target: '$B->reader', value: 'current' } as const;
  assert.equal(await with_('b->reader', { ...gives, every: true }), unknown);
  assert.match(await with_('b->reader', gives), /^yes/);
});

test('set: a list that was not understood is unknown, and no list that lacks something', async () => {
  const cases = { kind: 'set', function: 'serve', switch: '$R->wish' } as const;
  const members = ['WISH_LEND', 'WISH_RETURN', 'default'];
  const unknown = /^unknown: lib\/desk.c: the grammar does not understand line 56/;
  const spoiled = (fields: Fields) => after('\tdefault:\n', lost('mess'), fields);
  assert.match(await spoiled({ ...cases, members: members.slice(0, 2) }), unknown);
  assert.match(await spoiled({ ...cases, members }), unknown);
  assert.match(await spoiled({ ...cases, members: ['WISH_LEND'] }), /^no 48: WISH_RETURN is new/);
  assert.match(
    await after('switch (reader->wish) {', 'switch ((reader->wish {', { ...cases, members }),
    /^unknown/,
  );
  const table = { kind: 'set', table: 'day_ops', members: ['open'] } as const;
  assert.match(await said(table, `${DESK}\nTABLE_OF(desk) day_ops[] = OPS(open);\n`), /^unknown/);
  const twice = 'static struct ops day_ops;\nstatic struct ops day_ops = OPS(open);\n';
  assert.match(await said(table, DESK + twice), /^unknown/);
  assert.match(
    await said({ kind: 'set', path: 'lib/Kconfig.desk', table: 'day_ops', members: ['open'] }),
    /^unknown/,
  );
  assert.match(await said(table), /^no: there is no day_ops/);
});

test('value: an enumerator without one is the one before and one more', async () => {
  const is = (symbol: string, value: string, desk = DESK) => said({ kind: 'value', symbol, value }, desk);
  assert.equal(await is('WISH_RETURN', '2'), 'yes 64');
  assert.match(await is('WISH_RETURN', '0'), /^no 64/);
  assert.equal(await is('WISH_LEND', '1'), 'yes 62');
  const more = `${DESK}enum { A, B, C = BASE, D, E = 0x10, F, G = 4, H };\n`;
  assert.match(await is('A', '0', more), /^yes/);
  assert.match(await is('B', '1', more), /^yes/);
  assert.match(await is('D', 'BASE + 1', more), /^yes/);
  assert.match(await is('F', '17', more), /^yes/);
  assert.match(await is('G', '4', more), /^yes/);
  assert.match(await is('H', '0', more), /^no/);
  assert.match(await is('B', '1', `${DESK}enum {\n\tA,\n#ifdef X\n\tZ,\n#endif\n\tB,\n};\n`), /^unknown/);
  assert.match(await is('RATE', '0', `${DESK}FEES(RATE, 3);\n`), /^unknown/);
  assert.match(await is('rate', '0', `${DESK}static int rate[2] __read_mostly;\n`), /^yes/);
});

test('guard: what the if itself, or one around it, gives a local is not what was given before', async () => {
  const check = {
    kind: 'guard',
    function: 'lend',
    condition: 'ask_owner(...)',
    'leads-to': 'goto out',
  } as const;
  assert.match(await after('if (ret)', 'if ((ret = look(book)), ret)', check), /^no/);
  assert.match(await after('if (ret)\n', 'if (!(ret = look(book)))\n\t\tif (ret)\n', check), /^no/);
  assert.match(await after('if (ret)\n', 'if (flags)\n\t\tif (ret)\n', check), /^yes/);
  assert.match(await after('\tif (ret)', 'again:\n\tif (ret)', check), /^no/);
});

test('several statements are no condition, target or value', async () => {
  const found = (fields: Fields) => strangePatterns(evidence({ path, function: 'lend', ...fields }));
  assert.deepEqual(
    await found({ kind: 'guard', condition: 'ret; flags & CARD', 'leads-to': 'note(); return' }),
    [{ field: 'condition', pattern: 'ret; flags & CARD' }],
  );
  assert.deepEqual(await found({ kind: 'assigns', target: 'ret', value: '1; 2' }), [
    { field: 'value', pattern: '1; 2' },
  ]);
  assert.match(
    await said({ kind: 'assigns', function: 'lend', target: 'note; ret', value: '$_' }),
    /^unknown/,
  );
  assert.deepEqual(await found({ kind: 'lacks', code: ['sell_*', 'burn', 'a &'] }), [
    { field: 'code', pattern: 'a &' },
  ]);
});

test('lacks: in a file, what stands in an initialiser or an enum is code too', async () => {
  const lacks = (code: string, desk = DESK) => said({ kind: 'lacks', code }, desk);
  assert.equal(await lacks('&night_desk'), 'yes');
  const more = `${DESK}static struct shelf shelf = {\n\t.desk = &night_desk,\n\t.bits = LEFT | RIGHT,\n};\n`;
  assert.match(await lacks('&night_desk', more), /^no 77/);
  assert.match(await lacks('... | RIGHT', more), /^no 78/);
  assert.match(await lacks('LEFT << $N', `${DESK}enum side { SIDE = LEFT << 2 };\n`), /^no 76/);
  assert.match(await lacks('&night_desk', more.replace('LEFT | RIGHT', 'LEFT | ) RIGHT (;')), /^no|^unknown/);
});
