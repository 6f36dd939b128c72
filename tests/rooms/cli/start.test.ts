import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';

/** The modules that are loaded with a file, whatever is asked for: types and what is imported later are not. */
function loadedWith(file: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = file.endsWith('.ts') ? readFileSync(file, 'utf8') : '';
  for (const [, from = ''] of text.matchAll(/^(?:import|export) (?!type\b)[^'";]*?from '([^']+)'/gm)) {
    if (from.startsWith('.')) loadedWith(normalize(join(dirname(file), from)).replaceAll('\\', '/'), seen);
    else if (!from.startsWith('node:')) seen.add(from);
  }
  return seen;
}

test('a command line loads the table of commands, and of no command its code', () => {
  const loaded = [...loadedWith('src/cli/main.ts')];
  assert.deepEqual(loaded.filter((file) => !/^src\/(?:base|cli)\//.test(file)).sort(), [
    'commander',
    'package.json',
  ]);
  assert.deepEqual(
    loaded.filter((file) => file.startsWith('src/cli/commands/')),
    [],
  );
});
