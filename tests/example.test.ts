/** The example site has something of everything that a site can have, so that tests of the engine can read it. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { nodeHost } from '../src/base/node-host.ts';
import { COMPONENTS } from '../src/citations/page/components.ts';
import { NOTE_KINDS } from '../src/citations/site.ts';
import { verifySite } from '../src/citations/verify.ts';
import { KINDS } from '../src/evidence/kinds/index.ts';
import { EXAMPLE, EXAMPLE_CONTENT, EXAMPLE_TREES, exampleMessages } from './example.ts';

const verified = (overrides: Readonly<Record<string, string>>) =>
  verifySite({
    contentFolder: EXAMPLE_CONTENT,
    host: nodeHost(),
    cacheFolder: 'tests/output/none',
    overrides,
  });
const { site, diagnostics } = await verified(EXAMPLE_TREES);
const texts = globSync(`${EXAMPLE}/**/*.{mdx,yaml,mmd,md,mbox,txt,c,h}`, {
  exclude: (path) => /node_modules|dist|\.astro/.test(path),
}).map((file) => readFileSync(file, 'utf8'));
const written = texts.join('\n');

test('it passes the check, warnings too', () => {
  assert.deepEqual(diagnostics, []);
});

test('it uses every component with every property', () => {
  for (const [name, { props }] of Object.entries(COMPONENTS)) {
    // An experiment is run in kernels, and this project is none.
    if (name === 'Experiment') continue;
    const tags = written.match(new RegExp(`<${name}\\b[^>]*`, 'g')) ?? [];
    assert.ok(tags.length > 0, name);
    for (const prop of Object.keys(props)) assert.ok(tags.join().includes(` ${prop}="`), `${name} ${prop}`);
  }
});

test('its rules are checked in every way; they hold, are broken, and say nothing of a version', async () => {
  const checks = site.rules.flatMap((rule) => rule.checks.map(({ kind }) => kind));
  assert.deepEqual([...new Set(checks)].sort(), KINDS.map(({ name }) => name).sort());
  const verdicts = site.rules.flatMap((rule) => Object.values(rule.verdicts));
  assert.deepEqual([...new Set(verdicts.map(({ verdict }) => verdict))].sort(), [
    'broken',
    'holds',
    'not applicable',
  ]);
  assert.deepEqual([...new Set(verdicts.map(({ change }) => change))].filter(Boolean).sort(), [
    'first broken',
    'not yet',
  ]);
});

test('it has a note of every kind', () => {
  const kinds = Object.values(site.notes).map(({ kind }) => kind);
  assert.deepEqual([...new Set(kinds)].sort(), [...NOTE_KINDS].sort());
});

test('four people write, down to depth three, and one message is known only from quotes', async () => {
  const messages = await exampleMessages('valve-deadline');
  assert.equal(new Set(messages.map(({ from }) => from.name)).size, 4);
  const passages = messages.flatMap((message) => message.passages);
  assert.equal(Math.max(...passages.map(({ depth }) => depth)), 3);
  assert.equal(passages.filter(({ author }) => author === null).length, 0);
  assert.equal(messages.filter(({ recovered }) => recovered).length, 1);
});

test('it says nothing of kernels', () => {
  assert.doesNotMatch(written, /kernel|linux|bootlin/i);
});
