import { spawn } from 'node:child_process';
import { constants, rmSync, type Stats } from 'node:fs';
import {
  type FileHandle,
  mkdir,
  mkdtemp,
  open,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Fetched, FileRefused, type Host, ProgramStopped, type Ran, type RunOptions } from './host.ts';
import { LIMITS } from './limits.ts';

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

const read: Host['read'] = async (path, { within, maxBytes = LIMITS.fileBytes } = {}) => {
  const file = await opened(path, within);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    if (size > maxBytes) throw tooLarge(path, maxBytes);
    // What a system makes up as it is read says that it has none.
    if (size > 0) return await file.readFile();
    const chunks: Buffer[] = [];
    let read = 0;
    for await (const chunk of file.createReadStream({ autoClose: false })) {
      read += chunk.length;
      if (read > maxBytes) throw tooLarge(path, maxBytes);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    await file.close();
  }
};

/**
 * A file, opened; null where there is none. A pipe is not waited for, and no link leads out of the folder.
 *
 * @throws FileRefused for what is no regular file, or leads out.
 */
async function opened(path: string, within?: string): Promise<FileHandle | null> {
  let file: FileHandle | undefined;
  try {
    const real = within === undefined ? path : await realPathIn(path, within);
    file = await open(real, constants.O_RDONLY | NONBLOCK | (within === undefined ? 0 : NOFOLLOW));
    const kind = await file.stat();
    if (kind.isFile()) return file;
    if (!kind.isDirectory()) throw new FileRefused(path, `is ${kindOf(kind)} and no file`);
  } catch (error) {
    await file?.close();
    if (isMissing(error) || codeOf(error) === 'EISDIR') return null;
    throw refusal(path, error) ?? error;
  }
  await file.close();
  return null;
}

/** Faults that lie in the file and not in the machine. */
const REFUSALS: Readonly<Record<string, string>> = {
  ELOOP: 'is a link that leads in a circle',
  ENXIO: 'is a socket or a device and no file',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  EIO: 'cannot be read from its disk',
};

function refusal(path: string, error: unknown): FileRefused | null {
  const why = REFUSALS[codeOf(error) ?? ''];
  return why === undefined ? null : new FileRefused(path, why);
}

const tooLarge = (path: string, maxBytes: number): FileRefused =>
  new FileRefused(path, `has more than ${maxBytes} bytes`);

/** Windows has no such flags. */
const { O_NONBLOCK: NONBLOCK = 0, O_NOFOLLOW: NOFOLLOW = 0 } = constants;

const kindOf = (kind: Stats): string =>
  kind.isFIFO() ? 'a pipe' : kind.isSocket() ? 'a socket' : 'a device';

/** Where a path really is, which is in the folder. */
async function realPathIn(path: string, folder: string): Promise<string> {
  const [real, top] = await Promise.all([realpath(path), realpath(folder)]);
  const inside = relative(top, real);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside))
    throw new FileRefused(path, `is a link that leads out of ${folder}`);
  return real;
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

const stream: Host['stream'] = async (path, part, { within, maxBytes } = {}) => {
  const file = await opened(path, within);
  if (file && maxBytes !== undefined && (await file.stat()).size > maxBytes) {
    await file.close();
    throw tooLarge(path, maxBytes);
  }
  const bytes = part === undefined ? {} : { start: part.start, end: part.end - 1 };
  return file?.createReadStream({ highWaterMark: CHUNK, ...bytes }) ?? null;
};

/** Bytes read at a time. */
const CHUNK = 256 * 1024;

const list: Host['list'] = async (path, { within } = {}) => {
  try {
    if (within !== undefined) await realPathIn(path, within);
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
    throw refusal(path, error) ?? error;
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
        reject(new ProgramStopped(`${program} printed more than ${maxBytes} bytes`, Buffer.concat(stdout)));
      } else stdout.push(chunk);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      if (stderr.length < 1000) stderr.push(chunk);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      // Only the time that was given ends it by a signal here; some programs then end in good order.
      if (child.killed && timeoutMs !== undefined)
        reject(
          new ProgramStopped(
            `${program} did not end within ${Math.round(timeoutMs / 1000)} seconds`,
            Buffer.concat(stdout),
          ),
        );
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

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(codeOf(error) ?? '');
