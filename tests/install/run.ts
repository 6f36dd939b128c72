/**
 * Installs both packages as a stranger would, from their tarballs, with npm and with pnpm, and makes a site with a
 * thread of its own and a page with a quote, a note and an excerpt:
 *
 *     npm run test:install [-- npm | pnpm]
 *
 * Everything is typed in a shell, line by line, with nothing of this repository on the path but a Node. Prints what
 * it took, and closes with the counts.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';

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

/** One line failed: those that follow would too. */
const STOPPED = Symbol('stopped');

const counts = { passed: 0, failed: 0 };
const wanted = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'postil install-'));
const tarballs = pack();
for (const manager of ['npm', 'pnpm']) {
  if (wanted.length > 0 && !wanted.includes(manager)) continue;
  try {
    site(manager);
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
