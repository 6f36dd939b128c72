import { memoryFor } from '../memory-for.ts';
import type { Context, Report } from '../report.ts';
import { whenChanged } from '../watch.ts';
import { type CheckOptions, check } from './check.ts';

/** `postil check --watch`: checks now and after every save, until it is stopped. */
export async function checkWhenChanged(
  options: CheckOptions,
  context: Context,
  print: (report: Report) => Promise<void>,
): Promise<never> {
  const memory = await memoryFor(context);
  return await whenChanged(options.content, async (changed) => {
    if (changed.length > 0) await print({ output: `\n${changed.join(', ')}:`, diagnostics: [] });
    await print(await check({ ...options, memory }, context));
  });
}
