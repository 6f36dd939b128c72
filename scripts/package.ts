/**
 * Makes what npm packs (`lib/` and `grammars/`) out of `src/`, which Node runs only outside of node_modules:
 *
 *     node scripts/package.ts [--clean]
 *
 * `npm pack` and `npm publish` call it before, and with --clean after. Modules are compiled one by one, so that each
 * stays where the integration names it; the command becomes one bundle, with a part for each of its commands, so
 * that it starts fast.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';

process.chdir(resolve(import.meta.dirname, '..'));
/** What a module names of ours. */
const OWN_MODULE = /(['"])(\.{1,2}\/[^'"\n]*)\.ts\1/g;

const { resolve: fileOf } = createRequire(import.meta.url);

for (const folder of ['lib', 'grammars']) rmSync(folder, { recursive: true, force: true });
if (!process.argv.includes('--clean')) {
  compile();
  copyTheRest();
  await bundleCommand();
  copyGrammar();
}

function compile(): void {
  // Where nobody has run Astro yet, nothing knows the types of its virtual modules.
  if (globSync('.astro/types.d.ts').length === 0) run(fileOf('astro/package.json'), 'bin/astro.mjs', 'sync');
  run(fileOf('typescript/package.json'), 'bin/tsc', '-p', 'tsconfig.package.json');
  // What Astro reads of this site brings its own configuration along.
  for (const file of globSync('lib/content.config.*')) rmSync(file);
  // TypeScript rewrites the imports of modules, but not those of declarations.
  for (const file of globSync('lib/**/*.d.ts')) rewrite(file, file);
}

/** Components, style sheets, faces and declarations, which TypeScript does not write. */
function copyTheRest(): void {
  cpSync('src/site/fonts', 'lib/site/fonts', { recursive: true });
  for (const file of globSync('src/**/*.{astro,css,d.ts}')) rewrite(file, join('lib', relative('src', file)));
}

/** Writes a file again, with what it imports from here as it is called in the package. */
function rewrite(from: string, to: string): void {
  const text = readFileSync(from, 'utf8');
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, extname(from) === '.css' ? text : text.replace(OWN_MODULE, '$1$2.js$1'));
}

async function bundleCommand(): Promise<void> {
  const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  );
  rmSync('lib/cli', { recursive: true, force: true });
  await build({
    entryPoints: ['src/cli/main.ts'],
    outdir: 'lib/cli',
    chunkNames: 'part-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.12',
    // What only the command needs is a part of it; the rest is installed for the integration anyway.
    external: Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }).flatMap(
      (name) => [name, `${name}/*`],
    ),
    legalComments: 'none',
    logLevel: 'warning',
  });
  cpSync('node_modules/commander/LICENSE', 'lib/cli/commander.LICENSE');
}

function copyGrammar(): void {
  mkdirSync('grammars', { recursive: true });
  cpSync(fileOf('tree-sitter-c/tree-sitter-c.wasm'), 'grammars/tree-sitter-c.wasm');
  cpSync(join(dirname(fileOf('tree-sitter-c/package.json')), 'LICENSE'), 'grammars/tree-sitter-c.LICENSE');
}

function run(manifest: string, program: string, ...args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [join(dirname(manifest), program), ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error(`${program} ended with ${status}.`);
}
