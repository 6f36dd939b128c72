/** Things that go by a name which every object of a program has: nothing is known under it but what somebody has written. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lookUp } from '../../src/base/look-up.ts';
import { sectionOf } from '../../src/site/outline.ts';
import { introductionsOf } from '../../src/site/view/introduced.ts';
import { smallSite, summary } from '../rooms/citations/site-fixture.ts';
import { ENGLISH } from '../words.ts';

const NAMES = ['constructor', 'toString', 'hasOwnProperty', '__proto__'];

test('a record holds what was put into it, and nothing else', () => {
  for (const name of NAMES) assert.equal(lookUp({ other: 1 }, name), undefined);
  assert.equal(lookUp(JSON.parse('{"__proto__":1,"constructor":2}'), '__proto__'), 1);
  assert.equal(lookUp(undefined, 'constructor'), undefined);
});

test('nobody is introduced under such a name, and no page belongs to a part of the site by it', () => {
  for (const name of NAMES) {
    assert.deepEqual(introductionsOf(name, { people: {}, trees: [] }, ENGLISH), []);
    assert.equal(sectionOf(name), null);
  }
});

test('a page says such a name of a tree, a file, a debate, a diagram, a mail, a function and a term, and is told that there is none', async (context) => {
  const site = smallSite(context);
  for (const name of ['constructor', 'toString']) {
    const found = summary(
      await site.verify(
        [
          `<Excerpt tree="${name}" path="mm/basket.c" symbol="basket_add" />`,
          `<Excerpt tree="v9.9.3" path="${name}" symbol="${name}" />`,
          `<Debate name="${name}" />`,
          `<Diagram name="${name}" />`,
          `<Quote from="${name}/${name}" by="${name}">Words.</Quote>`,
          `The function \`${name}()\` and <Term>${name}</Term>.`,
        ].join('\n\n'),
      ),
    );
    assert.deepEqual(found, [
      'page.mdx:5:16 excerpt-unknown-tree',
      'page.mdx:7:30 excerpt-unknown-file',
      'page.mdx:9:15 debate-unknown',
      'page.mdx:11:16 diagram-unknown',
      'page.mdx:13:14 quote-unknown-message',
      'page.mdx:15:15 name-unknown',
      'page.mdx:15:15 names-unread',
      `page.mdx:15:${29 + name.length} term-unknown`,
    ]);
  }
});

test('a page and a tree may go by such a name, and a person of whom there is no mail is unknown by it', async (context) => {
  const site = smallSite(context);
  site.write('constructor.mdx', '---\ntitle: constructor\n---\n\nWords.\n');
  site.write(
    'people.yaml',
    'constructor:\n  - does: builds\n    mail: constructor/constructor\n    words: Words.\n',
  );
  site.write(
    'trees.yaml',
    'constructor:\n  version: 9.9.3\n  tag: v9.9.3\n  browse: https://source.example/{tag}/{path}#L{line}\n',
  );
  assert.deepEqual(summary(await site.verify('Words.')), ['people.yaml:2:3 person-unknown']);
});
