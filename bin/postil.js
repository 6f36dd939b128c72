#!/usr/bin/env node
// Plain JavaScript that an old Node reads too: it only says what is needed, or goes on to the command.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  console.error(`postil needs Node 22.12 or newer, as Astro does; this is Node ${process.versions.node}.`);
  process.exitCode = 1;
} else {
  // Beside our other caches: in the folder of everybody's temporary files, somebody else could lay code for us to run.
  const { XDG_CACHE_HOME: caches } = process.env;
  if (!process.env.NODE_COMPILE_CACHE)
    module.enableCompileCache(
      join(caches?.startsWith('/') ? caches : join(homedir(), '.cache'), 'postil', 'compiled'),
    );
  // In the package the command is compiled; in the repository there is its source.
  const source = new URL('../src/cli/main.ts', import.meta.url);
  await import(existsSync(source) ? source.href : new URL('../lib/cli/main.js', import.meta.url).href);
}
