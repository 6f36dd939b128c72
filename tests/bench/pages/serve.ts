import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.xml': 'application/xml',
  '.md': 'text/markdown',
};

/** Serves a folder on loopback as a careful host would: compressed by gzip, and kept by browsers for long what has a hash. */
export async function serveCompressed(
  folder: string,
): Promise<{ readonly server: Server; readonly origin: string }> {
  const packed = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    let path = join(folder, decodeURIComponent(pathname));
    if (path.startsWith(folder) && existsSync(path) && statSync(path).isDirectory())
      path = join(path, 'index.html');
    if (!path.startsWith(folder) || !existsSync(path)) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    const body =
      packed.get(path) ??
      (extname(path) in TYPES ? gzipSync(readFileSync(path), { level: 9 }) : readFileSync(path));
    packed.set(path, body);
    response.writeHead(200, {
      'content-type': type,
      'content-length': body.length,
      'cache-control': pathname.startsWith('/_astro/') ? 'max-age=31536000, immutable' : 'max-age=300',
      ...(extname(path) in TYPES && { 'content-encoding': 'gzip' }),
    });
    response.end(body);
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
