/**
 * Installs both packages as a stranger would, from their tarballs, with npm and with pnpm, and makes a site with a
 * thread of its own and a page with a quote, a note and an excerpt; and, with npm, one about a project in a git
 * repository, with a rule as well:
 *
 *     npm run test:install [-- npm | pnpm | project]
 *
 * Everything is typed in a shell, line by line, with nothing of this repository on the path but a Node. Prints what
 * it took, and closes with the counts.
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { OF_ANOTHER } from '../projects/of-another.ts';

/** pnpm is fetched as a package; nothing of this repository needs it. */
const PNPM = 'pnpm@12.21.0';

const MAIL = `From mboxrd@z Thu Jan  1 00:00:00 1970
From: Ada Reed <ada@lending.example>
To: lending@lists.example
Subject: Who counts the books?
Date: Tue, 05 Jan 2021 10:00:00 +0000
Message-ID: <1@lending.example>

Nobody counts the books. I would count them when they come back.

From mboxrd@z Thu Jan  1 00:00:00 1970
From: Tom Lee <tom@lending.example>
To: Ada Reed <ada@lending.example>
Cc: lending@lists.example
Subject: Re: Who counts the books?
Date: Tue, 05 Jan 2021 11:00:00 +0000
Message-ID: <2@lending.example>
In-Reply-To: <1@lending.example>

On Tue, Jan 5, 2021 at 10:00 AM Ada Reed <ada@lending.example> wrote:
> Nobody counts the books. I would count them when they come back.

Count them when they leave.
`;

/** A tree as small as the excerpt needs. */
const TREE = {
  Makefile: 'VERSION = 1\nPATCHLEVEL = 2\nSUBLEVEL = 3\nEXTRAVERSION =\n',
  'lib/shelf.c': 'int lend(int books)\n{\n\tbooks--;\n\treturn books;\n}\n',
};

const CUPS = `From mboxrd@z Thu Jan  1 00:00:00 1970
From: Nia Brand <nia@kettle.example>
To: kettle@lists.example
Subject: [PATCH 0/2] refuse calls of pour
Date: Tue, 17 Jul 2018 20:00:00 +0000
Message-ID: <1@kettle.example>

We discourage pour in new code, because nobody checks the size of the
cup. But every few months a new call slips in.

From mboxrd@z Thu Jan  1 00:00:00 1970
From: Otto Kim <otto@cups.example>
To: Nia Brand <nia@kettle.example>
Cc: kettle@lists.example
Subject: Re: [PATCH 0/2] refuse calls of pour
Date: Wed, 18 Jul 2018 09:00:00 +0000
Message-ID: <2@cups.example>
In-Reply-To: <1@kettle.example>

Nia Brand <nia@kettle.example> writes:

> We discourage pour in new code, because nobody checks the size of the
> cup. But every few months a new call slips in.

A linker error would come too late. A macro that expands to a name
which says "sorry" is what people will read.
`;

const KETTLE = {
  'banned.h':
    '#ifndef BANNED_H\n#define BANNED_H\n\n#define BANNED(func) sorry_##func##_is_a_banned_function\n\n#undef pour\n#define pour(x, y) BANNED(pour)\n\n#endif\n',
  'src/jug.c':
    '#include "banned.h"\n\nvoid jug_add(struct jug *jug, int drops)\n{\n\tjug->drops += drops;\n}\n',
};

const RULE = `statement: Call jug_add(); the compiler refuses pour().
evidence:
  - id: no-pour
    claim: No source file calls it.
    kind: text-absent
    path: src/
    needle: pour(
    expect: { v2.19.0: yes }`;

/** One line failed: those that follow would too. */
const STOPPED = Symbol('stopped');

const counts = { passed: 0, failed: 0 };
const wanted = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'postil install-'));
const tarballs = pack();
const scenarios = { npm: () => site('npm'), pnpm: () => site('pnpm'), project };
for (const [name, scenario] of Object.entries(scenarios)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  try {
    scenario();
  } catch (error) {
    if (error !== STOPPED) throw error;
  }
}
rmSync(work, { recursive: true, force: true });
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;

interface Tarballs {
  readonly postil: string;
  readonly create: string;
}

function pack(): Tarballs {
  const into = join(work, 'tarballs');
  mkdirSync(into);
  for (const args of [[], ['--workspace', 'create-postil']]) {
    const { status, stdout, stderr } = spawnSync('npm', ['pack', ...args, '--pack-destination', into], {
      encoding: 'utf8',
    });
    told(`npm pack ${args.join(' ')}`, status === 0, stdout + stderr);
  }
  const named = (start: string) => join(into, readdirSync(into).find((name) => name.startsWith(start)) ?? '');
  return { postil: named('postil-'), create: named('create-postil-') };
}

/** What somebody types, from nothing to a built site; each entry is one line. */
function site(manager: string): void {
  const folder = join(work, manager);
  mkdirSync(folder);
  writeFileSync(join(folder, 'books.mbox'), MAIL);
  for (const [path, text] of Object.entries(TREE)) {
    mkdirSync(dirname(join(folder, 'shelf', path)), { recursive: true });
    writeFileSync(join(folder, 'shelf', path), text);
  }
  const shell = shellIn(folder, manager);
  const run = manager === 'npm' ? 'npx' : 'pnpm exec';
  const start = performance.now();
  let typed = 0;
  const type = (line: string, says = /(?:)/): string => {
    typed += 1;
    const { status, output } = shell(line);
    if (!told(`${manager}: ${line}`, status === 0 && says.test(output), output)) throw STOPPED;
    return output;
  };

  // From a registry it is "npm create postil@latest my-site", or pnpm create.
  const create =
    manager === 'npm'
      ? `npm exec --yes --package=${q(tarballs.create)} -- create-postil`
      : `pnpm dlx ${q(`file:${tarballs.create}`)}`;
  type(`${create} my-site --yes --postil ${q(`file:${tarballs.postil}`)}`, /Next:/);
  type('cd my-site');
  type(`${run} postil import ../books.mbox`, /who-counts-the-books/);
  type(
    `printf '%s\\n' '"1.2": { version: 1.2.3, tag: "1.2.3", browse: "https://code.example/{tag}/{path}#L{line}" }' > content/trees.yaml`,
  );
  type('export POSTIL_TREE_1_2=../shelf');
  const found = type(`${run} postil quote count when they leave`, /<Quote from=/);
  const quote =
    found
      .split('\n')
      .find((line) => line.trim().startsWith('<Quote'))
      ?.trim() ?? '';
  type(
    `printf '%s\\n' ${q(quote)} '<Excerpt tree="1.2" path="lib/shelf.c" symbol="lend" />' >> content/explainers/first.mdx`,
  );
  const message = /from="([^"]+)"/.exec(quote)?.[1] ?? '';
  type(
    `printf '%s\\n' '---' 'title: Notes' '---' '' ${q(`<Note on="${message}" exact="when they leave" kind="explains">So that nobody waits.</Note>`)} > content/notes/who-counts-the-books.mdx`,
  );
  type(`${run} postil sources --update`, /0 errors/);
  type(`${run} postil check`, /3 quotes, 2 notes, 1 excerpt/);
  const built = type(manager === 'npm' ? 'npm run build' : 'pnpm build', /page\(s\) built/);
  console.log(`  ${((performance.now() - start) / 1000).toFixed(0)} s of this machine's time`);
  told(`${manager}: no warning but that of the example thread`, warningsIn(built).length === 0, built);
  told(`${manager}: at most 12 lines were typed: ${typed}`, typed <= 12, '');
  const page = readFileSync(join(folder, 'my-site/dist/explainers/first/index.html'), 'utf8');
  told(
    `${manager}: the page has the quote and the code`,
    page.includes('Count them when they leave') && page.includes('books--'),
    page,
  );

  shell(`sed -i 's/Count them when they leave/Count them when they return/' content/explainers/first.mdx`);
  const refused = shell(manager === 'npm' ? 'npm run build' : 'pnpm build');
  told(
    `${manager}: a changed word is refused`,
    refused.status !== 0 && /quote-not-verbatim/.test(refused.output),
    refused.output,
  );
  told(`${manager}: the command refuses it too`, shell(`${run} postil check`).status === 1, '');
}

/**
 * From nothing to a page with a quote, an excerpt, a note and a rule, about a project whose repository was cloned beside
 * the site. A line of a file that an author writes or changes counts as much as a command.
 */
function project(): void {
  const folder = join(work, 'project');
  mkdirSync(folder);
  writeFileSync(join(folder, 'cups.mbox'), CUPS);
  cloneOf(KETTLE, folder, 'v2.19.0');
  const shell = shellIn(folder, 'npm');
  const start = performance.now();
  let [commands, lines, log] = [0, 0, ''];
  const type = (line: string, says = /(?:)/): string => {
    commands += 1;
    const { status, output } = shell(line);
    log += output;
    if (!told(`project: ${line}`, status === 0 && says.test(output), output)) throw STOPPED;
    return output;
  };
  const edit = (path: string, change: (text: string) => string): void => {
    const file = join(folder, 'my-site', path);
    const before = readFileSync(file, 'utf8');
    const after = change(before);
    const old = new Set(before.split('\n'));
    const typed = after.split('\n').filter((line) => !old.has(line)).length;
    lines += typed;
    writeFileSync(file, after);
    told(`project: ${typed} lines in ${path}`, typed > 0, after);
  };

  type(
    `npm exec --yes --package=${q(tarballs.create)} -- create-postil my-site --yes --postil ${q(`file:${tarballs.postil}`)}`,
    /Next:/,
  );
  type('cd my-site');
  type('npx postil import ../cups.mbox', /refuse-calls-of-pour/);
  type('npx postil new tree ../kettle.git#v2.19.0 --browse github:kettle/kettle', /added v2\.19\.0/);
  const found = type('npx postil quote a linker error would come too late', /<Quote from=/);
  const quote = found.split('\n').find((line) => line.startsWith('<Quote')) ?? '';
  edit(
    'content/explainers/first.mdx',
    (text) => `${text}\n${quote}\n\n<Excerpt tree="v2.19.0" path="banned.h" symbol="BANNED" />\n`,
  );
  type('npx postil new note refuse-calls-of-pour', /wrote/);
  const message = /from="([^"]+)"/.exec(quote)?.[1] ?? '';
  edit(
    'content/notes/refuse-calls-of-pour.mdx',
    (text) =>
      `${text}\n<Note on="${message}" exact="too late" kind="explains">After the whole build.</Note>\n`,
  );
  type('npx postil new rule "Nobody calls pour"', /wrote/);
  edit('content/rules/nobody-calls-pour.mdx', (text) =>
    text.replace(/statement:[\s\S]*?\n---/, () => `${RULE}\n---`),
  );
  type('npx postil sources --update', /0 errors/);
  const built = type('npm run build', /page\(s\) built/);
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `  ${commands} commands and ${lines} lines typed, ${seconds.toFixed(0)} s of this machine's time`,
  );
  told(`project: at most 20 commands and lines: ${commands + lines}`, commands + lines <= 20, '');
  told(`project: at most three minutes: ${seconds.toFixed(0)} s`, seconds <= 180, '');
  told('project: no warning but that of the example thread', warningsIn(built).length === 0, built);
  told('project: nothing is printed of another project', !OF_ANOTHER.test(log), log);
  const { output } = shell('npx postil check');
  told('project: everything is verified', /3 quotes, 2 notes, 1 excerpts?, 1 rules?/.test(output), output);
  const dist = join(folder, 'my-site/dist');
  const page = readFileSync(join(dist, 'explainers/first/index.html'), 'utf8');
  told(
    'project: the page has the quote and the code',
    page.includes('would come too late') && page.includes('_is_a_banned_function'),
    page,
  );
  const speaking = globSync('**/*.html', { cwd: dist }).filter((file) =>
    OF_ANOTHER.test(
      readFileSync(join(dist, file), 'utf8').replace(/<(?:style|script)[\s\S]*?<\/(?:style|script)>/g, ''),
    ),
  );
  told('project: no page speaks of another project', speaking.length === 0, speaking.join('\n'));
}

/** A bare repository, as somebody has it who keeps a mirror: kettle.git. */
function cloneOf(files: Readonly<Record<string, string>>, folder: string, tag: string): void {
  const tree = join(folder, 'kettle');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  const git = (...args: string[]) => {
    const { status, stderr } = spawnSync('git', args, {
      cwd: tree,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: tree, GIT_CONFIG_NOSYSTEM: '1' },
    });
    if (status !== 0) throw new Error(stderr);
  };
  const who = ['-c', 'user.name=Nia Brand', '-c', 'user.email=nia@kettle.example'];
  git('init', '--quiet');
  git('add', '.');
  git(...who, 'commit', '--quiet', '--message', 'Refuse calls of pour');
  git(...who, 'tag', '--annotate', '--message', 'Kettle 2.19', tag);
  git('clone', '--quiet', '--bare', '.', '../kettle.git');
}

/** Lines of a log that warn, but for the one that a new site begins with. */
function warningsIn(log: string): string[] {
  return log
    .split('\n')
    .filter((line) => /\bwarn/i.test(line) && !/thread-example|0 errors, 1 warning/.test(line));
}

interface Answer {
  readonly status: number;
  readonly output: string;
}

/** A shell that keeps its folder and its variables from line to line, and knows only Node and the package manager. */
function shellIn(folder: string, manager: string): (line: string) => Answer {
  const home = join(folder, 'home');
  const bin = join(folder, 'bin');
  for (const each of [home, bin]) mkdirSync(each);
  if (manager === 'pnpm')
    writeFileSync(join(bin, 'pnpm'), `#!/bin/sh\nexec npm exec --yes -- ${PNPM} "$@"\n`, { mode: 0o755 });
  const path = [bin, dirname(process.execPath), ...(process.env.PATH ?? '').split(delimiter)].filter(
    (each) => !each.startsWith(resolve('node_modules/.bin')),
  );
  const state = join(folder, 'state');
  writeFileSync(state, `cd ${q(folder)}\n`);
  return (line) => {
    const script = `. ${q(state)}\n${line}\nstatus=$?\n{ echo "cd '$PWD'"; export -p | grep POSTIL_; } > ${q(state)}\nexit $status`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      env: {
        ...clean(),
        HOME: home,
        PATH: path.join(delimiter),
        ASTRO_TELEMETRY_DISABLED: '1',
        NO_COLOR: '1',
        CI: '1',
      },
    });
    return { status: status ?? 1, output: stdout + stderr };
  };
}

/** The environment without what npm tells the programs it runs, but for the registry that this machine uses. */
function clean(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || (/^npm_/i.test(name) && name !== 'npm_config_registry') ? [] : [[name, value]],
    ),
  );
}

/** As one word of a shell. */
function q(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function told(what: string, passed: boolean, output: string): boolean {
  counts[passed ? 'passed' : 'failed'] += 1;
  console.log(passed ? `✔ ${what}` : `✖ ${what}\n${output.slice(-4000)}`);
  return passed;
}
