import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CATALOGUE, type Code } from '../../../src/base/catalogue.ts';
import { type Files, memoryHost } from '../../../src/base/memory-host.ts';
import { diagnosticsAsText } from '../../../src/base/print.ts';
import { check } from '../../../src/cli/commands/check.ts';
import { coverage } from '../../../src/cli/commands/coverage.ts';
import { experiment } from '../../../src/cli/commands/experiment.ts';
import { flips } from '../../../src/cli/commands/flips.ts';
import { importMail } from '../../../src/cli/commands/import.ts';
import { create, type NewKind } from '../../../src/cli/commands/new.ts';
import { parse } from '../../../src/cli/commands/parse.ts';
import { quote } from '../../../src/cli/commands/quote.ts';
import { references } from '../../../src/cli/commands/references.ts';
import { review } from '../../../src/cli/commands/review.ts';
import { seal } from '../../../src/cli/commands/seal.ts';
import { verify } from '../../../src/cli/commands/verify.ts';
import { whoNames } from '../../../src/cli/commands/who-names.ts';
import { faultOfFile } from '../../../src/cli/file-faults.ts';
import type { Report } from '../../../src/cli/report.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';
import { EXAMPLES } from '../../../src/site/reference/examples.ts';
import { diagnosticPages } from '../../../src/site/reference/pages.ts';
import { runExample } from '../../../src/site/reference/run-example.ts';
import { machineHost } from '../experiments/machine.ts';

test('the site that the examples start from has no fault', async () => {
  assert.equal((await runExample({})).printed, '');
});

for (const [code, example] of Object.entries(EXAMPLES)) {
  test(`the example of ${code} gives that code and no other, and its repair gives none`, async () => {
    if ('command' in example) {
      const { files, command, printed, repair } = example;
      const wrong = await run(command, files());
      assert.deepEqual(codesIn(wrong), [code]);
      const world = memoryHost({ ...EXAMPLE_SITE, ...files() });
      assert.equal(await diagnosticsAsText(wrong.diagnostics, world), printed);
      assert.deepEqual(codesIn(await run(repair, files())), []);
      return;
    }
    const { within } = example;
    const bad = { ...within, ...example.beside, ...example.bad };
    assert.deepEqual(codesIn(await runExample(bad, example)), [code]);
    // What was beside the mistake, such as the lock, is made anew.
    assert.deepEqual(
      codesIn(await runExample({ ...within, ...example.bad, ...example.repair }, example)),
      [],
    );
  });
}

test('each code has a page that shows its example, what is printed and the repair', async () => {
  const pages = await diagnosticPages();
  assert.deepEqual(
    pages.map(({ code }) => code),
    Object.keys(CATALOGUE),
  );
  for (const { code, bad, printed, repair } of pages) {
    assert.ok(bad.length > 0 && repair.length > 0, code);
    assert.match(printed, new RegExp(` ${CATALOGUE[code].severity} ${code}\\n`), code);
  }
});

const codesIn = ({ diagnostics }: Pick<Report, 'diagnostics'>): readonly Code[] => [
  ...new Set(diagnostics.map(({ code }) => code)),
];

/** Runs a command line as the dispatcher does, in a world of these files. */
async function run(line: string, files: Files): Promise<Pick<Report, 'diagnostics'>> {
  try {
    return await command(line, files);
  } catch (error) {
    const fault = faultOfFile(error);
    if (fault === null) throw error;
    return { diagnostics: [fault] };
  }
}

function command(line: string, files: Files): Promise<Report> {
  const context = {
    host: memoryHost({ ...EXAMPLE_SITE, ...files }, { POSTIL_TREE_V1_0_3: 'tree' }),
    cacheFolder: 'cache',
  };
  const [, , name, ...args] = line.split(' ');
  const option = (flag: string) => args[args.indexOf(flag) + 1] ?? '';
  const has = (flag: string) => args.includes(flag);
  const [first = ''] = args;
  if (name === 'parse') return parse([first], {}, context);
  if (name === 'check') {
    if (has('--content')) return check({ content: option('--content') }, context);
    return check({ content: 'content', tree: [option('--tree')] }, context);
  }
  if (name === 'new') {
    const browse = has('--browse') ? { browse: option('--browse') } : {};
    return create(first as NewKind, args[1] ?? '', 'content', context, browse);
  }
  if (name === 'verify') {
    const given = (flag: string) => (has(flag) ? [option(flag)] : []);
    return verify(first, { mail: given('--mail'), tree: given('--tree') }, context);
  }
  if (name === 'review') {
    const reviews = has('--reviews') ? { reviews: option('--reviews') } : {};
    const as = has('--as')
      ? { as: option('--as') === 'broken' ? ('broken' as const) : ('holds' as const) }
      : {};
    const by = has('--by') ? { by: option('--by') } : {};
    return review([first], { content: 'content', ...reviews, ...as, ...by }, context);
  }
  if (name === 'seal') {
    const published = has('--published') ? { published: option('--published') } : {};
    return seal(first, { content: 'content', update: has('--update'), ...published }, context);
  }
  if (name === 'experiment') {
    const given = (flag: string) => (has(flag) ? option(flag) : undefined);
    const [kernel, modules, cc] = ['--kernel', '--modules', '--cc'].map(given);
    const world = machineHost({ ...EXAMPLE_SITE, ...files });
    const machine = { kernel: [kernel ?? ''], ...(modules ? { modules } : {}), ...(cc ? { cc } : {}) };
    return experiment([first], { content: 'content', ...machine }, { ...context, host: world });
  }
  if (name === 'quote') return quote(args.join(' '), { content: 'content', max: 5 }, context);
  if (name === 'flips') return flips([], { content: 'content', git: option('--git') }, context);
  if (name === 'who-names') return whoNames([first], { content: 'content' }, context);
  if (name === 'references')
    return references(
      first.startsWith('--') ? [] : [first],
      { content: 'content', offline: option('--offline') },
      context,
    );
  if (name === 'coverage') return coverage([first], { content: 'content' }, context);
  if (name === 'import') {
    const subject = has('--subject') ? { subject: option('--subject') } : {};
    const thread = has('--thread') ? { thread: option('--thread') } : {};
    return importMail([first], { content: 'content', all: has('--all'), ...subject, ...thread }, context);
  }
  throw new Error(`No example runs "${name}" yet.`);
}
