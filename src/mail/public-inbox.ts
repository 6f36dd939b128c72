import { askGit, faultOfGit } from '../base/git.ts';
import { borrowing } from '../base/git-borrowed.ts';
import type { Host, Ran } from '../base/host.ts';
import { MailFault } from './fault.ts';

/** The repositories of a public-inbox, oldest mail first. */
export type Inbox = readonly string[];

/**
 * The public-inbox at a path: a git repository, bare or not, or a folder of them, an epoch of the archive each
 * (`git/0.git`, `git/1.git`, as `public-inbox-clone` makes them).
 *
 * @returns null where there is no git repository.
 */
export async function inboxAt(path: string, host: Host): Promise<Inbox | null> {
  if (await isRepository(path, host)) return [path];
  for (const folder of [`${path}/git`, path]) {
    const epochs = ((await host.list(folder)) ?? []).flatMap(({ name }) => EPOCH.exec(name)?.[1] ?? []);
    const repositories: string[] = [];
    for (const epoch of epochs.map(Number).sort((a, b) => a - b))
      for (const name of [`${folder}/${epoch}.git`, `${folder}/${epoch}`])
        if (await isRepository(name, host)) repositories.push(name);
    if (repositories.length > 0) return repositories;
  }
  return null;
}

const EPOCH = /^(\d{1,4})(?:\.git)?$/;

async function isRepository(path: string, host: Host): Promise<boolean> {
  const names = new Set(((await host.list(path)) ?? []).map(({ name }) => name));
  return names.has('.git') || (names.has('HEAD') && names.has('objects') && names.has('refs'));
}

/** A message of an inbox; its bytes are read when they are asked for. */
export interface Stored {
  /** `lists/git/0.git:<object>`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Bytes and messages that are asked of git at a time. */
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_MESSAGES = 2000;
/** Bytes that git may print of its lists: those of some ten million messages. */
const MOST_LISTED = 1024 * 1024 * 1024;
/** In which git lists as many: it goes through some 20,000 commits a second. */
const LISTING_MS = 20 * 60_000;

/**
 * The messages of one repository in the order of its commits, those that were deleted left out. Version 2 of the
 * format has a message in each commit, as the file `m`, and names one that goes as `d`; version 1 has a file for each.
 *
 * @param isWanted of which messages the bytes are read.
 * @param onRead called with the messages read, and how many there are.
 * @throws MailFault when git cannot read the repository, or when it holds something else.
 */
export async function* messagesOf(
  repository: string,
  host: Host,
  isWanted: (path: string) => boolean,
  onRead: (done: number, total: number) => void,
): AsyncGenerator<Stored> {
  const borrows = await borrowing(repository, host);
  if (borrows !== null)
    throw new MailFault(
      'mail-unreadable',
      `${repository} ${borrows}.`,
      'Clone the archive again, with all of its objects.',
    );
  const git = gitOf(repository, host);
  await refuseOthers(repository, git);
  const commits = await git(['rev-list', '--reverse', 'HEAD']);
  const changes = await git(['diff-tree', '--stdin', '--root', '-r', '--raw', '--no-abbrev'], commits.stdout);
  const all = objectsIn(new TextDecoder('latin1').decode(changes.stdout));
  const wanted = all.filter((object) => isWanted(`${repository}:${object}`));
  let done = 0;
  for await (const group of groups(wanted, git)) {
    const { stdout } = await git(['cat-file', '--batch'], linesOf(group));
    for (const { object, bytes } of batchOf(stdout)) {
      done += 1;
      onRead(done, wanted.length);
      yield { path: `${repository}:${object}`, bytes };
    }
  }
}

type Git = (args: readonly string[], input?: Uint8Array) => Promise<Ran>;

const gitOf =
  (repository: string, host: Host): Git =>
  async (args, input) => {
    const ran = await askGit(repository, args, host, {
      maxBytes: MOST_LISTED,
      timeoutMs: LISTING_MS,
      ...(input === undefined ? {} : { input }),
    });
    if (ran.code === 0) return ran;
    throw new MailFault(
      'mail-unreadable',
      `git cannot read ${repository}: ${faultOfGit(ran)}.`,
      'Clone the archive again, with all of its objects.',
    );
  };

/** A repository of code has years of commits that nobody should go through for mail. */
async function refuseOthers(repository: string, git: Git): Promise<void> {
  const { stdout } = await git(['ls-tree', '--name-only', '-z', 'HEAD']);
  const names = new TextDecoder('latin1').decode(stdout).split('\0').filter(Boolean);
  if (names.every((name) => /^(?:[md]|[0-9a-f]{2}|_)$/.test(name))) return;
  throw new MailFault(
    'mail-not-mail',
    `${repository} is a git repository, and no public-inbox.`,
    'Name a clone of the archive, as its page tells under "mirroring instructions".',
  );
}

/** A change in `git diff-tree --raw`: modes, objects before and after, what was done, path. */
const CHANGE = /^:\d{6} \d{6} ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) ([ADM])\t(.*)$/gm;

/** Objects of the messages that are there at the end, in the order they came in. */
function objectsIn(changes: string): string[] {
  const objects = new Set<string>();
  for (const [, before = '', after = '', what, path = ''] of changes.matchAll(CHANGE)) {
    if (path === 'm' && what !== 'D') objects.add(after);
    else if (path === 'd' && what !== 'D') objects.delete(after);
    else if (/^[0-9a-f]{2}\/[0-9a-f]{38}$/.test(path)) {
      if (what !== 'A') objects.delete(before);
      if (what !== 'D') objects.add(after);
    }
  }
  return [...objects];
}

const linesOf = (objects: readonly string[]): Uint8Array =>
  new TextEncoder().encode(objects.map((object) => `${object}\n`).join(''));

/** Cut so that no answer of git is larger than memory is wide. */
async function* groups(objects: readonly string[], git: Git): AsyncGenerator<readonly string[]> {
  if (objects.length === 0) return;
  const { stdout } = await git(['cat-file', '--batch-check=%(objectname) %(objectsize)'], linesOf(objects));
  let group: string[] = [];
  let size = 0;
  for (const [, object = '', bytes] of new TextDecoder('latin1')
    .decode(stdout)
    .matchAll(/^([0-9a-f]{40,64}) (\d{1,15})$/gm)) {
    if (group.length > 0 && (size + Number(bytes) > MOST_BYTES || group.length === MOST_MESSAGES)) {
      yield group;
      group = [];
      size = 0;
    }
    group.push(object);
    size += Number(bytes);
  }
  if (group.length > 0) yield group;
}

/** The answer of `git cat-file --batch` (see git-cat-file, "BATCH OUTPUT"): a header line, then the bytes. */
function* batchOf(output: Uint8Array): Generator<{ object: string; bytes: Uint8Array }> {
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(0x0a, at);
    const header = new TextDecoder('latin1').decode(output.subarray(at, end === -1 ? output.length : end));
    const [, object = '', size] = /^([0-9a-f]{40,64}) blob (\d{1,15})$/.exec(header) ?? [];
    if (end === -1) return;
    at = end + 1;
    if (size === undefined) continue;
    yield { object, bytes: output.subarray(at, at + Number(size)) };
    at += Number(size) + 1;
  }
}
