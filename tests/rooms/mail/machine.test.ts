import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

/** What the command says of all mail of the corpus, on a machine of another place. */
const parsedIn = (TZ: string, LANG: string): string => {
  const inputs = globSync('tests/corpus/*/input.*')
    .filter((path) => !/[\\/]empty[\\/]/.test(path))
    .sort();
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['src/cli/main.ts', 'parse', '--json', ...inputs],
    { encoding: 'utf8', maxBuffer: 1e8, env: { ...process.env, TZ, LANG, LC_ALL: LANG } },
  );
  assert.equal(status, 0, stderr);
  return stdout;
};

test('mail says the same on every machine, whatever its time zone and its language', () => {
  const here = parsedIn('UTC', 'C');
  assert.ok(here.length > 10_000);
  assert.equal(parsedIn('Asia/Tokyo', 'ja_JP.UTF-8'), here);
  assert.equal(parsedIn('America/St_Johns', 'tr_TR.UTF-8'), here);
});

test("nothing that reads mail asks for the machine's own clock reading or language", () => {
  const asks =
    /\.(?:get|set)(?!UTC)(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)\(|\.toLocale|localeCompare/;
  for (const file of globSync('src/{base,mail,quoting}/**/*.ts'))
    assert.doesNotMatch(readFileSync(file, 'utf8'), asks, file);
});
