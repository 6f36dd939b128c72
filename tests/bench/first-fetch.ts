/** One first fetch in a process of its own, so that its memory is its own: order on stdin, figures on stdout. */
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Host } from '../../src/base/host.ts';
import { nodeHost } from '../../src/base/node-host.ts';
import { openSources } from '../../src/sources/excerpt.ts';
import { debian } from '../../src/sources/providers/debian.ts';
import { readTrees } from '../../src/sources/trees-file.ts';
import { processorSeconds } from './figures.ts';

const order = JSON.parse(await text(process.stdin)) as {
  readonly cacheFolder: string;
  readonly list: string;
  readonly trees: readonly string[];
  readonly paths: readonly string[];
};
const real = nodeHost();
const only = ['-o', `Dir::Etc::sourcelist=${order.list}`, '-o', 'Dir::Etc::sourceparts=-'];
const host: Host = {
  ...real,
  run: ([program = '', ...args], options) =>
    real.run(program === 'apt-get' ? [program, ...only, ...args] : [program, ...args], options),
};
const { trees } = await readTrees('content/trees.yaml', host);
const wanted = order.trees.flatMap((tree) => order.paths.map((path) => ({ tree, path })));
const before = processorSeconds();
const start = performance.now();
let downloaded = start;
const sources = await openSources(wanted, {
  trees,
  host,
  cacheFolder: order.cacheFolder,
  providers: [debian],
  onProgress: ({ phase }) => {
    if (phase === 'download') downloaded = performance.now();
  },
});
const end = performance.now();
const processor = processorSeconds() - before;
for (const tree of order.trees) {
  const file = sources.file({ tree, path: 'mm/gup.c' });
  if (file.state !== 'found') throw new Error(JSON.stringify(file));
}
// The count of getrusage() starts with what the parent had before exec; this one does not.
const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
process.stdout.write(
  JSON.stringify({
    seconds: (end - downloaded) / 1000,
    wholeSeconds: (end - start) / 1000,
    processor,
    megabytes: Math.round(kilobytes / 1024),
  }),
);
