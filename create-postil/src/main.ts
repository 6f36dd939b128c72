/** `npm create postil`: asks what is missing, copies the template, and has the user's own package manager install. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cancel, confirm, intro, isCancel, outro, text } from '@clack/prompts';
import { filesFor, packageName, titleFor, VERSIONS } from './project.ts';

const USAGE = `Usage: npm create postil@latest [FOLDER] -- [--yes] [--title TITLE] [--no-install]`;

/** What a folder may hold and still count as empty. */
const NOTHING = ['.git', '.gitignore', 'LICENSE', '.DS_Store'];

async function main(): Promise<void> {
  const given = readArguments();
  if (!given) return fail(`${USAGE}\n`, 2);
  const { folder: named, options } = given;
  if (options.help) return void process.stdout.write(`${USAGE}\n`);
  const asks = !options.yes && process.stdin.isTTY === true;
  if (asks) intro('A Postil site: mail, annotated, with every quote checked.');
  const folder =
    named ??
    (asks
      ? await answer(text({ message: 'Where shall it be?', initialValue: './my-site', validate: whyNot }))
      : './my-site');
  const refusal = whyNot(folder);
  if (refusal) return fail(`${refusal}\n`, 1);
  const name = packageName(resolve(folder)) as string;
  const title =
    options.title ??
    (asks
      ? await answer(text({ message: 'What is it called?', initialValue: titleFor(name) }))
      : titleFor(name));

  write(folder, filesFor({ name, title, postil: options.postil ?? VERSIONS.postil }));
  const manager = packageManager();
  const installs =
    options.install &&
    (!asks || (await answer(confirm({ message: `Install its packages with ${manager}?` }))));
  const installed = installs && install(manager, folder);
  const next = [
    ...(resolve(folder) === process.cwd() ? [] : [`cd ${relative('', resolve(folder))}`]),
    ...(installed ? [] : [`${manager} install`]),
    `${manager === 'npm' ? 'npm run' : manager} dev`,
  ];
  const done = `Next:\n${next.map((line) => `  ${line}`).join('\n')}`;
  if (asks) outro(done);
  else process.stdout.write(`${title} is in ${folder}.\n${done}\n`);
  if (installs && !installed) process.exitCode = 1;
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      allowNegative: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        yes: { type: 'boolean', short: 'y' },
        title: { type: 'string' },
        install: { type: 'boolean', default: true },
        // What to install as postil: for trying a package that is not published.
        postil: { type: 'string' },
      },
    });
    if (positionals.length > 1) throw new Error('One folder is enough.');
    return { folder: positionals[0], options: values };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return null;
  }
}

/** Why no site can be made there; undefined where it can. */
function whyNot(folder: string | undefined): string | undefined {
  if (!folder?.trim()) return 'A folder needs a name.';
  if (packageName(resolve(folder)) === null)
    return `npm would refuse a package with the name of "${folder}": use letters, digits and dashes.`;
  if (!existsSync(folder)) return undefined;
  if (!statSync(folder).isDirectory()) return `"${folder}" is a file.`;
  const there = readdirSync(folder).filter((each) => !NOTHING.includes(each));
  return there.length === 0
    ? undefined
    : `"${folder}" is not empty (${there.slice(0, 3).join(', ')}${there.length > 3 ? ', …' : ''}): name another folder, or empty it. Nothing was written.
To add Postil to an Astro site that is there: npm install postil, then as its README says.`;
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  const template = join(dirname(dirname(fileURLToPath(import.meta.url))), 'template');
  cpSync(template, folder, { recursive: true, force: false });
  // What stood in the folder before counts for nothing, and so stays.
  for (const [path, content] of Object.entries(files))
    if (!existsSync(join(folder, path))) writeFileSync(join(folder, path), content);
}

/** The one that runs this program, as it says itself. */
const packageManager = (): string => process.env.npm_config_user_agent?.split('/')[0] || 'npm';

function install(manager: string, folder: string): boolean {
  const { status } = spawnSync(manager, ['install'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return status === 0;
}

async function answer<T>(asked: Promise<T | symbol>): Promise<T> {
  const value = await asked;
  if (!isCancel(value)) return value as T;
  cancel('Nothing was made.');
  process.exit(1);
}

function fail(message: string, status: number): void {
  process.stderr.write(message);
  process.exitCode = status;
}

await main();
