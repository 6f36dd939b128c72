import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import { FileNotWritten, FileRefused } from '../base/host.ts';
import { startOf } from '../base/position.ts';

/** What ends a command is told in a sentence where it lies in a file; null for any other fault. */
export function faultOfFile(error: unknown): Diagnostic | null {
  if (error instanceof FileRefused)
    return diagnose('file-refused', startOf(error.path), {
      message: `This ${error.why}: it is not read.`,
      fix: 'Name a file; what comes through a pipe is named "-".',
    });
  if (error instanceof FileNotWritten)
    return diagnose('file-not-written', startOf(error.path), {
      message: `The file cannot be written: ${error.why}.`,
    });
  return null;
}
