import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { verifySite } from '../../../src/citations/verify.ts';
import { create, type NewKind } from '../../../src/cli/commands/new.ts';

/** Writes something new into an empty world. */
async function written(kind: NewKind, name: string) {
  const host = memoryHost({});
  const lent: string[] = [];
  const options = {
    content: kind === 'site' ? `${name}/content` : 'content',
    checkoutFrom: () => '../postil',
    lendPackages: (site: string) => lent.push(site),
  };
  const report = await create(kind, name, options, { host, cacheFolder: 'cache' });
  const { diagnostics } = await verifySite({ contentFolder: options.content, host, cacheFolder: 'cache' });
  return { host, report, lent, codes: diagnostics.map(({ code }) => code) };
}

for (const [kind, path, field] of [
  ['explainer', 'content/explainers/why-is-it-so.mdx', 'title'],
  ['term', 'content/glossary/why-is-it-so.mdx', 'term'],
] as const) {
  test(`a new ${kind} has its title, stands at ${path} and passes the check`, async () => {
    const { host, codes } = await written(kind, 'Why "is" it so?');
    const page = new TextDecoder().decode((await host.read(path)) ?? new Uint8Array());
    assert.ok(page.startsWith(`---\n${field}: "Why \\"is\\" it so?"\n`));
    assert.deepEqual(codes, []);
  });
}

test('a new rule is told to lack evidence, and nothing else', async () => {
  assert.deepEqual((await written('rule', 'Never do it')).codes, ['rule-without-evidence']);
});

test('a new site passes the check, and gets the packages it is built with', async () => {
  const { report, lent, codes } = await written('site', 'docs');
  assert.deepEqual([codes, lent], [[], ['docs']]);
  assert.match(report.output ?? '', /wrote docs\/astro\.config\.mjs/);
});

test('nothing that is there is written over', async () => {
  const host = memoryHost({ 'content/explainers/a.mdx': 'mine' });
  const options = { content: 'content', checkoutFrom: () => '', lendPackages: () => {} };
  const { diagnostics } = await create('explainer', 'A', options, { host, cacheFolder: 'cache' });
  assert.deepEqual(
    diagnostics.map(({ code, place }) => [code, place.file]),
    [['new-exists', 'content/explainers/a.mdx']],
  );
  assert.equal(new TextDecoder().decode((await host.read('content/explainers/a.mdx')) ?? undefined), 'mine');
});
