import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withOldAddresses } from '../../../src/site/view/permalinks.ts';
import { smallSite, summary } from './site-fixture.ts';

const QUOTE =
  '<Quote from="unsafe-follow-pfn/jason-gunthorpe-2020-10-09-1448" by="Jason Gunthorpe">No, it is unconditionally unsafe.</Quote>';
const OWN = 'quote-83d90c14';

test('an address whose words were edited leads to the words that took their place', async (context) => {
  const small = smallSite(context);
  small.write('redirects.yaml', `explainers/page:\n  quote-00000001: ${OWN}\n  quote-0: ${OWN}\n`);
  const { site, diagnostics } = await small.verify(QUOTE);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(site.oldAddresses, {
    'explainers/page': { [OWN]: ['quote-00000001', 'quote-0'] },
  });
});

test('a redirect must lead from a place that is gone to one that is there', async (context) => {
  const small = smallSite(context);
  small.write(
    'redirects.yaml',
    [
      'explainers/page:',
      '  quote-1: quote-2',
      `  quote-2: ${OWN}`,
      `  ${OWN}: quote-3`,
      '  p-00000001: p-00000002',
      'explainers/pages:',
      `  quote-1: ${OWN}`,
    ].join('\n'),
  );
  const verified = await small.verify(QUOTE);
  assert.deepEqual(summary(verified), [
    'redirects.yaml:2:12 redirect-broken',
    'redirects.yaml:4:19 redirect-taken',
    'redirects.yaml:7:12 redirect-broken',
  ]);
  assert.deepEqual(
    verified.diagnostics.map(({ closest }) => closest),
    [OWN, undefined, 'explainers/page'],
  );
});

test('a heading that was reworded is redirected to a heading that is there', async (context) => {
  const small = smallSite(context);
  const page = `## Who can do without\n\n${QUOTE}`;
  small.write('redirects.yaml', 'explainers/page:\n  who-does-without: who-can-do-without\n');
  const { site, diagnostics } = await small.verify(page);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(site.oldAddresses['explainers/page'], { 'who-can-do-without': ['who-does-without'] });
  small.write('redirects.yaml', 'explainers/page:\n  who-does-without: who-cannot-do-without\n');
  assert.deepEqual(summary(await small.verify(page)), ['redirects.yaml:2:21 redirect-broken']);
});

test('a note in the margin is redirected on the page of its thread', async (context) => {
  const small = smallSite(context);
  const on = 'jason-gunthorpe-2020-10-09-1448';
  small.write(
    'notes/unsafe-follow-pfn.mdx',
    `---\ntitle: Notes\n---\n\n<Note on="unsafe-follow-pfn/${on}" exact="unconditionally unsafe" kind="open">Is it?</Note>\n`,
  );
  const first = await small.verify('Words.');
  const [note] = Object.values(first.site.notes);
  small.write('redirects.yaml', `threads/unsafe-follow-pfn:\n  ${on}/note-00000001: ${note?.id}\n`);
  assert.deepEqual((await small.verify('Words.')).diagnostics, []);
});

test('old addresses stand right inside of the place that they lead to', () => {
  assert.equal(
    withOldAddresses('<p>A</p><figure class="x>y" id="a"><b>B</b></figure>', { a: ['old', 'older'] }),
    '<p>A</p><figure class="x>y" id="a"><span id="old"></span><span id="older"></span><b>B</b></figure>',
  );
});

test('the old address of a heading stands inside of the heading, whatever it is wrapped in', () => {
  assert.equal(
    withOldAddresses('<div class="wrapper"><h3 id="new">New</h3></div>', { new: ['old'] }),
    '<div class="wrapper"><h3 id="new"><span id="old"></span>New</h3></div>',
  );
});

test('a page that is built without the place that a redirect names is refused', () => {
  assert.throws(() => withOldAddresses('<p id="a">A</p>', { b: ['old'] }), /the place "b"/);
});
