#!/usr/bin/env node
// Plain JavaScript that an old Node reads too: it only says what is needed, or goes on to the program.
import { existsSync } from 'node:fs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  console.error(`Postil needs Node 22.12 or newer, as Astro does; this is Node ${process.versions.node}.`);
  process.exitCode = 1;
} else {
  // In the package the program is compiled; in the repository there is its source.
  const source = new URL('../src/main.ts', import.meta.url);
  await import(existsSync(source) ? source.href : new URL('../lib/main.js', import.meta.url).href);
}
