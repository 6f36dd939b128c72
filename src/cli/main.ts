#!/usr/bin/env node
import { nodeHost } from '../base/node-host.ts';
import { runCommandLine } from './command-line.ts';

// The output is flushed before the process ends by itself.
process.exitCode = await runCommandLine(process.argv.slice(2), {
  host: nodeHost(),
  current: process.cwd(),
  input: process.stdin,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
