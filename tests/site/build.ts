import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { lendPostil } from '../../scripts/lend.ts';
import { EXAMPLE } from '../example.ts';

export interface Built {
  readonly folder: string;
  readonly base: string;
  readonly output: string;
  readonly status: number;
}

/**
 * Builds the example site into a folder of the tests' output.
 *
 * @param name of the folder; an older build of that name is removed.
 * @param base path that the site is to be served under.
 */
export async function buildExample(name: string, base: string): Promise<Built> {
  const project = copyExample();
  try {
    return await buildInto(name, base, project);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** Builds the site of this repository, whatever it is, in the same way. */
export const buildSite = (name: string, base: string): Promise<Built> => buildInto(name, base, process.cwd());

async function buildInto(name: string, base: string, project: string): Promise<Built> {
  const folder = resolve('tests/output', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { status, output } = await runAstro(['build', '--outDir', folder, '--base', base], {}, project);
  return { folder, base, output, status };
}

export function runAstro(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = process.cwd(),
): Promise<{ readonly status: number; readonly output: string }> {
  return new Promise((done) => {
    const astro = resolve('node_modules/astro/bin/astro.mjs');
    const child = spawn(process.execPath, [astro, ...args], {
      cwd,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env },
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('close', (code) => done({ status: code ?? 1, output }));
  });
}

/** Pages that show the lists which are made from the code; the example has none of its own. */
const REFERENCE = 'tests/site/reference';

/**
 * Copies the example, so that a test may change its files, and Astro may keep its own beside them. The copy's path has a
 * space in it, as a user's may, and a git history of one commit.
 *
 * @returns the folder; the caller removes it.
 */
export function copyExample(): string {
  mkdirSync('tests/output', { recursive: true });
  const project = mkdtempSync(resolve('tests/output/a copy-'));
  for (const part of [
    'content',
    'trees',
    'src',
    'astro.config.mjs',
    'package.json',
    'tsconfig.json',
    '.gitignore',
  ])
    cpSync(join(EXAMPLE, part), join(project, part), { recursive: true });
  cpSync(REFERENCE, join(project, 'content/reference'), { recursive: true });
  lendPostil(project);
  commitAll(project);
  return project;
}

/** Whatever this machine's git is set to. */
export function commitAll(project: string): void {
  const own = { GIT_CONFIG_NOSYSTEM: '1', HOME: project, PATH: process.env.PATH ?? '' };
  const day = '2024-06-01T12:00:00Z';
  const env = { ...own, GIT_AUTHOR_DATE: day, GIT_COMMITTER_DATE: day };
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
      cwd: project,
      env,
      stdio: 'ignore',
    });
  git('init');
  git('add', '.');
  git('commit', '-m', 'one');
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/**
 * Serves a built site on loopback, as a plain file server would. A page whose address ends in `?pieces=N` comes N bytes at a
 * time, with time to paint between them, as over a slow network.
 */
export async function serve({
  folder,
  base,
}: Built): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const inside = decodeURIComponent(pathname).slice(base.replace(/\/$/, '').length);
    let path = join(folder, inside);
    if (path.startsWith(folder) && existsSync(path) && statSync(path).isDirectory())
      path = join(path, 'index.html');
    if (!path.startsWith(folder) || !existsSync(path)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
    const bytes = readFileSync(path);
    const size = Number(searchParams.get('pieces')) || bytes.length;
    for (let at = 0; at < bytes.length; at += size) {
      response.write(bytes.subarray(at, at + size));
      if (size < bytes.length) await setTimeout(25);
    }
    response.end();
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
