import { execFileSync, spawn } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Trees } from '../../src/sources/tree.ts';
import { processorSeconds } from './figures.ts';

/** A linux-source package of one of the trees, on this disk. */
export interface Package {
  readonly tree: string;
  readonly name: string;
  /** Absolute. */
  readonly file: string;
}

/** The packages in a folder that trees ask for. */
export function packagesIn(folder: string, trees: Trees): Package[] {
  return Object.entries(trees).flatMap(([tree, { debian }]) => {
    if (typeof debian !== 'string') return [];
    const [file] = globSync(`${debian}_*.deb`, { cwd: folder });
    return file === undefined ? [] : [{ tree, name: debian, file: resolve(folder, file) }];
  });
}

export interface FirstFetch {
  /** From the end of the last download to the end. */
  readonly seconds: number;
  readonly wholeSeconds: number;
  readonly xzSeconds: number;
  /** Processor time of all programs, apt included, and of xz alone. */
  readonly processor: number;
  readonly xzProcessor: number;
  /** The most memory that the process which fetched ever had. */
  readonly megabytes: number;
}

/** Fetches files from packages with an empty cache, and runs xz alone over the archives in them. */
export async function fetchFrom(
  packages: readonly Package[],
  paths: readonly string[],
  folder: string,
): Promise<FirstFetch> {
  const archive = join(folder, 'archive');
  mkdirSync(archive, { recursive: true });
  const index = packages.map(({ file }) => {
    symlinkSync(file, join(archive, basename(file)));
    const control = execFileSync('dpkg-deb', ['-f', file]).toString();
    const sum = execFileSync('sha256sum', [file]).toString().slice(0, 64);
    return `${control}Filename: ./${basename(file)}\nSize: ${readFileSync(file).length}\nSHA256: ${sum}\n`;
  });
  writeFileSync(join(archive, 'Packages'), index.join('\n'));
  const list = join(folder, 'sources.list');
  writeFileSync(list, `deb [trusted=yes] file:${archive} ./\n`);
  const order = { cacheFolder: join(folder, 'cache'), list, trees: packages.map(({ tree }) => tree), paths };
  const own = JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, 'first-fetch.ts')], {
      input: JSON.stringify(order),
    }).toString(),
  ) as Omit<FirstFetch, 'xzSeconds' | 'xzProcessor'>;
  const tars = packages.map(({ name, file }) => unpackTar(name, file, folder));
  const before = processorSeconds();
  const start = performance.now();
  await Promise.all(
    tars.map((tar) => exit(spawn('xz', ['-dc', tar], { stdio: ['ignore', 'ignore', 'inherit'] }))),
  );
  const xzSeconds = (performance.now() - start) / 1000;
  const xzProcessor = processorSeconds() - before;
  for (const tar of tars) rmSync(tar);
  return { ...own, xzSeconds, xzProcessor };
}

function unpackTar(name: string, file: string, folder: string): string {
  const tar = join(folder, `${name}.tar.xz`);
  const script = 'dpkg-deb --fsys-tarfile "$1" | tar -xO "./usr/src/$2.tar.xz" >"$3"';
  execFileSync('sh', ['-c', script, 'sh', file, name, tar]);
  return tar;
}

const exit = (child: ReturnType<typeof spawn>): Promise<void> =>
  new Promise((done, fail) =>
    child.once('close', (code) => (code === 0 ? done() : fail(new Error(`xz ended with ${code}`)))),
  );
