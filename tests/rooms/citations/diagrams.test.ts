import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDiagram } from '../../../src/citations/diagrams/diagram-text.ts';
import { sentenceOf } from '../../../src/site/view/diagram.ts';
import { ENGLISH } from '../../words.ts';
import { smallSite, summary } from './site-fixture.ts';

const said = (source: string): readonly string[] => {
  const read = readDiagram(source);
  return 'faults' in read
    ? read.faults.map(({ line }) => `line ${line}`)
    : read.steps.map((step) => sentenceOf(step, ENGLISH));
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

const HEAD = '---\ntitle: A title\nsays: A sentence.\n---\n';

test('a diagram is drawn without a style sheet, a script, a font of another host, or an id of its neighbours', async (context) => {
  const site = smallSite(context);
  site.write('diagrams/one.mmd', `${HEAD}flowchart TD\n  a --> b\n`);
  site.write('diagrams/two.mmd', `${HEAD}sequenceDiagram\n  A->>B: x\n`);
  const { site: built, diagnostics } = await site.verify('<Diagram name="one" />');
  assert.deepEqual(diagnostics, []);
  for (const [name, { svg }] of Object.entries(built.diagrams)) {
    assert.match(svg, /^<svg /);
    assert.doesNotMatch(svg, /<style|<script|@import|https?:\/\/(?!www\.w3\.org)/);
    for (const [, id = ''] of svg.matchAll(/ id="([^"]+)"|url\(#([^)]+)\)/g))
      assert.ok(id === '' || id.startsWith(`${name}-`), id);
  }
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

test('a note that the library does not place is an error, since it would be said and not seen', async (context) => {
  const site = smallSite(context);
  site.write(
    'diagrams/one.mmd',
    `${HEAD}sequenceDiagram\n  participant A as X\n  participant B as Y\n  Note over A,B: first\n  A->>B: x\n`,
  );
  assert.deepEqual(summary(await site.verify('Words.')), ['one.mmd:5:1 diagram-invalid']);
});

test('a page that names no diagram, or an unknown one, is an error at the name', async (context) => {
  const site = smallSite(context);
  site.write('diagrams/gates.mmd', `${HEAD}flowchart TD\n  a --> b\n`);
  const verified = await site.verify('<Diagram name="gate" />\n\n<Diagram />');
  assert.deepEqual(summary(verified), ['page.mdx:5:16 diagram-unknown', 'page.mdx:7:1 prop-missing']);
  assert.equal(verified.diagnostics[0]?.closest, 'gates');
});
