#!/usr/bin/env node
import { nodeHost } from '../base/node-host.ts';
import { codeDigest } from './code-digest.ts';
import { runCommandLine } from './command-line.ts';
import { writePieces } from './output/pieces.ts';

// Whoever reads may have seen enough, as "head" has, and close the pipe: that is no fault.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

// The output is flushed before the process ends by itself.
process.exitCode = await runCommandLine(process.argv.slice(2), {
  host: nodeHost(),
  code: codeDigest,
  current: process.cwd(),
  input: process.stdin,
  out: (text) => process.stdout.write(text),
  pieces: (pieces) => writePieces(pieces, process.stdout),
  err: (text) => process.stderr.write(text),
});
