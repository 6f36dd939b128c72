import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Fetched, Host, Part, Ran, RunOptions } from './host.ts';

/**
 * The real world, for the edges: the command and the Astro integration. No room imports this file.
 *
 * @param project the folder whose packages are looked into.
 */
export function nodeHost(project = '.'): Host {
  return {
    read,
    stream,
    list,
    size,
    write,
    fetch: get,
    run,
    packageFile: (name) => packageFile(name, project),
    env: (name) => process.env[name],
    withTemporaryFolder,
  };
}

async function read(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error) || codeOf(error) === 'EISDIR') return null;
    throw error;
  }
}

async function packageFile(name: string, project: string): Promise<Uint8Array | null> {
  for (const from of [join(resolve(project), 'package.json'), import.meta.url]) {
    let file: string;
    try {
      file = createRequire(from).resolve(name);
    } catch {
      continue;
    }
    return await read(file);
  }
  return null;
}

async function stream(path: string, part?: Part): Promise<AsyncIterable<Uint8Array> | null> {
  try {
    const file = await open(path);
    const bounds = part === undefined ? {} : { start: part.start, end: part.end - 1 };
    if ((await file.stat()).isFile()) return file.createReadStream({ highWaterMark: CHUNK, ...bounds });
    await file.close();
    return null;
  } catch (error) {
    if (isMissing(error) || codeOf(error) === 'EISDIR') return null;
    throw error;
  }
}

/** Bytes read at a time. */
const CHUNK = 256 * 1024;

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
  if (url.startsWith('https:') && !response.url.startsWith('https:')) {
    await response.body?.cancel();
    throw new Error(`${url} led to an address that is not safe: ${response.url}`);
  }
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
    child.on('close', (code) => {
      // Only the time that was given ends it by a signal here.
      if (code === null && child.killed && timeoutMs !== undefined)
        reject(new Error(`${program} did not end within ${Math.round(timeoutMs / 1000)} seconds`));
      resolve({ code: code ?? 1, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() });
    });
    // A program may end before it has read all of its input.
    child.stdin?.on('error', () => {});
    if (input) child.stdin?.end(input);
  });
}

const withTemporaryFolder: Host['withTemporaryFolder'] = async (use, within) => {
  const folder = await newFolder(within);
  const stop = removeWhenStopped(folder);
  try {
    return await use(folder);
  } finally {
    stop();
    await rm(folder, { recursive: true, force: true });
  }
};

const PREFIX = 'postil-';

async function newFolder(within: string | undefined): Promise<string> {
  if (within === undefined) return await mkdtemp(join(tmpdir(), PREFIX));
  try {
    await mkdir(within, { recursive: true });
    await removeLeftOvers(within);
    return await mkdtemp(join(within, PREFIX));
  } catch {
    return await mkdtemp(join(tmpdir(), PREFIX));
  }
}

const LEFT_OVER_MS = 24 * 60 * 60_000;

/** A killed process cannot clean up; nothing works in one folder for a day. */
async function removeLeftOvers(within: string): Promise<void> {
  for (const name of await readdir(within)) {
    const path = join(within, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (name.startsWith(PREFIX) && Date.now() - mtimeMs > LEFT_OVER_MS)
      await rm(path, { recursive: true, force: true });
  }
}

/** Ctrl-C ends a process without its `finally` blocks. Returns what takes the precaution back. */
function removeWhenStopped(folder: string): () => void {
  const stopped = (signal: NodeJS.Signals): void => {
    forget();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    // Somebody else who listens decides how the process ends.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const forget = (): void => {
    for (const signal of SIGNALS) process.off(signal, stopped);
  };
  for (const signal of SIGNALS) process.once(signal, stopped);
  return forget;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '');
