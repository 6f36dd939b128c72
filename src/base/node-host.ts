import { spawn } from 'node:child_process';
import { constants, rmSync, type Stats } from 'node:fs';
import {
  copyFile,
  type FileHandle,
  link,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { FileNotWritten, FileRefused, type Host, ProgramStopped, type Ran, type RunOptions } from './host.ts';
import { LIMITS } from './limits.ts';
import { lookUp } from './look-up.ts';

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
    create,
    alone,
    fetch: get,
    run,
    packageFile: (name) => packageFile(name, project),
    env: (name) => lookUp(process.env, name),
    withTemporaryFolder,
  };
}

const read: Host['read'] = async (path, { within, maxBytes = LIMITS.fileBytes } = {}) => {
  const found = await opened(path, within);
  if (found === null) return null;
  const { file, size } = found;
  try {
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
async function opened(
  path: string,
  within?: string,
): Promise<{ readonly file: FileHandle; readonly size: number } | null> {
  let file: FileHandle | undefined;
  try {
    const real = within === undefined ? path : await realPathIn(path, within);
    file = await open(real, constants.O_RDONLY | NONBLOCK | (within === undefined ? 0 : NOFOLLOW));
    const kind = await file.stat();
    if (kind.isFile()) return { file, size: kind.size };
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
  const why = lookUp(REFUSALS, codeOf(error) ?? '');
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
  const found = await opened(path, within);
  if (found === null) return null;
  const { file, size } = found;
  if (maxBytes !== undefined && size > maxBytes) {
    await file.close();
    throw tooLarge(path, maxBytes);
  }
  const bytes = part === undefined ? {} : { start: part.start, end: part.end - 1 };
  // A mail has a few thousand bytes, and there are many. What a system makes up as it is read says that it has none.
  return file.createReadStream({ highWaterMark: size === 0 ? CHUNK : Math.min(CHUNK, size), ...bytes });
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

const write: Host['write'] = async (path, bytes) =>
  await written(path, bytes, (temporary) => rename(temporary, path));

const create: Host['create'] = (path, bytes) =>
  written(path, bytes, async (temporary) => {
    try {
      // Of two who do so at once, one finds the other's.
      await link(temporary, path).catch((error) => {
        if (codeOf(error) === 'EEXIST') throw error;
        // A disk without hard links.
        return copyFile(temporary, path, constants.COPYFILE_EXCL);
      });
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    }
    return true;
  });

/** Writes bytes under a passing name, and lets somebody give them their own. */
async function written<T>(
  path: string,
  bytes: Uint8Array,
  named: (temporary: string) => Promise<T>,
): Promise<T> {
  const folder = dirname(path);
  // Hidden, so that what a killed process leaves is read as nothing.
  const temporary = join(folder, `.${PREFIX}${process.pid}-${Math.random().toString(36).slice(2)}.tmp`);
  let made: string | undefined;
  try {
    made = await mkdir(folder, { recursive: true });
    await writeFile(temporary, bytes);
    return await named(temporary);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    await removeEmpty(folder, made);
    throw notWritten(path, error) ?? error;
  } finally {
    await rm(temporary, { force: true }).catch(() => {});
  }
}

/** Takes back folders that were made for a file, as far as nobody else has put something into them. */
async function removeEmpty(folder: string, first: string | undefined): Promise<void> {
  if (first === undefined) return;
  const top = resolve(first);
  try {
    for (let at = resolve(folder); at.startsWith(top); at = dirname(at)) await rmdir(at);
  } catch {}
}

const alone: Host['alone'] = async (path, work) => {
  const mark = join(dirname(path), `.${basename(path)}.writer`);
  await taken(path, mark);
  try {
    return await work();
  } finally {
    await rm(mark, { force: true }).catch(() => {});
  }
};

const LOOK_EVERY_MS = 20;
const WAIT_MS = 30_000;

/** Puts a mark beside a file when nobody else's is there any more. */
async function taken(path: string, mark: string): Promise<void> {
  const end = Date.now() + WAIT_MS;
  for (;;) {
    try {
      return await writeFile(mark, String(process.pid), { flag: 'wx' });
    } catch (error) {
      // Where no mark can be put, nothing else can be written either, and the work says so itself.
      if (codeOf(error) !== 'EEXIST') return;
    }
    const owner = Number(await readFile(mark, 'utf8').catch(() => Number.NaN));
    if (owner > 0 && !isRunning(owner)) await rm(mark, { force: true });
    else if (Date.now() > end)
      throw new FileNotWritten(path, `another process (${owner}) has been writing it for too long`);
    else await new Promise((resume) => setTimeout(resume, LOOK_EVERY_MS));
  }
}

/** Whether there is such a process; one of another user's counts. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Faults that lie in the disk, or in who may write to it. */
const NOT_WRITTEN: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the share of the disk that this user may have is used up',
  EFBIG: 'it is larger than files may be here',
  EROFS: 'the disk may only be read',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EMFILE: 'this process has too many files open',
  ENFILE: 'the machine has too many files open',
  EIO: 'the disk has a fault',
  EISDIR: 'a folder of that name stands in its place',
  ENOTDIR: 'a file stands in the place of its folder',
  EEXIST: 'a file stands in the place of its folder',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'a link on the way to it leads in a circle',
};

/** Why a file was not written; null for what is no fault of the disk. */
export function notWritten(path: string, error: unknown): FileNotWritten | null {
  const why = lookUp(NOT_WRITTEN, codeOf(error) ?? '');
  return why === undefined ? null : new FileNotWritten(path, why);
}

// Most commands ask nobody: they start without the modules for it.
let fetchOverHttp: Promise<Host['fetch']> | undefined;

const get: Host['fetch'] = async (url, options) => {
  fetchOverHttp ??= import('./node-fetch.ts').then(({ fetcher }) => fetcher());
  return await (await fetchOverHttp)(url, options);
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
  if (within === undefined) return await newSystemFolder();
  try {
    await mkdir(within, { recursive: true });
    await removeLeftOvers(within);
    return await mkdtemp(join(within, PREFIX));
  } catch {
    return await newSystemFolder();
  }
}

async function newSystemFolder(): Promise<string> {
  const path = join(tmpdir(), PREFIX);
  try {
    return await mkdtemp(path);
  } catch (error) {
    throw notWritten(path, error) ?? error;
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
