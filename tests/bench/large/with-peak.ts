/** Runs the command with its arguments, and writes the most memory that it held, in KB, to the fourth stream. */
import { writeSync } from 'node:fs';

process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));
await import('../../../src/cli/main.ts');
