import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import type { Host } from '../base/host.ts';
import { startOf } from '../base/position.ts';
import { mailFilesIn } from '../mail/folder.ts';
import type { MailFile } from '../mail/read.ts';

/**
 * The mail files that command line arguments name: files themselves, and all that is in folders.
 *
 * @returns each file with its bytes as a stream, opened when it is asked for, or what keeps it from being read.
 */
export async function* namedMail(
  paths: readonly string[],
  host: Host,
): AsyncGenerator<MailFile | Diagnostic> {
  for (const path of paths) {
    try {
      const inside = await mailFilesIn(path.replace(/\/+$/, ''), host);
      if (inside?.length === 0) yield unreadable(path, 'The folder holds no files.');
      for (const file of inside ?? [path]) {
        const bytes = await host.stream(file);
        yield bytes ? { path: file, bytes } : unreadable(file, 'There is no such file.');
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      yield unreadable(path, `The file cannot be read: ${reason}.`);
    }
  }
}

const unreadable = (path: string, message: string): Diagnostic =>
  diagnose('mail-unreadable', startOf(path), { message });
