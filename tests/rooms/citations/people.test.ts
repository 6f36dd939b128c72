import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sectionsOf } from '../../../src/citations/people/maintainers.ts';
import { smallSite, summary } from './site-fixture.ts';

const MAINTAINERS = `List of maintainers
===================

	M: *Mail* patches to: FullName <address@domain>

MEDIA INPUT INFRASTRUCTURE (V4L/DVB)
M:	Mauro Carvalho Chehab <mchehab@example.org>
R:	"Tomasz Figa" <tfiga@example.org>
L:	linux-media@example.org
S:	Maintained
F:	drivers/media/

THE REST
M:	Somebody Else <else@example.org>
F:	*
`;

const person = (name: string, ...role: readonly string[]): string =>
  `${name}:\n  - does: maintains media\n${role.map((line) => `    ${line}\n`).join('')}`;

const inSection = (section: string, more = ''): string =>
  `maintainers: { tree: v9.9.3, section: ${section}${more} }`;

const MEDIA = 'MEDIA INPUT INFRASTRUCTURE (V4L/DVB)';

test('a section is a heading and the fields under it, and names people without their addresses', () => {
  const [media, rest, ...others] = sectionsOf(MAINTAINERS);
  assert.deepEqual(others, []);
  assert.deepEqual([media?.heading, media?.lines, rest?.lines], [MEDIA, [6, 11], [13, 15]]);
  assert.deepEqual(media?.people, [
    { letter: 'M', name: 'Mauro Carvalho Chehab', line: 7 },
    { letter: 'R', name: 'Tomasz Figa', line: 8 },
  ]);
});

test('a maintainer is who the tree names as one, as of its version, and the lock knows the lines', async (context) => {
  const site = smallSite(context, { MAINTAINERS });
  site.write('people.yaml', person('Mauro Carvalho Chehab', inSection(MEDIA)));
  const unlocked = await site.verify('Words.');
  assert.deepEqual(summary(unlocked), ['people.yaml:3:43 people-unread']);
  const updated = await site.verify('Words.', { updating: true, today: '2026-01-05' });
  assert.deepEqual(summary(updated), []);
  const known = {
    does: 'maintains media',
    basis: {
      kind: 'maintainers',
      tree: 'v9.9.3',
      version: '9.9.3',
      file: 'MAINTAINERS',
      section: MEDIA,
      url: 'https://source.example/v9.9.3/MAINTAINERS#L6',
    },
  };
  assert.deepEqual(updated.site.people, { 'Mauro Carvalho Chehab': [known] });
  assert.deepEqual(JSON.parse(updated.lock).people[`v9.9.3 MAINTAINERS ${MEDIA}`].lines, [6, 11]);
  // What is locked is shown where the tree is away.
  const away = await site.verify('Words.', { tree: false });
  assert.deepEqual(summary(away), []);
  assert.deepEqual(away.site.people, { 'Mauro Carvalho Chehab': [known] });
});

test('whoever a section does not name, or names otherwise, is not introduced by it', async (context) => {
  const site = smallSite(context, { MAINTAINERS });
  for (const [text, place] of [
    [person('Tomasz Figa', inSection(MEDIA)), 'people.yaml:3:18 person-unbacked'],
    [person('Daniel Vetter', inSection(MEDIA)), 'people.yaml:3:43 person-unbacked'],
    [person('Daniel Vetter', inSection('MEDIA')), 'people.yaml:3:43 person-unbacked'],
    [person('Tomasz Figa', inSection(MEDIA).replace('v9.9.3', 'v9.9.4')), 'people.yaml:3:26 person-unbacked'],
    [person('Daniel Vettel', inSection(MEDIA)), 'people.yaml:2:3 person-unknown'],
  ] as const) {
    site.write('people.yaml', text);
    const verified = await site.verify('Words.');
    assert.deepEqual(summary(verified), [place], text);
    assert.deepEqual(verified.site.people, {});
  }
  site.write('people.yaml', person('Tomasz Figa', inSection(MEDIA, ', as: reviewer')));
  assert.deepEqual(summary(await site.verify('Words.', { updating: true })), []);
});

test('what somebody says of themselves is held against their mail, word for word', async (context) => {
  const site = smallSite(context);
  const mail = 'mail: unsafe-follow-pfn/daniel-vetter-2020-10-10-2301z';
  site.write('people.yaml', person('Daniel Vetter', mail, 'words: Software Engineer, Intel Corporation'));
  const verified = await site.verify('Words.');
  assert.deepEqual(summary(verified), []);
  const [role] = verified.site.people['Daniel Vetter'] ?? [];
  assert.equal(role?.basis.kind === 'mail' && role.basis.date, '2020-10-10T19:01:22-04:00');
  site.write('people.yaml', person('Daniel Vetter', mail, 'words: Hardware Engineer, Intel Corporation'));
  assert.deepEqual(summary(await site.verify('Words.')), ['people.yaml:4:12 quote-not-verbatim']);
  site.write('people.yaml', person('Tomasz Figa', mail, 'words: Software Engineer, Intel Corporation'));
  assert.deepEqual(summary(await site.verify('Words.')), ['people.yaml:3:11 quote-wrong-person']);
});

test('a reference introduces those who wrote it and those whom its words name', async (context) => {
  const site = smallSite(context);
  site.write(
    'references.yaml',
    `who:\n  url: https://lists.example/1\n  title: Who is who\n  kind: article\n  date: "2021"\n  words: Tomasz Figa looks after video buffers.\n  seen: 2026-01-05\n`,
  );
  site.write('people.yaml', person('Tomasz Figa', 'reference: who'));
  const verified = await site.verify('Words.');
  // A reference that only introduces somebody is used.
  assert.deepEqual(summary(verified), []);
  assert.deepEqual(verified.site.people['Tomasz Figa']?.[0]?.basis, {
    kind: 'reference',
    name: 'who',
    title: 'Who is who',
    date: '2021',
  });
  site.write('people.yaml', person('Daniel Vetter', 'reference: who'));
  assert.deepEqual(summary(await site.verify('Words.')), ['people.yaml:3:16 person-unbacked']);
  site.write('people.yaml', person('Tomasz Figa', 'reference: nobody'));
  assert.deepEqual(summary(await site.verify('Words.')), [
    'people.yaml:3:16 reference-unknown',
    'references.yaml:2:3 reference-unused',
  ]);
});

test('a role that names nothing, or two things, is refused', async (context) => {
  const site = smallSite(context);
  site.write('people.yaml', person('Daniel Vetter'));
  assert.deepEqual(summary(await site.verify('Words.')), ['people.yaml:2:5 people-invalid']);
  site.write(
    'people.yaml',
    person('Daniel Vetter', 'reference: who', 'mail: unsafe-follow-pfn/x', 'words: y'),
  );
  assert.deepEqual(summary(await site.verify('Words.')), ['people.yaml:2:5 people-invalid']);
});

test('people change their names: a section may name somebody otherwise than the mail, and has to have that name', async (context) => {
  const site = smallSite(context, { MAINTAINERS });
  const named = (name: string) => person('Daniel Vetter', `named: ${name}`, inSection(MEDIA));
  site.write('people.yaml', named('Mauro Carvalho Chehab'));
  const verified = await site.verify('Words.', { updating: true });
  assert.deepEqual(summary(verified), []);
  assert.equal(verified.site.people['Daniel Vetter']?.[0]?.does, 'maintains media');
  site.write('people.yaml', named('Mauro Chehab'));
  assert.deepEqual(summary(await site.verify('Words.', { updating: true })), [
    'people.yaml:4:43 person-unbacked',
  ]);
  const mail = 'mail: unsafe-follow-pfn/daniel-vetter-2020-10-10-2301z';
  site.write(
    'people.yaml',
    person('Daniel Vetter', 'named: Somebody Else', mail, 'words: Software Engineer'),
  );
  assert.deepEqual(summary(await site.verify('Words.')), ['people.yaml:2:5 people-invalid']);
});
