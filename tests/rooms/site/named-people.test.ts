import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withPeople } from '../../../src/site/view/named-people.ts';

const PEOPLE = new Map([
  ['Ada Byron', '/people/ada/'],
  ['Bo Å', '/people/bo/'],
]);
const ada = (words: string) => `<a class="pt-mention" href="/people/ada/">${words}</a>`;

test('the first mention of a person in prose leads to who that is, and no second one', () => {
  assert.equal(
    withPeople('<h2>Ada Byron</h2><p>Then Ada\nByron’s mail; Ada Byron again.</p>', PEOPLE),
    `<h2>Ada Byron</h2><p>Then ${ada('Ada\nByron')}’s mail; Ada Byron again.</p>`,
  );
});

test('of two people whose names begin alike each is led to by the whole name', () => {
  const people = new Map([...PEOPLE, ['Ada Byron King', '/people/king/']]);
  assert.equal(
    withPeople('<p>Ada Byron King wrote, then Ada Byron.</p>', people),
    `<p><a class="pt-mention" href="/people/king/">Ada Byron King</a> wrote, then ${ada('Ada Byron')}.</p>`,
  );
});

test('whom a quote or a link has named before, and who is named within a longer name, is left alone', () => {
  for (const html of [
    '<figure><figcaption>Ada Byron</figcaption></figure><p>Ada Byron wrote.</p>',
    '<p><a href="/x/">Ada Byron</a> wrote, and Ada Byron left.</p>',
    '<p>Bo Ågren is somebody else, and so is <code>Bo Å</code>.</p>',
  ])
    assert.equal(withPeople(html, PEOPLE), html);
});
