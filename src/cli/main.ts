#!/usr/bin/env node
import { codeDigest } from '../base/node-code-digest.ts';
import { nodeHost } from '../base/node-host.ts';
import { once } from '../base/remembered.ts';
import { shownText } from '../base/shown-text.ts';
import { runCommandLine } from './command-line.ts';
import { writePieces } from './output/pieces.ts';

// Whoever reads may have seen enough, as "head" has, and close the pipe: that is no fault.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

// Node would print it as it is, with whatever words of a mail or path it holds.
process.on('uncaughtException', (error: unknown) => {
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${shownText(told)}\n`, () => process.exit(1));
});

// The output is flushed before the process ends by itself.
process.exitCode = await runCommandLine(process.argv.slice(2), {
  host: nodeHost(),
  code: once(codeDigest),
  current: process.cwd(),
  input: process.stdin,
  out: (text) => process.stdout.write(text),
  pieces: (pieces) => writePieces(pieces, process.stdout),
  err: (text) => process.stderr.write(text),
});
