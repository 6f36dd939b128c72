/**
 * Forges quotations of a message that is at hand and counts how many are verified as its writer's:
 *
 *     npm run bench:forgeries
 *
 * A stranger answers in the thread and quotes what was never written: words added, a negation flipped, two mails
 * merged, a false date, without marks, at several depths. Words verified "as quoted by" the stranger do not count.
 */
import { memoryHost } from '../../src/base/memory-host.ts';
import { verifySite } from '../../src/citations/verify.ts';
import { figure, finish } from './figures.ts';
import { type Random, seeded } from './random.ts';

const COUNT = 2_000;
const random = seeded(14);

const NOUNS = ['engine', 'guard', 'shelf', 'lamp', 'wheel', 'valve'];
const VERBS = [
  'must not be opened',
  'is not safe',
  'cannot be lent',
  'should never be moved',
  'does not turn',
];
const WHEN = ['at night', 'in the rain', 'by anybody alone', 'before noon', 'without a key'];

const sentence = (from: Random) => `The ${from.pick(NOUNS)} ${from.pick(VERBS)} ${from.pick(WHEN)}.`;

type Forge = (first: string, second: string) => readonly [shown: string, quoted: string];

const flipped = (text: string) => text.replace(/ not | never /, ' ').replace('cannot', 'can');
const FORGERIES: Readonly<Record<string, Forge>> = {
  'words added': (first) => {
    const added = 'Everybody else may do it all the same.';
    return [`${first} ${added}`, added];
  },
  'a paragraph added': (first) => {
    const added = 'Everybody else may do it all the same.';
    return [`${first}\n\n${added}`, added];
  },
  'a negation flipped': (first) => [flipped(first), flipped(first)],
  'two mails merged': (first, second) => [`${first} ${second}`, `${first} ${second}`],
};

let verified = 0;
let shown = 0;
for (let count = 0; count < COUNT; count += 1) {
  const [first, second] = [sentence(random), sentence(random)];
  const [said, quoted] = (FORGERIES[random.pick(Object.keys(FORGERIES))] as Forge)(first, second);
  const depth = random.below(5);
  const day = random.pick(['4 Jan 2021 10:00', '4 Jan 2021 10:00', '4 Jan 2021 10:01', '9 Mar 2021 07:30']);
  const above = Array.from({ length: Math.max(0, depth - 1) }, (_, at) =>
    `${'>'.repeat(at)} On 4 Jan 2021 11:${59 - at}:00 +0000, ${NOUNS[at]} Marsh wrote:`.trim(),
  );
  const mark = '>'.repeat(depth);
  const line = `${'>'.repeat(Math.max(0, depth - 1))} On ${day}:00 +0000, Ada Reed <ada@x> wrote:`.trim();
  const body = said.split('\n').map((each) => `${mark} ${each}`.trim());
  const header = (from: string, at: string, id: string, parent: string) =>
    `From: ${from}\nDate: ${at}:00 +0000\nMessage-ID: <${id}@x>\n${parent}Subject: engines\n\n`;
  const host = memoryHost({
    'content/threads/t/thread.yaml': 'title: T\n',
    'content/threads/t/1.eml': `${header('Ada Reed <ada@x>', '4 Jan 2021 10:00', '1', '')}${first}\n`,
    'content/threads/t/2.eml': `${header('Ada Reed <ada@x>', '4 Jan 2021 10:30', '2', '')}${second}\n`,
    'content/threads/t/3.eml': `${header('Mel Gray <mel@x>', '4 Jan 2021 12:00', '3', `In-Reply-To: <${random.pick(['1', '2', 'none'])}@x>\n`)}${[...above, line, ...body].join('\n')}\n\nGood.\n`,
    'content/explainers/page.mdx': `---\ntitle: A page\n---\n\n<Quote from="t/ada-reed-2021-01-04-1000z" by="Ada Reed">${quoted}</Quote>\n`,
  });
  const { site } = await verifySite({ contentFolder: 'content', host, cacheFolder: 'cache' });
  for (const { carriers } of Object.values(site.quotes))
    if (carriers.length > 0) shown += 1;
    else verified += 1;
}

console.log(`${shown} of ${COUNT} forged quotations are verified as quoted by whoever forged them`);
figure("forged quotations verified as the victim's", verified, `of ${COUNT}`, 'at most', 0);
finish(process.argv.includes('--check'));
