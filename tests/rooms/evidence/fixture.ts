import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answer, type Evidence, type Rule, runCheck, wantedBy } from '../../../src/evidence/run.ts';
import { openSources } from '../../../src/sources/excerpt.ts';
import { host, TREES, writeTree } from '../sources/fixture-tree.ts';

const BASKET = `#define LIMIT 12
enum colour { RED, GREEN };

/* pick() never locks */
int pick(int apples)
{
	int left = apples -  1;

	return left;
}
EXPORT_SYMBOL(pick);

#ifdef CONFIG_BIG
static int weigh(int x)
{
	return 2 * x;
}
#else
static int weigh(int x)
{
	lock(x);
	return x;
}
#endif
`;

/** What macros define, and what only looks so. */
const LOCKS = `static DEFINE_MUTEX(big_lock);
DEFINE_PER_CPU(struct basket *, this_basket);
static DEFINE_PER_CPU(fruit_t, count) = { 0 };
LIST_HEAD(baskets);
DEFINE_STATIC_KEY_FALSE(rotten_key);
static DECLARE_WAIT_QUEUE_HEAD(waiters);
DEFINE_SHOW_ATTRIBUTE(ripe);
TRACE_EVENT(basket_full,
	TP_PROTO(int apples),
	TP_ARGS(apples)
);
DEVICE_ATTR(colour, 0444, colour_show, NULL);
extern DECLARE_BITMAP(far_map, 8);
DECLARE_PER_CPU(int, elsewhere);
EXPORT_SYMBOL(exported);
MODULE_DEVICE_TABLE(of, table_of_others);
API_TYPE(result_t) weigh_all(void);
typedef_by_macro(strange);
extern int announced;
/* in_comment */
static const char *text = "in_string";
int grow(void)
{
	used_inside();
	return announced;
}
`;

const SHELF = `use crate::other;

pub struct Shelf;

impl Shelf {
    pub fn lend(&self) -> u32 {
        inner_only();
        other(2)
    }
}

module_driver! { made_by_macro }

fn cut() {
    let = 3;
}
`;

/** A tree in which every kind of check has something to find. */
const FILES = {
  Makefile: 'VERSION = 9\nPATCHLEVEL = 9\nSUBLEVEL = 3\n',
  'mm/basket.c': BASKET,
  'lib/locks.c': LOCKS,
  'lib/shelf.rs': SHELF,
  'lib/Kconfig': 'config FINES\n',
  'mm/deep/er/rot.h': '#define ROT 1\n',
  'mm/pear.bin': '\0ROT\n',
  'mm/pear.rs': 'fn pear() {}\n',
  'mm/board.dts': 'pear = <1>;\n',
};

export const evidence = (fields: Partial<Evidence> & Pick<Evidence, 'kind' | 'path'>): Evidence => ({
  id: 'check',
  claim: 'so it is',
  expect: {},
  ...fields,
});

/** Runs a check in the tree above; without the tree where there is none. */
export async function ask(
  fields: Partial<Evidence> & Pick<Evidence, 'kind' | 'path'>,
  treeIsHere = true,
  more: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const check = evidence(fields);
  const rule: Rule = {
    slug: 'r',
    title: 'R',
    topic: 't',
    kind: 'rule',
    statement: 's',
    polarity: 'promise',
    when: [],
    evidence: [check],
    history: [],
    'rests-on': [],
    breaks: [],
  };
  const folder = mkdtempSync(join(tmpdir(), 'postil-test-'));
  try {
    writeTree(join(folder, 'tree'), { ...FILES, ...more });
    const sources = await openSources(wantedBy([rule], ['v9.9.3']), {
      trees: TREES,
      host,
      cacheFolder: join(folder, 'cache'),
      overrides: treeIsHere ? { 'v9.9.3': join(folder, 'tree') } : {},
    });
    return await runCheck(check, 'v9.9.3', sources);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** State and lines: `yes 5,7`. */
export async function answer(...args: Parameters<typeof ask>): Promise<string> {
  const found = await ask(...args);
  const at = 'at' in found ? found.at.map(({ line }) => line) : [];
  return [found.state, ...(at.length > 0 ? [at.join()] : [])].join(' ');
}
