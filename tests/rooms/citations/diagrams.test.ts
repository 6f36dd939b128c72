import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOf } from '../../../src/citations/diagrams/diagram-text.ts';
import { readChart } from '../../../src/citations/diagrams/read-chart.ts';
import { keyOf, sentenceOf } from '../../../src/site/view/diagram.ts';
import { ENGLISH } from '../../words.ts';
import { smallSite, summary } from './site-fixture.ts';

const said = (source: string): readonly string[] => {
  const read = readChart(source);
  return 'faults' in read
    ? read.faults.map(({ line }) => `line ${line}`)
    : textOf(read).steps.map((step) => sentenceOf(step, ENGLISH));
};

test('a sequence is put into words in its order, with notes and alternatives', () => {
  assert.deepEqual(
    said(
      'sequenceDiagram\n  participant A as The owner\n  A->>B: maps<br/>it\n  Note over A,B: not told\n  alt late\n  B-->>A: no\n  A->>A: waits\n  end\n',
    ),
    ['The owner to B: maps it', 'not told', 'late', 'B to The owner (dashed): no', 'The owner: waits'],
  );
});

test('a flow chart is put into words arrow by arrow, by the names of its boxes', () => {
  assert.deepEqual(said('flowchart TD\n  a[one] -->|then| b(two?) -.-> c\n  c --> a\n'), [
    'one to two?: then',
    'two? to c (dashed)',
    'c to one',
  ]);
});

test('a line that the drawing would silently leave out is a fault', () => {
  assert.deepEqual(said('flowchart TD\n  a --> b\n  a -> c\n\n  style a fill:red\n'), ['line 2', 'line 4']);
  assert.deepEqual(said('sequenceDiagram\n  A->B: x\n'), ['line 1']);
  assert.deepEqual(said('pie\n'), ['line 0']);
});

test('a frame that does not end, and an end without a frame, are faults', () => {
  assert.deepEqual(said('sequenceDiagram\n  alt late\n  A->>B: x\n'), ['line 1']);
  assert.deepEqual(said('sequenceDiagram\n  A->>B: x\n  else in time\n  end\n'), ['line 2', 'line 3']);
});

const HEAD = '---\ntitle: A title\nsays: A sentence.\n---\n';

test('a diagram is drawn without a style, a script, an id, or anything of another host', async (context) => {
  const site = smallSite(context);
  site.write('diagrams/one.mmd', `${HEAD}flowchart TD\n  a[<b>"x" & y</b>] --> b\n`);
  site.write('diagrams/two.mmd', `${HEAD}sequenceDiagram\n  A->>B: x\n`);
  const { site: built, diagnostics } = await site.verify('<Diagram name="one" />');
  assert.deepEqual(diagnostics, []);
  const drawn = Object.values(built.diagrams).flatMap(({ drawings }) => drawings);
  assert.equal(drawn.length, 3);
  for (const { svg } of drawn) {
    assert.match(svg, /^<svg .*<\/svg>$/);
    assert.doesNotMatch(svg, /<b>| style=| id=|<style|<script|@import|https?:\/\/(?!www\.w3\.org)/);
  }
});

test('a kind has the same tint in all diagrams, and the key below each says which, and what is dashed', async (context) => {
  const site = smallSite(context);
  const drawing = (front: string) =>
    `${HEAD.replace(/---\n$/, `${front}---\n`)}flowchart TD\n  a -.->|late| b\n`;
  site.write('diagrams/one.mmd', drawing('of:\n  shelves: [a]\nwrong: [late]\ndashed: nobody asks\n'));
  site.write('diagrams/two.mmd', drawing('of:\n  shelves: [a]\n  desks: [b]\n'));
  const { site: built, diagnostics } = await site.verify('<Diagram name="one" />');
  assert.deepEqual(diagnostics, []);
  const { one, two } = built.diagrams;
  assert.ok(one && two);
  assert.deepEqual(keyOf(one), [
    { drawn: 'pt-d-tint-2', words: 'shelves' },
    { drawn: 'pt-d-dash', words: 'nobody asks' },
  ]);
  assert.deepEqual(
    keyOf(two).map(({ drawn }) => drawn),
    ['pt-d-tint-2', 'pt-d-tint-1'],
  );
  const svg = one.drawings[0]?.svg ?? '';
  assert.match(svg, /pt-d-box pt-d-tint-2"/);
  assert.match(svg, /pt-d-arrow pt-d-dashed pt-d-means-wrong"/);
});

test('a meaning that is given to nothing in the drawing is an error', async (context) => {
  const site = smallSite(context);
  const head = HEAD.replace(/---\n$/, 'right: [c]\n---\n');
  site.write('diagrams/one.mmd', `${head}flowchart TD\n  a --> b\n`);
  assert.deepEqual(summary(await site.verify('Words.')), ['one.mmd:1:1 diagram-invalid']);
});

test('a diagram that cannot be read is an error at its line', async (context) => {
  const site = smallSite(context);
  site.write('diagrams/one.mmd', `${HEAD}flowchart TD\n  a --> b\n  a => c\n`);
  site.write('diagrams/two.mmd', '---\ntitle: A title\n---\nflowchart TD\n');
  site.write('diagrams/three.mmd', 'flowchart TD\n');
  assert.deepEqual(summary(await site.verify('Words.')).sort(), [
    'one.mmd:7:1 diagram-invalid',
    'three.mmd:1:1 diagram-invalid',
    'two.mmd:2:1 diagram-invalid',
  ]);
});

test('a page that names no diagram, or an unknown one, is an error at the name', async (context) => {
  const site = smallSite(context);
  site.write('diagrams/gates.mmd', `${HEAD}flowchart TD\n  a --> b\n`);
  const verified = await site.verify('<Diagram name="gate" />\n\n<Diagram />');
  assert.deepEqual(summary(verified), ['page.mdx:5:16 diagram-unknown', 'page.mdx:7:1 prop-missing']);
  assert.equal(verified.diagnostics[0]?.closest, 'gates');
});
