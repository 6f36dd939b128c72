/** What an installation of this repository brings is what the lock file says, byte for byte. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

interface Locked {
  readonly link?: boolean;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly allowScripts: Readonly<Record<string, boolean>>;
};
const installed = Object.entries(lock.packages).filter(
  ([path, { link }]) => path.includes('node_modules/') && link !== true,
);

test('each package that is installed has a hash in the lock file', () => {
  assert.deepEqual(
    installed.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path),
    [],
  );
});

test('no package fetches another by a script of its own: of those with one, esbuild alone may run it', () => {
  const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(nameOf);
  assert.deepEqual([...new Set(scripted)].sort(), ['esbuild', 'tree-sitter-c']);
  assert.deepEqual(
    Object.entries(allowScripts).filter(([, may]) => may),
    [['esbuild', true]],
  );
});

const nameOf = ([path]: readonly [string, Locked]): string =>
  path.slice(path.lastIndexOf('node_modules/') + 13);
