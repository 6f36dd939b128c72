import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Files } from '../../../src/base/memory-host.ts';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { addressOf, named } from '../../../src/sources/address.ts';
import type { Definition } from '../../../src/sources/definition.ts';
import { derivedIn } from '../../../src/sources/derived.ts';
import { languageOf } from '../../../src/sources/languages/language.ts';
import { folder, host } from './fixture-tree.ts';

/** What a file defines, with nothing of it kept. */
async function definitionsIn(path: string, text: string): Promise<readonly Definition[]> {
  const world = { ...memoryHost({}), packageFile: host.packageFile };
  const read = await derivedIn('cache', world).definitions(path, text);
  assert.ok(read.state === 'read', read.state);
  return read.definitions;
}

/** Each definition as `kind path first-last`. */
const summary = (definitions: readonly Definition[]): string[] =>
  definitions.map(
    ({ kind, path, name, firstLine, lastLine }) => `${kind} ${path ?? name} ${firstLine}-${lastLine}`,
  );

const SAMPLES: Readonly<Record<string, { readonly text: string; readonly defines: readonly string[] }>> = {
  'shelf.rs': {
    text: `//! A shelf.

/// How many books fit.
pub const ROOM: usize = 40;

/// Somewhere to put books.
#[derive(Clone)]
pub struct Shelf<T> {
    books: Vec<T>,
}

impl<T> Shelf<T> {
    // Takes one.
    #[inline]
    #[must_use]
    pub fn lend(&mut self) -> Option<T> {
        self.books.pop()
    }
}

impl<T> Drop for Shelf<T> {
    fn drop(&mut self) {
        log("gone");
    }
}

pub trait Lender {
    fn ask(&self) -> bool;
}

macro_rules! shelf {
    () => {};
}

pub enum State {
    Lent,
    Here(u32),
}
`,
    defines: [
      'constant ROOM 4-4',
      'struct Shelf 7-10',
      'method Shelf::lend 14-18',
      'method Shelf::drop 22-24',
      'trait Lender 27-29',
      'method Lender::ask 28-28',
      'macro shelf 31-33',
      'enum State 35-38',
      'enumerator State::Lent 36-36',
      'enumerator State::Here 37-37',
    ],
  },
  'shelf.go': {
    text: `package shelf

// Room is how many fit.
const Room = 40

const (
	Lent = iota
	Here
)

type Shelf struct {
	books []string
}

type Lender interface {
	Ask() bool
}

// Lend takes one.
func (s *Shelf) Lend() string {
	last := s.books[0]
	return last
}

func open() {}
`,
    defines: [
      'constant Room 4-4',
      'constant Lent 7-7',
      'constant Here 8-8',
      'struct Shelf 11-13',
      'interface Lender 15-17',
      'method Lender.Ask 16-16',
      'method Shelf.Lend 20-23',
      'function open 25-25',
    ],
  },
  'shelf.py': {
    text: `ROOM = 40


class Shelf:
    """Somewhere to put books."""

    limit = 3

    # Not for everybody.
    @property
    def first(self):
        return self.books[0]

    @first.setter
    def first(self, book):
        self.books[0] = book


if ROOM > 3:
    def open_late():
        return True
else:
    def open_late():
        return False


async def lend(book):
    def inner():
        pass
    return inner
`,
    defines: [
      'variable ROOM 1-1',
      'class Shelf 4-16',
      'variable Shelf.limit 7-7',
      'method Shelf.first 10-12',
      'method Shelf.first 14-16',
      'function open_late 20-21',
      'function open_late 23-24',
      'function lend 27-30',
      'function lend.inner 28-29',
    ],
  },
  'shelf.ts': {
    text: `/** How many fit. */
export const ROOM = 40;

export interface Lender {
  ask(): boolean;
}

export type Book = string;

export enum State {
  Lent,
  Here = 2,
}

@sealed
export class Shelf {
  private books: Book[] = [];
  lend = (): Book | undefined => this.books.pop();
  take(book: Book): void {
    this.books.push(book);
  }
}

export const open = async (): Promise<void> => {
  const late = 1;
};

function close(): void {}
`,
    defines: [
      'constant ROOM 2-2',
      'interface Lender 4-6',
      'method Lender.ask 5-5',
      'typedef Book 8-8',
      'enum State 10-13',
      'enumerator State.Lent 11-11',
      'enumerator State.Here 12-12',
      'class Shelf 15-22',
      'method Shelf.lend 18-18',
      'method Shelf.take 19-21',
      'function open 24-26',
      'function close 28-28',
    ],
  },
  'Shelf.java': {
    text: `package shelf;

public class Shelf {
    static final int ROOM = 40;

    @Override
    public String toString() {
        return "shelf";
    }

    void lend(int books) {
    }

    void lend(String book) {
    }

    enum State { LENT, HERE }
}
`,
    defines: [
      'class Shelf 3-18',
      'constant Shelf.ROOM 4-4',
      'method Shelf.toString 6-9',
      'method Shelf.lend 11-12',
      'method Shelf.lend 14-15',
      'enum Shelf.State 17-17',
      'enumerator Shelf.State.LENT 17-17',
      'enumerator Shelf.State.HERE 17-17',
    ],
  },
  'shelf.sh': {
    text: `#!/bin/sh
ROOM=40

# Takes one.
lend() {
	name=$1
	echo "$name"
}

function close {
	:
}
`,
    defines: ['variable ROOM 2-2', 'function lend 5-8', 'function close 10-12'],
  },
  'shelf.cc': {
    text: `#define ROOM 40

namespace shelf {

class Shelf {
 public:
  Shelf() = default;
  int lend(int book) const EXCLUDES(lock_) {
    return book;
  }
  int count();

 private:
  int books_;
};

int Shelf::count() {
  return books_;
}

template <typename T>
T first(T a) {
  return a;
}

enum class State { kLent, kHere };

}  // namespace shelf
`,
    defines: [
      'macro ROOM 1-1',
      'module shelf 3-28',
      'class shelf::Shelf 5-15',
      'method shelf::Shelf::Shelf 7-7',
      'method shelf::Shelf::lend 8-10',
      'method shelf::Shelf::count 17-19',
      'function shelf::first 21-24',
      'enum shelf::State 26-26',
      'enumerator shelf::State::kLent 26-26',
      'enumerator shelf::State::kHere 26-26',
    ],
  },
};

for (const [path, { text, defines }] of Object.entries(SAMPLES))
  test(`${path}: every definition, with what belongs to it, to its last line`, async () => {
    assert.deepEqual(summary(await definitionsIn(path, text)), defines);
  });

const CTAGS = {
  'shelf.rs': 'Rust',
  'shelf.go': 'Go',
  'shelf.py': 'Python',
  'Shelf.java': 'Java',
  'shelf.cc': 'C++',
};
const hasCtags = spawnSync('ctags', ['--version']).stdout?.toString().startsWith('Universal Ctags') ?? false;

for (const [path, language] of Object.entries(CTAGS))
  test(`${path}: what universal-ctags lists stands on the lines that it gives`, {
    skip: hasCtags ? false : 'universal-ctags is not installed',
  }, async (context) => {
    const text = SAMPLES[path]?.text ?? '';
    const file = join(folder(context), path);
    writeFileSync(file, text);
    const own = new Set((await definitionsIn(path, text)).map(({ name, line }) => `${name} ${line}`));
    const args = [`--language-force=${language}`, '--fields=nK', '--sort=no', '-f', '-', file];
    const listed = execFileSync('ctags', args)
      .toString()
      .split('\n')
      .filter((each) => each && !each.startsWith('!'));
    const sought = listed.filter((each) => !NO_DEFINITIONS.test(each));
    assert.ok(sought.length > 5, listed.join('\n'));
    for (const each of sought) {
      const [name = ''] = each.split('\t', 1);
      assert.ok(own.has(`${name} ${/line:(\d+)/.exec(each)?.[1]}`), each);
    }
  });

/** Fields, packages, imports and Rust's `impl` blocks. */
const NO_DEFINITIONS =
  /\t(?:field|member|package|implementation|module|unknown|anonMember)\tline:|Shelf\.java.*\tfield\t|\tmethodSpec\t/;

test('attributes and decorators belong to a definition; the comment above does not, and its lines are known', async () => {
  const rust = await definitionsIn('shelf.rs', SAMPLES['shelf.rs']?.text ?? '');
  const [lend] = named('Shelf::lend', rust);
  assert.deepEqual([lend?.firstLine, lend?.line, lend?.comment], [14, 16, { firstLine: 13, lastLine: 13 }]);
  const python = await definitionsIn('shelf.py', SAMPLES['shelf.py']?.text ?? '');
  assert.deepEqual(named('Shelf.first [(self)]', python)[0]?.comment, { firstLine: 9, lastLine: 9 });
});

test('a bare name, or one with what it belongs to, leads to a definition', async () => {
  const rust = await definitionsIn('shelf.rs', SAMPLES['shelf.rs']?.text ?? '');
  for (const symbol of ['lend', 'Shelf::lend', 'method lend'])
    assert.deepEqual(summary(named(symbol, rust)), ['method Shelf::lend 14-18'], symbol);
  assert.deepEqual(named('Box::lend', rust), []);
  const go = await definitionsIn('shelf.go', SAMPLES['shelf.go']?.text ?? '');
  assert.deepEqual(summary(named('(*Shelf).Lend', go)), ['method Shelf.Lend 20-23']);
});

test('a bare name means what stands in no type, where there is such a thing', async () => {
  const text = 'fn lend() {}\nstruct Shelf;\nimpl Shelf {\n    fn lend() {}\n}\n';
  assert.deepEqual(summary(named('lend', await definitionsIn('a.rs', text))), ['function lend 1-1']);
});

test('of several definitions of one name, each has an address of its own', async () => {
  const java = await definitionsIn('Shelf.java', SAMPLES['Shelf.java']?.text ?? '');
  assert.deepEqual(named('lend', java).map(addressOf), [
    'Shelf.lend [(int books)]',
    'Shelf.lend [(String book)]',
  ]);
  const python = await definitionsIn('shelf.py', SAMPLES['shelf.py']?.text ?? '');
  assert.deepEqual(named('open_late', python).map(addressOf), [
    'open_late [if ROOM > 3]',
    'open_late [else of if ROOM > 3]',
  ]);
  const rust = await definitionsIn(
    'a.rs',
    'struct A;\nimpl Debug for A {\n    fn fmt() {}\n}\nimpl Display for A {\n    fn fmt() {}\n}\n#[cfg(CONFIG_X)]\nfn f() {}\n#[cfg(not(CONFIG_X))]\nfn f() {}\n',
  );
  for (const symbol of ['A::fmt', 'f'])
    for (const address of named(symbol, rust).map(addressOf))
      assert.equal(named(address, rust).length, 1, address);
  assert.deepEqual(named('A::fmt', rust).map(addressOf), [
    'A::fmt [impl Debug for A]',
    'A::fmt [impl Display for A]',
  ]);
});

test('a definition that the grammar does not understand, or that may end early, says where', async () => {
  const brokenIn = async (path: string, text: string, name: string) =>
    named(name, await definitionsIn(path, text)).map(({ brokenAt }) => brokenAt);
  assert.deepEqual(await brokenIn('a.rs', 'fn whole() {}\n\nfn cut() {\n    let = ;\n}\n', 'cut'), [4]);
  assert.deepEqual(await brokenIn('a.rs', 'fn whole() {}\n\nfn cut() {\n    let = ;\n}\n', 'whole'), [
    undefined,
  ]);
  assert.deepEqual(await brokenIn('a.py', 'def lend():\n    return (\n', 'lend'), []);
  assert.deepEqual(await brokenIn('a.go', 'package a\n\nfunc lend() {\n\tif x {\n}\n', 'lend'), [5]);
});

test('what a grammar does not understand spoils nothing behind it', async () => {
  const text =
    'fn one() {\n}\n\nfn two( {\n    let = ;\n}\n\nfn three() {\n    3\n}\n\nstruct Four {\n    a: u8,\n}\n';
  const whole = (await definitionsIn('a.rs', text)).filter(({ brokenAt }) => brokenAt === undefined);
  assert.deepEqual(summary(whole), ['function one 1-2', 'function three 8-10', 'struct Four 12-14']);
});

test('half of a definition is never taken for the whole, where a brace in the first column divides it', async () => {
  for (const text of [
    'fn cut(a: u8) {\n    if a {\n    one();\n}\n    let = ;\n    two();\n}\n\nfn after() {\n}\n',
    'fn cut() {\n    one();\n}\n    let = ;\n}\n\nfn after() {\n}\n',
  ]) {
    const cut = named('cut', await definitionsIn('a.rs', text));
    assert.ok(
      cut.every(({ brokenAt }) => brokenAt !== undefined),
      JSON.stringify(cut),
    );
  }
});

test('a file is known by its name, else by its first line; a header by what C has not', () => {
  for (const [path, text, name] of [
    ['rust/kernel/sync.rs', '', 'Rust'],
    ['mm/Kconfig', '', 'Kconfig'],
    ['Kconfig.debug', '', 'Kconfig'],
    ['arch/arm64/boot/dts/a.dtsi', '', 'device tree'],
    ['arch/x86/entry/entry_64.S', '', 'assembly'],
    ['Makefile', '', 'make'],
    ['tools/sort', '#!/usr/bin/env -S python3 -u\n', 'Python'],
    ['tools/sort', '#!/bin/bash\n', 'shell'],
    ['tools/sort', 'sort\n', 'unknown'],
    ['a.h', '#ifdef __cplusplus\nextern "C" {\nclass A;\n#endif\nint a(void);\n', 'C'],
    ['a.h', '/*\nclass of things\n*/\nstruct class *class;\n', 'C'],
    ['a.h', 'namespace a {\nclass B;\n}\n', 'C++'],
    ['a.h', 'template <typename T>\nT a(T b);\n', 'C++'],
  ] as const)
    assert.equal(languageOf(path, text).name, name, `${path} ${text}`);
});

test('a shell function with patterns of bash in it ends where it ends', async () => {
  const text = `lend()
{
    local skipped='!(-*|*[sD]*)'
    case $1 in
        --help | -\${skipped}@([sD]|[hV]*))
            return
            ;;
        --?(re)turn | @(-\${skipped}C|--no-?(fine)s)) shift ;;
    esac
    if [[ $1 == -* ]]; then
        echo fine
    fi
} &&
    complete -F lend lend

give() { echo !(a|b); }
`;
  assert.deepEqual(summary(await definitionsIn('lend.sh', text)), [
    'function lend 1-13',
    'function give 16-16',
  ]);
});

test('a shell function in which the grammar loses its way is there, and has no end that is known', async () => {
  for (const header of ['lend()\n{', 'lend() {', 'function lend {', 'function lend() {']) {
    const text = `${header}\n  case $1 in\n    a) [[ $1 == ( ]] ;;\n  echo "\n}\n`;
    const found = await definitionsIn('lend.sh', text);
    assert.deepEqual(
      found.map(({ name, kind, line }) => [name, kind, line]),
      [['lend', 'function', 1]],
      text,
    );
    assert.ok(found[0]?.brokenAt !== undefined, text);
  }
});

test('a grammar that was made for another tree-sitter cannot be used, and says why', async () => {
  const file = '@vscode/tree-sitter-wasm/wasm/tree-sitter-rust.wasm';
  const bytes = Buffer.from((await host.packageFile(file)) as Uint8Array);
  const at = languageAt(bytes);
  bytes.writeUInt32LE(9, at);
  const derived = derivedIn('cache', { ...memoryHost({}), packageFile: async () => bytes });
  const read = await derived.definitions('a.rs', 'fn a() {}');
  assert.equal(read.state, 'unusable grammar');
  assert.match('reason' in read ? read.reason : '', /version 9/);
});

/** Where the description of a language begins: its ABI, then how many symbols, aliases and tokens there are. */
function languageAt(bytes: Buffer): number {
  for (let at = 0; at + 16 < bytes.length; at += 1) {
    const [abi = 0, symbols = 0, aliases = 0, tokens = 0] = [0, 4, 8, 12].map((by) =>
      bytes.readUInt32LE(at + by),
    );
    if (
      (abi === 14 || abi === 15) &&
      symbols > 50 &&
      symbols < 2000 &&
      aliases < 100 &&
      tokens > 20 &&
      tokens < symbols
    )
      return at;
  }
  throw new Error('The grammar has no language in it.');
}

test('without a grammar nothing is read, and the package that has it is named', async () => {
  const ask = (path: string, files: Files = {}) =>
    derivedIn('cache', memoryHost(files)).definitions(path, 'fn a() {}');
  assert.deepEqual(await ask('a.rs'), {
    state: 'no grammar',
    language: 'Rust',
    packages: ['@vscode/tree-sitter-wasm', 'tree-sitter-rust'],
  });
  assert.deepEqual(await ask('Kconfig'), { state: 'no symbols here', language: 'Kconfig' });
  const damaged = await ask('a.rs', { 'node_modules/tree-sitter-rust/tree-sitter-rust.wasm': 'no grammar' });
  assert.equal(damaged.state, 'unusable grammar');
});
