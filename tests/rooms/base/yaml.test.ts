import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { readYaml } from '../../../src/base/yaml.ts';

const Schema = z.record(z.string(), z.strictObject({ tag: z.string(), lines: z.array(z.int()).optional() }));

/** Line, column and message of each fault. */
function faultsOf(text: string, firstLine?: number): unknown[] {
  const read = readYaml('a.yaml', text, Schema, 'trees-invalid-yaml', firstLine);
  assert.ok('diagnostics' in read);
  return read.diagnostics.map(({ place, message }) => [place.line, place.column, message]);
}

test('a good text gives its value, and the places of its parts', () => {
  const read = readYaml('a.yaml', 'v1:\n  tag: one # a comment\n', Schema, 'trees-invalid-yaml', 5);
  assert.ok('value' in read);
  assert.deepEqual(read.value, { v1: { tag: 'one' } });
  assert.deepEqual(read.placeOf(['v1', 'tag']), { file: 'a.yaml', line: 6, column: 8 });
});

test('a wrong value is told at its own line and column', () => {
  assert.deepEqual(faultsOf('v1:\n  tag: one\n  lines: [1, two]\n'), [
    [3, 14, '"v1.lines.1" cannot be used: Invalid input: expected number, received string.'],
  ]);
});

test('what is missing or unknown is told where it should be', () => {
  assert.deepEqual(faultsOf('v1:\n  lines: []\n'), [
    [2, 3, '"v1.tag" cannot be used: Invalid input: expected string, received undefined.'],
  ]);
  assert.deepEqual(faultsOf('v1:\n  tag: one\n  line: []\n'), [
    [2, 3, '"v1" cannot be used: Unrecognized key: "line".'],
  ]);
});

test('a misspelt field is one fault, with the name that was meant; a field missing elsewhere is another', () => {
  const read = readYaml('a.yaml', 'v1:\n  tga: one\nv2:\n  lines: []\n', Schema, 'trees-invalid-yaml');
  assert.ok('diagnostics' in read);
  assert.deepEqual(
    read.diagnostics.map(({ place, expected }) => [place.line, expected]),
    [
      [2, 'tag'],
      [4, undefined],
    ],
  );
});

test('broken syntax is told once, where the parser stumbles first; every repeated key is told', () => {
  const good = 'v1:\n  tag: one\nv2:\n  tag: two\nv3:\n  tag: three\n';
  for (const [from, to, line] of [
    ['v1:', 'v1', 1],
    ['  tag: two', '\ttag: two', 4],
    ['  tag: two', '  tag: {two', 5],
    ['v2:', '<<<<<<< ours\nv2:', 3],
  ] as const)
    assert.deepEqual(
      faultsOf(good.replace(from, to)).map((fault) => (fault as unknown[])[0]),
      [line],
      to,
    );
  assert.equal(faultsOf(`${good}v1: {tag: x}\nv2: {tag: x}\n`).length, 2);
});

test('lines are counted from where the text starts in its file', () => {
  assert.deepEqual(
    faultsOf('v1:\n  tag: 1\n', 5).map((fault) => (fault as unknown[]).slice(0, 2)),
    [[6, 8]],
  );
});

test('broken YAML, aliases of nothing and aliases that multiply are diagnostics', () => {
  const bomb = `a: &a [x]\n${[...'bcdefgh'].map((name, i) => `${name}: &${name} [${`*${'abcdefg'[i]},`.repeat(9)}]\n`).join('')}`;
  for (const text of ['v1: [\n', 'v1: *nothing\n', bomb]) assert.equal(faultsOf(text).length > 0, true, text);
});
