import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';

export interface Built {
  readonly folder: string;
  readonly base: string;
  readonly output: string;
  readonly status: number;
}

/**
 * Builds this repository's site with Astro into a folder of the tests' output.
 *
 * @param name of the folder; an older build of that name is removed.
 * @param base path that the site is to be served under.
 */
export async function buildSite(
  name: string,
  base: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Built> {
  const folder = resolve('tests/output', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { status, output } = await runAstro(['build', '--outDir', folder, '--base', base], env);
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

/**
 * Copies the project, so that a test may change its files. The copy's path has a space in it, as a user's may.
 *
 * @returns the folder; the caller removes it.
 */
export function copyProject(): string {
  const project = mkdtempSync(resolve('tests/output/a copy-'));
  for (const part of ['src', 'content', 'schemas', 'astro.config.mjs', 'package.json', 'tsconfig.json']) {
    cpSync(part, join(project, part), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
  return project;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Serves a built site on loopback, as a plain file server would. */
export async function serve({
  folder,
  base,
}: Built): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const inside = decodeURIComponent(pathname).slice(base.replace(/\/$/, '').length);
    let path = join(folder, inside);
    if (path.startsWith(folder) && existsSync(path) && statSync(path).isDirectory())
      path = join(path, 'index.html');
    if (!path.startsWith(folder) || !existsSync(path)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
    response.end(readFileSync(path));
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
