#!/usr/bin/env node
import { relative, resolve, sep } from 'node:path';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { errorsIn } from '../base/diagnostic.ts';
import { nodeHost } from '../base/node-host.ts';
import { diagnosticsAsText } from '../base/print.ts';
import { newMemory } from '../citations/memory.ts';
import { cacheFolder } from '../sources/excerpt.ts';
import { type CheckOptions, check } from './commands/check.ts';
import { coverage } from './commands/coverage.ts';
import { importMail } from './commands/import.ts';
import { create, NEW_KINDS, type NewKind } from './commands/new.ts';
import { parse } from './commands/parse.ts';
import { quote } from './commands/quote.ts';
import { sources } from './commands/sources.ts';
import { verify } from './commands/verify.ts';
import { checkoutFrom, lendPackages } from './new/checkout.ts';
import { diagnosticsForGitHub } from './output/github.ts';
import type { Context, Report } from './report.ts';
import { whenChanged } from './watch.ts';

const host = nodeHost();
const context: Context = { host, cacheFolder: cacheFolder(host) };

const program = new Command('postil')
  .description('Turns mailing-list threads into annotated pages, and checks every quote and excerpt on them.')
  .showHelpAfterError();

program
  .command('parse')
  .description('what mail files hold')
  .argument('<file...>', 'mail files, folders of them, or a clone of a public-inbox')
  .option('--json', 'print one JSON object')
  .addOption(
    new Option(
      '--ndjson',
      'print one JSON object a line, thread by thread, however large the archive is',
    ).conflicts('json'),
  )
  .action(async (files: string[], options) => finish(await parse(files, options, context)));

program
  .command('import')
  .description('add mail to content/threads')
  .argument(
    '<source...>',
    'mail files, folders of them, a clone of a public-inbox, addresses such as https://…/t.mbox.gz, or a Message-ID',
  )
  .option('--content <folder>', 'where the pages are', 'content')
  .option('--thread <name>', 'name of the folder; by default made from the subject')
  .option('--subject <words>', 'only threads whose subject holds these words')
  .option('--all', 'every thread that the mail holds, each in its own folder')
  .action(async (sources: string[], options) => finish(await importMail(sources, options, context)));

program
  .command('check')
  .description('check every quote, excerpt and rule against its source')
  .option('--content <folder>', 'where the pages are', 'content')
  .option('--strict', 'count warnings as errors')
  .option('--json', 'print the diagnostics as one JSON object')
  .option(
    '--tree <name=path...>',
    'use your own folder, or git repository PATH#REF, for a tree; with a name of your own, run the rules on it',
  )
  .option('--drift [tree]', 'show how excerpts read in a newer tree, by default in the newest')
  .addOption(new Option('--watch', 'check again after every save').conflicts(['json', 'drift']))
  .action(async ({ watch, ...options }) =>
    watch ? watchSite(options) : finish(await check(options, context)),
  );

program
  .command('sources')
  .description('fetch what excerpts need')
  .option('--content <folder>', 'where the pages are', 'content')
  .option('--update', 'write postil.lock.json anew')
  .option('--tree <name=path...>', 'use your own folder, or git repository PATH#REF, for a tree')
  .action(async (options) => finish(await sources(options, context)));

program
  .command('coverage')
  .description('what pages quote of each thread, and what they leave out')
  .argument('[thread...]', 'names of threads; by default all')
  .option('--content <folder>', 'where the pages are', 'content')
  .option('--json', 'print one JSON object')
  .action(async (threads: string[], options) => finish(await coverage(threads, options, context)));

program
  .command('quote')
  .description('find a passage by words that you remember, and print the MDX to paste')
  .argument('<words...>', 'words, more or less as they were written')
  .option('--content <folder>', 'where the pages are', 'content')
  .option('--thread <name>', 'only this thread')
  .option('--by <person>', 'only people whose name holds this')
  .option('--max <number>', 'how many passages to show', wholeNumber, 5)
  .option('--json', 'print one JSON object')
  .action(async (words: string[], options) => finish(await quote(words.join(' '), options, context)));

program
  .command('new')
  .description('write a page, or a site, to begin with')
  .addArgument(new Argument('<kind>', 'what to write').choices(NEW_KINDS))
  .argument('<name>', 'its title; for a site, the folder to make')
  .option('--content <folder>', 'where the pages are', 'content')
  .action(async (kind: NewKind, name: string, options) =>
    finish(await create(kind, name, { ...options, checkoutFrom, lendPackages }, context)),
  );

program
  .command('verify')
  .description('check what a page claims against your own mail and trees, without the site')
  .argument('<file>', 'the evidence that the page offers for download')
  .option('--mail <path...>', 'mail files, and folders of them')
  .option(
    '--tree <name=path...>',
    'your own folder, or git repository PATH#REF, for a tree that the page names',
  )
  .option('--strict', 'count what could not be checked as an error')
  .option('--json', 'print one JSON object')
  .action(async (file: string, options) => finish(await verify(file, options, context)));

await program.parseAsync();

/** Checks now and after every save. Where there is nothing to watch, once. */
async function watchSite(options: CheckOptions): Promise<void> {
  const memory = newMemory();
  if ((await host.list(options.content)) === null) return finish(await check(options, context));
  await whenChanged(options.content, async (changed) => {
    if (changed.length > 0) process.stdout.write(`\n${changed.join(', ')}:\n`);
    await finish(await check({ ...options, memory }, context));
  });
}

/** An option's value that counts something. */
function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,4}$/.test(value)) throw new InvalidArgumentError('It must be a whole number above 0.');
  return Number(value);
}

/** Prints a report and sets the exit code; the output is flushed before the process ends by itself. */
async function finish({ output, stream, diagnostics, strict, failed, quiet }: Report): Promise<void> {
  if (stream) await print(stream);
  if (diagnostics.length > 0 && !quiet) {
    process.stderr.write(`${await diagnosticsAsText(diagnostics, host)}\n\n`);
    if (process.env.GITHUB_ACTIONS === 'true')
      process.stdout.write(`${diagnosticsForGitHub(diagnostics, fromTop)}\n`);
  }
  if (output !== null) process.stdout.write(`${output}\n`);
  if (failed || (strict ? diagnostics : errorsIn(diagnostics)).length > 0) process.exitCode = 1;
}

/** Waits where the reader is slower; one that has had enough, as `head` has, ends the command and is no fault. */
async function print(pieces: AsyncIterable<string>): Promise<void> {
  const { stdout } = process;
  let hasEnough = false;
  let wake = (): void => {};
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    hasEnough = true;
    wake();
  });
  stdout.on('drain', () => wake());
  for await (const piece of pieces) {
    if (hasEnough) break;
    if (!stdout.write(piece)) await new Promise<void>((resume) => (wake = resume));
  }
}

/** GitHub wants paths from the top of the repository, wherever in it a command runs. */
function fromTop(path: string): string {
  const top = process.env.GITHUB_WORKSPACE;
  return top ? relative(top, resolve(path)).split(sep).join('/') : path;
}
