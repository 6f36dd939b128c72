import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { parseHTML } from 'linkedom';
import { startBrowser } from '../browser/browser.ts';
import { copyExample } from './build.ts';

const PAGE = '/explainers/valve-deadline/';
const FILE = 'content/explainers/valve-deadline.mdx';
const THREAD = 'content/threads/old-readings';

describe('the development server, while an author writes', () => {
  let project: string;
  let server: ChildProcess;
  let origin: string;
  let output = '';

  before(async () => {
    project = copyExample();
    server = spawn(process.execPath, [resolve('node_modules/astro/bin/astro.mjs'), 'dev', '--port', '0'], {
      cwd: project,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' },
    });
    for (const stream of [server.stdout, server.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    const said = await saying(/Local\s+(http:\/\/\S+?)\/?\s/, 0);
    origin = said[1] ?? '';
    await saying(/watching for file changes/, 0);
  });
  after(async () => {
    const gone = new Promise((closed) => server.once('close', closed));
    server.kill();
    await gone;
    rmSync(project, { recursive: true, force: true });
  });

  test('a wrong word or symbol is printed, and said on the page in the place of what is wrong', async () => {
    const file = join(project, FILE);
    const text = readFileSync(file, 'utf8');
    const wrong = text
      .replace('An open valve is', 'An open value is')
      .replace('symbol="valve_open"', 'symbol="no_such_thing"');
    assert.equal((await shown()).faults.length, 0);

    const printed = saying(/2 errors, 0 warnings[\s\S]*excerpt-unknown-symbol/);
    writeFileSync(file, wrong);
    await printed;
    const page = await shown();
    assert.deepEqual(
      page.faults.map((fault) => /error ([a-z-]+)/.exec(fault)?.[1]),
      ['quote-not-verbatim', 'excerpt-unknown-symbol'],
    );
    assert.match(page.faults[0] ?? '', /closest: {2}An open valve is/);
    assert.equal(page.complete, true);

    const mended = saying(/Every citation is verified/);
    writeFileSync(file, text);
    await mended;
    assert.deepEqual((await shown()).faults, []);
  });

  test('what is wrong anywhere is in the overlay, with its file and line, whatever characters it holds', async () => {
    const file = join(project, FILE);
    const text = readFileSync(file, 'utf8');
    const line = text.split('\n').findIndex((each) => each.includes('An open valve is'));
    const printed = saying(/1 error, 0 warnings/);
    writeFileSync(file, text.replace('by="Grace Obuya">An', 'by="A &lt;img src=x>">An'));
    await printed;
    const browser = await startBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(`${origin}/glossary/`);
      const overlay = page.locator('vite-error-overlay');
      assert.match(await overlay.locator('#title').innerText(), /quote-wrong-person/);
      assert.match(await overlay.locator('#message-content').innerText(), /<img src=x>/);
      assert.equal(await overlay.locator('#message-content img').count(), 0);
      assert.match(
        await overlay.locator('#code h2').innerText(),
        new RegExp(`valve-deadline\\.mdx:${line + 1}:\\d+`),
      );
      assert.match(
        await overlay.locator('.error-line').innerText(),
        /by="A &lt;img src=x>">An open valve is/,
      );

      await pause(1500);
      const connected = new Promise((received) => {
        page.once('websocket', (socket) => socket.once('framereceived', received));
      });
      await page.goto(`${origin}${PAGE}`);
      await connected;
      assert.match(await page.locator('.pt-fault-text').innerText(), /quote-wrong-person/);
      assert.equal(await overlay.count(), 0);
    } finally {
      await browser.close();
      const mended = saying(/Every citation is verified/);
      writeFileSync(file, text);
      await mended;
    }
  });

  test('code on a page that was open before leads to a symbol once another page cites it, and no longer when none does', async () => {
    const name = 'valve_get';
    const file = join(project, 'content/start.mdx');
    const text = readFileSync(file, 'utf8');
    const isLed = async () =>
      new RegExp(`<a href="/symbols/#${name}-src-valve-c"><code[^>]*>${name}`).test(
        await (await fetch(origin + PAGE)).text(),
      );
    assert.equal(await isLed(), false);

    const checked = saying(/1 error, 0 warnings[\s\S]*excerpt-not-locked/);
    writeFileSync(file, `${text}\n<Excerpt tree="v2.0" path="src/valve.c" symbol="${name}" />\n`);
    await checked;
    assert.equal(await isLed(), true);

    const mended = saying(/Every citation is verified/);
    writeFileSync(file, text);
    await mended;
    assert.equal(await isLed(), false);
  });

  test('mail that goes and comes back takes its thread along', async () => {
    const mail = readdirSync(join(project, THREAD)).find((name) => name !== 'thread.yaml') ?? '';
    const gone = saying(/error thread-empty/);
    renameSync(join(project, THREAD, mail), join(project, mail));
    await gone;
    assert.equal((await fetch(`${origin}/threads/old-readings/`)).status, 404);

    const back = saying(/Every citation is verified/);
    renameSync(join(project, mail), join(project, THREAD, mail));
    await back;
    assert.equal((await fetch(`${origin}/threads/old-readings/`)).status, 200);
  });

  /** Waits until the server has printed this; by default, after what it has printed so far. */
  async function saying(pattern: RegExp, from = output.length): Promise<RegExpExecArray> {
    for (let tries = 0; tries < 300; tries += 1) {
      const found = pattern.exec(output.slice(from));
      if (found) return found;
      await pause(100);
    }
    throw new Error(`The server did not print ${pattern}, but:\n${output.slice(from)}`);
  }

  async function shown(): Promise<{ readonly faults: readonly string[]; readonly complete: boolean }> {
    const html = await (await fetch(origin + PAGE)).text();
    const texts = parseHTML(html).document.querySelectorAll('.pt-fault-text');
    return {
      faults: [...texts].map((fault) => fault.textContent ?? ''),
      complete: html.trimEnd().endsWith('</html>'),
    };
  }
});
