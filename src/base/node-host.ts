import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Fetched, Host, Ran, RunOptions } from './host.ts';

/** The real world, for the edges: the command and the Astro integration. No room imports this file. */
export function nodeHost(): Host {
  return { read, list, size, write, fetch: get, run, env: (name) => process.env[name], withTemporaryFolder };
}

async function read(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

const list: Host['list'] = async (path) => {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .map((entry) => ({
        name: entry.name,
        kind: entry.isFile()
          ? ('file' as const)
          : entry.isDirectory()
            ? ('folder' as const)
            : ('other' as const),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
};

async function size(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}.tmp`;
  try {
    await writeFile(temporary, bytes);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

const get: Host['fetch'] = async (url, { timeoutMs, maxBytes }): Promise<Fetched> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'follow' });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`${url} answered with more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return {
    status: response.status,
    contentType: response.headers.get('content-type'),
    bytes: Buffer.concat(chunks),
  };
};

function run(command: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { cwd, env, timeoutMs, maxBytes = 64 * 1024 * 1024, input } = options;
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...(cwd === undefined ? {} : { cwd }),
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
      env: { ...process.env, ...env },
      stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let size = 0;
    child.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        child.kill();
        reject(new Error(`${program} printed more than ${maxBytes} bytes`));
      } else stdout.push(chunk);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      if (stderr.length < 1000) stderr.push(chunk);
    });
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code: code ?? 1, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }),
    );
    // A program may end before it has read all of its input.
    child.stdin?.on('error', () => {});
    if (input) child.stdin?.end(input);
  });
}

const withTemporaryFolder: Host['withTemporaryFolder'] = async (use) => {
  const folder = await mkdtemp(join(tmpdir(), 'postil-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const isMissing = (error: unknown): boolean => {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
};
