import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { NEW_KINDS, type NewKind } from './new/kinds.ts';
import { MOST_SHOWN } from './output/text.ts';
import type { Context, Report } from './report.ts';
import { COMPLETED_SHELLS, type CompletedShell } from './shells.ts';

/** Options as they were given; each command knows its own. */
interface Given {
  readonly content?: string;
  readonly json?: boolean;
  readonly allDiagnostics?: boolean;
}

/** What runs the commands of the table. A command's code is loaded when it runs, and only then. */
export interface Runner {
  /** A command that looks at no site. */
  anywhere(given: Given, work: (context: Context) => Promise<Report>): Promise<void>;
  /** A command that looks at a site, or adds to one: told where its content folder is, or not run. */
  onSite(
    given: Given,
    how: 'reads' | 'adds',
    work: (content: string, context: Context) => Promise<Report>,
  ): Promise<void>;
  /** Prints a report before the command ends. */
  print(report: Report, given: Given): Promise<void>;
}

const DESCRIPTION =
  'Turns mailing-list threads into annotated pages, and checks every quote and excerpt on them.';

/** The commands, with all that help, completion and the reader of arguments know of them. */
export function commandTable(run: Runner): Command {
  const program = new Command('postil')
    .description(DESCRIPTION)
    .version(manifest.version, '-V, --version', 'print the version')
    .exitOverride();

  program
    .command('parse')
    .description('what mail files hold')
    .argument('<file...>', 'mail files, folders of them, or a clone of a public-inbox; - is standard input')
    .option('--json', 'print one JSON object')
    .addOption(
      new Option(
        '--ndjson',
        'print one JSON object a line, thread by thread, however large the archive is',
      ).conflicts('json'),
    )
    .addOption(allDiagnostics())
    .action((files: string[], options) =>
      run.anywhere(options, async (context) =>
        (await import('./commands/parse.ts')).parse(files, options, context),
      ),
    );

  program
    .command('import')
    .description('add mail to content/threads')
    .argument(
      '<source...>',
      'mail files, folders of them, a clone of a public-inbox, addresses such as https://…/t.mbox.gz, or a Message-ID; - is standard input',
    )
    .addOption(contentOption())
    .option('--thread <name>', 'name of the folder; by default made from the subject')
    .option('--subject <words>', 'only threads whose subject holds these words')
    .option('--all', 'every thread that the mail holds, each in its own folder')
    .addOption(allDiagnostics())
    .action((sources: string[], options) =>
      run.onSite(options, 'adds', async (content, context) =>
        (await import('./commands/import.ts')).importMail(sources, { ...options, content }, context),
      ),
    );

  program
    .command('check')
    .description('check every quote, excerpt and rule against its source')
    .addOption(contentOption())
    .option('--strict', 'count warnings as errors')
    .option('--json', 'print the diagnostics as one JSON object')
    .option(
      '--tree <name=path...>',
      'use your own folder, or git repository PATH#REF, for a tree; with a name of your own, run the rules on it',
      namedTree,
    )
    .addOption(
      new Option('--allow <what...>', 'let a tree of your own pass although a rule is broken').choices([
        'broken',
      ]),
    )
    .option('--reviews <file>', 'what you found in your own trees, by default reviews.yaml')
    .option('--unbacked', 'show only what rests on nothing in the site, and what is marked as such')
    .option('--drift [tree]', 'show how excerpts read in a newer tree, by default in the newest')
    .addOption(new Option('--watch', 'check again after every save').conflicts(['json', 'drift']))
    .addOption(allDiagnostics())
    .action(({ watch, ...options }) =>
      run.onSite(options, 'reads', async (content, context) => {
        if (!watch) return (await import('./commands/check.ts')).check({ ...options, content }, context);
        const { checkWhenChanged } = await import('./commands/check-watch.ts');
        return checkWhenChanged({ ...options, content }, context, (report) => run.print(report, options));
      }),
    );

  program
    .command('review')
    .description('show what has changed in the code that rules rest on, and keep what you found')
    .argument('[rule...]', 'names of rules; by default all')
    .addOption(contentOption())
    .option(
      '--tree <name=path...>',
      'a tree of your own, a folder or git repository PATH#REF; without one, those of trees.yaml',
      namedTree,
    )
    .addOption(
      new Option('--as <verdict>', 'keep that you have looked, and what you found').choices([
        'holds',
        'broken',
      ]),
    )
    .option('--by <name>', 'who has looked')
    .option('--reviews <file>', 'where to keep it for a tree of your own, by default reviews.yaml')
    .addOption(allDiagnostics())
    .action((rules: string[], options) =>
      run.onSite(options, 'reads', async (content, context) =>
        (await import('./commands/review.ts')).review(rules, { ...options, content }, context),
      ),
    );

  program
    .command('sources')
    .description('fetch what excerpts need')
    .addOption(contentOption())
    .option('--update', 'write postil.lock.json anew')
    .option('--refetch [tree...]', 'fetch again what the cache has, of these trees or of all')
    .option('--tree <name=path...>', 'use your own folder, or git repository PATH#REF, for a tree', namedTree)
    .addOption(allDiagnostics())
    .action((options) =>
      run.onSite(options, 'reads', async (content, context) =>
        (await import('./commands/sources.ts')).sources({ ...options, content }, context),
      ),
    );

  program
    .command('experiment')
    .description('boot every version in an emulated machine, run programs in it, and compare what it answers')
    .argument('[name...]', 'names of experiments; by default all')
    .addOption(contentOption())
    .option('--tree <name...>', 'only in these trees')
    .option('--update', 'record in postil.lock.json what was observed')
    .option('--kernel <name=image...>', 'an image of your own to boot, a bzImage', namedTree)
    .option('--modules <folder>', 'the folder with its modules')
    .option('--as <tree>', 'the tree whose expectations hold for your own image')
    .option('--apart', 'a machine for each, also for those that could share one')
    .option('--cc <program>', 'the C compiler; by default cc, gcc or clang')
    .option('--json', 'print one JSON object')
    .addOption(allDiagnostics())
    .action((names: string[], options) =>
      run.onSite(options, 'reads', async (content, context) =>
        (await import('./commands/experiment.ts')).experiment(names, { ...options, content }, context),
      ),
    );

  program
    .command('flips')
    .description('the commit at which each answer of a check, and each verdict, changes')
    .argument('[rule...]', 'names of rules; by default all')
    .addOption(contentOption())
    .option(
      '--git <path>',
      'a clone of the project, with its tags; by default the one of POSTIL_GIT_<PROJECT>',
    )
    .option('--update', 'write what is found into postil.lock.json')
    .option('--json', 'print one JSON object')
    .addOption(allDiagnostics())
    .action((rules: string[], options) =>
      run.onSite(options, 'reads', async (content, context) =>
        (await import('./commands/flips.ts')).flips(rules, { ...options, content }, context),
      ),
    );

  program
    .command('who-names')
    .description('which pages, rules, notes and debates rest on a file, a symbol or a commit')
    .argument('<what...>', 'mm/gup.c, a folder such as mm/, get_user_pages, or digits of a commit')
    .addOption(contentOption())
    .option('--json', 'print one JSON object')
    .addOption(allDiagnostics())
    .action((what: string[], options) =>
      run.onSite(options, 'reads', async (content, context) =>
        (await import('./commands/who-names.ts')).whoNames(what, { ...options, content }, context),
      ),
    );

  program
    .command('references')
    .description('what pages rely on outside of the site, and whether it still says so')
    .argument('[name...]', 'names of references; by default all')
    .addOption(contentOption())
    .option('--check', 'ask each address, and compare title and words')
    .addOption(
      new Option('--offline <folder>', 'compare with saved pages, NAME.html or NAME.txt').conflicts('check'),
    )
    .option('--json', 'print one JSON object')
    .addOption(allDiagnostics())
    .action((names: string[], options) =>
      run.onSite(options, 'reads', async (content, context) =>
        (await import('./commands/references.ts')).references(names, { ...options, content }, context),
      ),
    );

  program
    .command('seal')
    .description('how every mail is vouched for; keep a hash of each, so that a changed word is an error')
    .argument('[file]', 'what an archive shows, for --published')
    .addOption(contentOption())
    .option('--update', 'write the seals into postil.lock.json')
    .option(
      '--published <url>',
      'seal mail that says the same as the file as published at this address; {messageId} stands for that of each',
    )
    .option('--json', 'print one JSON object')
    .addOption(allDiagnostics())
    .action((file: string | undefined, options) =>
      run.onSite(options, 'reads', async (content, context) =>
        (await import('./commands/seal.ts')).seal(file, { ...options, content }, context),
      ),
    );

  program
    .command('coverage')
    .description('what pages quote of each thread, and what they leave out')
    .argument('[thread...]', 'names of threads; by default all')
    .addOption(contentOption())
    .option('--json', 'print one JSON object')
    .addOption(allDiagnostics())
    .action((threads: string[], options) =>
      run.onSite(options, 'reads', async (content, context) =>
        (await import('./commands/coverage.ts')).coverage(threads, { ...options, content }, context),
      ),
    );

  program
    .command('quote')
    .description('find a passage by words that you remember, and print the MDX to paste')
    .argument('<words...>', 'words, more or less as they were written')
    .addOption(contentOption())
    .option('--thread <name>', 'only this thread')
    .option('--by <person>', 'only people whose name holds this')
    .option('--max <number>', 'how many passages to show', wholeNumber, 5)
    .option('--json', 'print one JSON object')
    .addOption(allDiagnostics())
    .action((words: string[], options) =>
      run.onSite(options, 'reads', async (content, context) =>
        (await import('./commands/quote.ts')).quote(words.join(' '), { ...options, content }, context),
      ),
    );

  program
    .command('new')
    .description('write a page, or data of one kind, to begin with')
    .addArgument(new Argument('<kind>', 'what to write').choices(NEW_KINDS))
    .argument(
      '<name>',
      'its title; of a debate, the question; of a note, the thread; of a tree, its folder or git repository, perhaps PATH#TAG',
    )
    .addOption(contentOption())
    .option(
      '--browse <where>',
      'of a tree: where its source can be browsed, such as github:OWNER/NAME; by default where it was cloned from',
    )
    .action((kind: NewKind, name: string, options) =>
      run.onSite(options, 'adds', async (content, context) =>
        (await import('./commands/new.ts')).create(kind, name, content, context, options),
      ),
    );

  program
    .command('verify')
    .description('check what a page claims against your own mail and trees, without the site')
    .argument('<file>', 'the evidence that the page offers for download; - is standard input')
    .option('--mail <path...>', 'mail files, and folders of them')
    .option(
      '--tree <name=path...>',
      'your own folder, or git repository PATH#REF, for a tree that the page names',
      namedTree,
    )
    .option('--run', 'run its experiments again, in each tree that it names')
    .option('--kernel <name=image...>', 'an image of your own, a bzImage, for one of these trees', namedTree)
    .option('--modules <folder>', 'the folder with its modules')
    .option('--cc <program>', 'the C compiler; by default cc, gcc or clang')
    .option('--strict', 'count what could not be checked as an error')
    .option('--json', 'print one JSON object')
    .addOption(allDiagnostics())
    .action((file: string, options) =>
      run.anywhere(options, async (context) =>
        (await import('./commands/verify.ts')).verify(file, options, context),
      ),
    );

  program
    .command('completion')
    .description('print what lets a shell complete the command')
    .addArgument(new Argument('<shell>', 'whose').choices(COMPLETED_SHELLS))
    .action(async (shell: CompletedShell, options) => {
      const { completionFor } = await import('./commands/completion.ts');
      await run.print({ output: completionFor(shell, program), diagnostics: [] }, options);
    });

  for (const command of [program, ...program.commands]) tellUsage(command, program);
  return program;
}

const contentOption = () =>
  new Option('--content <folder>', 'where the pages are; by default of the site that this folder is in');

const allDiagnostics = () => new Option('--all-diagnostics', `print all diagnostics, not only ${MOST_SHOWN}`);

/** After a mistake in the arguments a command says how it is used, and where to read more. */
function tellUsage(command: Command, program: Command): void {
  const name = command === program ? 'postil' : `postil ${command.name()}`;
  command.showHelpAfterError(
    `\nUsage: ${program.createHelp().commandUsage(command)}\n"${name} --help" tells more.`,
  );
}

/** An option's value that counts something. */
function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,4}$/.test(value)) throw new InvalidArgumentError('It must be a whole number above 0.');
  return Number(value);
}

/** An option's value that says where a tree is. */
function namedTree(value: string, before: readonly string[] = []): readonly string[] {
  if (!/^[^=]+=./.test(value))
    throw new InvalidArgumentError('It must be NAME=PATH: a name, and the folder or git repository.');
  return [...before, value];
}
