import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { nodeHost } from '../../../src/base/node-host.ts';

const host = nodeHost();

function folder(context: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'postil-test-'));
  context.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test('what is not a file reads as nothing', async (context) => {
  const root = folder(context);
  assert.equal(await host.read(root), null);
  assert.equal(await host.read(join(root, 'missing')), null);
});

test('a write that fails leaves nothing behind', async (context) => {
  const root = folder(context);
  mkdirSync(join(root, 'taken'));
  await assert.rejects(host.write(join(root, 'taken'), new Uint8Array(3)));
  assert.deepEqual(readdirSync(root), ['taken']);
});

test('a temporary folder is made where it is asked for, and goes whatever happens', async (context) => {
  const root = join(folder(context), 'work');
  await assert.rejects(
    host.withTemporaryFolder((path) => {
      assert.equal(dirname(path), root);
      writeFileSync(join(path, 'file'), 'x');
      throw new Error('the work failed');
    }, root),
    /the work failed/,
  );
  assert.deepEqual(readdirSync(root), []);
});

test('where a temporary folder cannot be made, the one of the system serves', async (context) => {
  const root = folder(context);
  writeFileSync(join(root, 'file'), 'x');
  const made = await host.withTemporaryFolder((path) => Promise.resolve(path), join(root, 'file'));
  assert.equal(dirname(made), tmpdir());
});

test('what a killed process left is removed after a day, what is younger stays', async (context) => {
  const root = folder(context);
  mkdirSync(join(root, 'postil-old'));
  mkdirSync(join(root, 'postil-new'));
  utimesSync(join(root, 'postil-old'), 0, 0);
  await host.withTemporaryFolder(() => Promise.resolve(), root);
  assert.deepEqual(readdirSync(root), ['postil-new']);
});

test('a process that is stopped takes its temporary folder with it', async (context) => {
  const root = folder(context);
  const script = `
    const { nodeHost } = await import(${JSON.stringify(import.meta.resolve('../../../src/base/node-host.ts'))});
    await nodeHost().withTemporaryFolder((path) => {
      console.log(path);
      return new Promise(() => setInterval(() => {}, 1000));
    }, ${JSON.stringify(root)});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const path = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  assert.ok(existsSync(path));
  child.kill('SIGINT');
  const [code, signal] = await new Promise<readonly unknown[]>((resolve) =>
    child.once('close', (...how) => resolve(how)),
  );
  assert.deepEqual([code, signal, existsSync(path)], [null, 'SIGINT', false]);
});
