/**
 * Boots one kernel with one experiment of this site, and compares what it answers with what its page expects:
 *
 *     npm run test:boot [-- --kernel bzImage | --fetch] [--must]
 *
 * Where there is no compiler, no emulator or no kernel, it says SKIPPED and why, and that is no fault, unless it must run.
 * Nothing is fetched without being asked for.
 */
import { parseArgs } from 'node:util';
import { nodeHost } from '../../src/base/node-host.ts';
import { experiment } from '../../src/cli/commands/experiment.ts';
import { findKernel } from '../../src/experiments/kernels/find.ts';
import { findToolchain } from '../../src/experiments/toolchain.ts';
import { cacheFolder } from '../../src/sources/excerpt.ts';
import { readTrees } from '../../src/sources/trees-file.ts';

/** It needs no module, and says the same in every kernel of this site. */
const NAME = 'pins-are-counted';
const AS = 'v6.12.117';

const { values } = parseArgs({
  options: { kernel: { type: 'string' }, fetch: { type: 'boolean' }, must: { type: 'boolean' } },
});
const host = nodeHost();
const cache = cacheFolder(host);

const why = await whyNot();
if (why !== null) {
  console.log(`SKIPPED: ${why}`);
  process.exitCode = values.must ? 1 : 0;
} else {
  const began = performance.now();
  const chosen = values.kernel === undefined ? { tree: [AS] } : { kernel: [`mine=${values.kernel}`], as: AS };
  const { output, diagnostics } = await experiment(
    [NAME],
    { content: 'content', ...chosen },
    { host, cacheFolder: cache },
  );
  console.log(output ?? '');
  for (const { code, message } of diagnostics) console.error(`${code}: ${message}`);
  const isGood =
    diagnostics.length === 0 && (output ?? '').includes('1 run, 0 not applicable; all as expected');
  console.log(`${isGood ? 'PASS' : 'FAIL'} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  process.exitCode = isGood ? 0 : 1;
}

async function whyNot(): Promise<string | null> {
  const tools = await findToolchain(host);
  if ('missing' in tools) return `this machine lacks ${tools.missing.join(' and ')}`;
  if (values.kernel !== undefined || values.fetch) return null;
  const { trees } = await readTrees('content/trees.yaml', host);
  const tree = trees[AS] ?? null;
  const order = { treeName: AS, tree, own: null, modules: [], host, onProgress: () => {} };
  const kept = await findKernel(order, cache, []);
  return 'image' in kept ? null : `no kernel of ${AS} is in the cache; --fetch fetches one`;
}
