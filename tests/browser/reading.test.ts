/** The thread reader, code with its notes, the matrix of rules, and cards. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { builtExample, CONTENT, KINDS, settled } from './site.ts';

const THREAD = '/threads/valve-deadline/';
const WITHOUT_SCRIPTS = { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 } };

const boxOf = async (part: Locator) => {
  const box = await part.boundingBox();
  assert.ok(box);
  return box;
};

describe('the thread reader', () => {
  const site = builtExample('reading');

  test('whoever speaks is named in sight wherever a reader stops, on a phone too', async () => {
    for (const viewport of [PHONE.viewport, { width: 1280, height: 800 }])
      await site.open(THREAD, { viewport }, async (page) => {
        const nameless = await page.evaluate(async () => {
          const faults: string[] = [];
          const seen = (box: DOMRect) => box.bottom > 0 && box.top < innerHeight;
          for (let at = 0; at < document.documentElement.scrollHeight; at += 300) {
            scrollTo(0, at);
            await new Promise(requestAnimationFrame);
            const top = document.elementFromPoint(innerWidth / 3, 180)?.closest('.pt-run');
            const name = top?.matches('.pt-own-run')
              ? top.closest('.pt-message')?.querySelector('.pt-from > .pt-name')
              : top?.querySelector('.pt-speaker > .pt-name');
            if (!top || !name) continue;
            const box = name.getBoundingClientRect();
            const over = document.elementFromPoint(box.x + 2, box.y + box.height / 2);
            if (!seen(box) || !(over && name.parentElement?.contains(over)))
              faults.push(`${at}: ${top.textContent?.slice(0, 40)}`);
          }
          return faults;
        });
        assert.deepEqual(nameless, []);
      });
  });

  test('who answers whom stands at the left of the mail, and folded above it where there is no room', async () => {
    await site.open(THREAD, WITHOUT_SCRIPTS, async (page) => {
      const branch = page.locator('.pt-branch > a');
      const mail = page.locator('.pt-message').first();
      const [tree, first] = [await boxOf(page.locator('.pt-tree')), await boxOf(mail)];
      assert.ok(tree.x + tree.width < first.x);
      assert.ok(await branch.last().isVisible());
      await page.setViewportSize({ width: 1170, height: 900 });
      assert.equal(await branch.first().isVisible(), false);
      const line = await boxOf(page.locator('.pt-tree > summary'));
      assert.ok(line.y + line.height < (await boxOf(mail)).y);
      await page.locator('.pt-tree > summary').click();
      assert.ok(await branch.first().isVisible());
    });
  });

  test('every message stands in the tree below the one it answers, and its link leads to it', async () => {
    await site.open(THREAD, WITHOUT_SCRIPTS, async (page) => {
      const tree = await page
        .locator('.pt-branch')
        .evaluateAll((all) =>
          all.map((each) => [each.querySelector('a')?.textContent, (each as HTMLElement).dataset.level]),
        );
      assert.deepEqual(tree, [
        ['Tomás Ribeiro', '0'],
        ['Ines Karlsen', '1'],
        ['Wen Zhao', '2'],
        ['Grace Obuya', '3'],
        ['Ines Karlsen', '4'],
        ['Tomás Ribeiro', '5'],
        ['Grace Obuya', '6'],
        ['Ines Karlsen', '6'],
        ['Wen Zhao', '6'],
        ['Tomás Ribeiro', '6'],
      ]);
      await page.locator('.pt-branch a').nth(1).click();
      assert.equal(await page.locator(':target').innerText(), 'Ines Karlsen');
      assert.ok((await boxOf(page.locator(':target'))).y >= 64);
    });
  });

  test('a quote of what stands above is one line, which opens, and all of them when asked for', async () => {
    for (const javaScriptEnabled of [false, true])
      await site.open(THREAD, { ...WITHOUT_SCRIPTS, javaScriptEnabled }, async (page) => {
        const passages = page.locator('.pt-fold .pt-passage');
        const shown = () =>
          passages.evaluateAll(
            (all) => all.filter((each) => each.checkVisibility({ contentVisibilityAuto: true })).length,
          );
        assert.ok((await passages.count()) > 5);
        assert.equal(await shown(), 0);
        const fold = page.locator('.pt-fold > summary').first();
        assert.match((await fold.innerText()).replace(/\s+/g, ' '), /^\p{L}+ \p{L}+ \S+ \S+/u);
        assert.ok((await boxOf(fold)).height < 30);
        await fold.click();
        assert.ok((await shown()) > 0);
        await fold.click();
        assert.equal(await shown(), 0);
        await page.getByLabel('Quotes').selectOption('all');
        // What was hidden is laid out with the next picture of the page.
        await page.screenshot();
        assert.equal(await shown(), await passages.count());
        await page.getByLabel('Quotes').selectOption('folded');
        assert.equal(await shown(), 0);
      });
  });

  test('a link into a quote that is folded opens it', async () => {
    await site.open(THREAD, WITHOUT_SCRIPTS, async (page) => {
      const id = await page.locator('.pt-fold .pt-fold .pt-passage').last().getAttribute('id');
      await page.goto(`${page.url()}#${id}`);
      assert.ok(await page.locator('.pt-passage:target .pt-words').isVisible());
    });
  });

  test('no line that introduces a quote is seen before the quote is opened, and none is said by anybody', async () => {
    await site.open(THREAD, WITHOUT_SCRIPTS, async (page) => {
      const lines = page.locator('.pt-fold .pt-attribution');
      assert.ok((await lines.count()) > 5);
      for (const line of await lines.all()) assert.ok(!(await line.isVisible()));
      await page.getByLabel('Quotes').selectOption('all');
      const [line, words] = [lines.first(), page.locator('.pt-prose .pt-words').first()];
      const sizeOf = (part: Locator) => part.evaluate((each) => getComputedStyle(each).fontSize);
      assert.ok(
        Number.parseFloat(await sizeOf(line.locator('.pt-words'))) < Number.parseFloat(await sizeOf(words)),
      );
      const name = line.locator('xpath=..').locator('.pt-speaker');
      assert.ok((await boxOf(name)).height <= 1);
    });
  });

  test('only what one person wrote is shown when asked for, and all of it', async () => {
    await site.open(THREAD, WITHOUT_SCRIPTS, async (page) => {
      await page.getByLabel('Written by').selectOption({ label: 'by Ines Karlsen' });
      const runs = await page
        .locator('.pt-run:visible')
        .evaluateAll((all) => all.map((each) => each.querySelector('.pt-name')?.textContent));
      assert.deepEqual([...new Set(runs)], ['Ines Karlsen']);
      const own = page
        .locator('.pt-message')
        .filter({ has: page.locator('h2', { hasText: 'Ines Karlsen' }) });
      const passages = own.locator('> .pt-run .pt-passage');
      assert.ok((await passages.count()) > 6);
      for (const each of await passages.all()) assert.ok(await each.isVisible());
    });
  });

  test('mail begins at most 600 px from the top on a phone, and what is chosen is on one line', async () => {
    for (const path of [THREAD, '/threads/old-readings/'])
      await site.open(path, PHONE, async (page) => {
        const { y } = await boxOf(page.locator('.pt-message .pt-words').first());
        assert.ok(y <= 600, `${path}: ${y} px`);
        const tops = await page
          .locator('.pt-view select')
          .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
        assert.equal(new Set(tops).size, 1);
      });
  });

  test('a note is two lines, opens where it stands, and moves no word of the mail', async () => {
    await site.open(THREAD, { ...WITHOUT_SCRIPTS, viewport: { width: 1440, height: 900 } }, async (page) => {
      const words = page.locator('.pt-words:visible');
      const places = () =>
        words.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top + scrollY));
      const before = await places();
      const notes = page.locator('.pt-note');
      assert.ok((await notes.count()) > 2);
      for (const note of await notes.all()) {
        assert.ok((await boxOf(note)).height < 60);
        await note.locator('summary').click();
        assert.ok(await note.locator('.pt-note-words').isVisible());
      }
      assert.deepEqual(await places(), before);
      const boxes = await notes.evaluateAll((all) =>
        all.map((each) => each.getBoundingClientRect().toJSON()),
      );
      for (const [at, { bottom }] of boxes.entries())
        assert.ok((boxes[at + 1]?.top ?? Number.POSITIVE_INFINITY) >= bottom - 1, `note ${at + 2}`);
    });
  });

  test('a mail is cited by a button, and by hand where there are no scripts', async () => {
    const options = {
      viewport: { width: 1280, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    };
    await site.open(THREAD, options, async (page) => {
      const cite = page.locator('.pt-cited-as').first();
      await cite.locator('summary').click();
      const words = await cite.locator('[id^="cite-of-"]').innerText();
      assert.match(
        words,
        /^Tomás Ribeiro, “.+”, 4 March 2024, 09:12 \(UTC\), Message-ID \S+@\S+, https:\/\/\S+#\S+\.$/,
      );
      await cite.getByRole('button').click();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), words);
      assert.equal(await cite.getByRole('button').innerText(), 'copied');
    });
  });

  test('Alt and the arrow keys lead from passage to passage; a letter alone does nothing', async () => {
    await site.open(THREAD, { viewport: { width: 1280, height: 800 } }, async (page) => {
      const at = () => page.evaluate(() => document.activeElement?.closest('.pt-passage')?.id ?? null);
      const ids = await page.locator('.pt-passage').evaluateAll((all) => all.map(({ id }) => id));
      await page.locator('.pt-permalink').nth(2).focus();
      await page.keyboard.press('Alt+ArrowDown');
      assert.equal(await at(), ids[3]);
      await page.keyboard.press('Alt+ArrowUp');
      await page.keyboard.press('Alt+ArrowUp');
      assert.equal(await at(), ids[1]);
      const before = [await at(), page.url(), await page.evaluate(() => scrollY)];
      for (const key of 'abcdefghijklmnopqrstuvwxyz') await page.keyboard.press(key);
      assert.deepEqual([await at(), page.url(), await page.evaluate(() => scrollY)], before);
    });
  });

  test('each message leads to the next, and to its mail as it was received', async () => {
    await site.open(THREAD, WITHOUT_SCRIPTS, async (page) => {
      const messages = page.locator('.pt-message');
      const count = await messages.count();
      for (let index = 0; index < count; index++) {
        const ways = messages.nth(index).locator('.pt-ways');
        const next = ways.locator('a', { hasText: /^next/ });
        if (index + 1 < count)
          assert.equal(
            await next.getAttribute('href'),
            `#${await messages
              .nth(index + 1)
              .locator('h2')
              .getAttribute('id')}`,
          );
        const address = await ways.locator('a', { hasText: /^original text/ }).getAttribute('href');
        const original = await (await fetch(site.origin + address)).text();
        const words =
          (await messages.nth(index).locator('> .pt-run .pt-prose .pt-words').first().textContent()) ?? '';
        const bare = (text: string) => text.replace(/^(?:[>|\s]+)/gm, '').replace(/\s+/g, ' ');
        assert.ok(bare(original).includes(bare(words)), words);
      }
    });
  });

  for (const [what, link, target] of [
    ['quote', '#quote-', '.pt-quote:target blockquote'],
    ['position in a debate', '#debate-', ':target .pt-said'],
  ] as const)
    test(`a passage leads to the very ${what} of it on a page`, async () => {
      await site.open(THREAD, WITHOUT_SCRIPTS, async (page) => {
        const passage = page.locator(`.pt-passage:has(.pt-cited a[href*="${link}"])`).first();
        const words = ((await passage.locator('.pt-words').textContent()) ?? '').replace(/\s+/g, ' ');
        await passage.locator(`.pt-cited a[href*="${link}"]`).first().click();
        const quote = (await page.locator(target).innerText()).replace(/\s+/g, ' ');
        const [piece = ''] = quote.split(/ ?\[…\] ?/);
        assert.ok(piece.trim() !== '' && words.includes(piece.trim()), `${piece} in ${words}`);
      });
    });
});

describe('code', () => {
  const site = builtExample('reading-code');
  const PAGE = '/explainers/valve-deadline/';

  test('a note stands at the height of its line where there is a margin, and below the code where there is none', async () => {
    for (const width of [1280, 1760])
      await site.open(PAGE, { viewport: { width, height: 900 } }, async (page) => {
        // Of two versions side by side each has its notes below it.
        const alone = page.locator(':not(.pt-compare) > .pt-excerpt:has(.pt-notes > li)');
        assert.ok((await alone.count()) > 0);
        const off = await alone.evaluateAll((all) =>
          all.flatMap((excerpt) => {
            let before = 0;
            return [...excerpt.querySelectorAll('.pt-notes > li')].flatMap((note, index) => {
              const { top, bottom, left } = note.getBoundingClientRect();
              const line = excerpt.querySelector(`[data-note~="${index + 1}"]`)?.getBoundingClientRect();
              const code = excerpt.querySelector('pre')?.getBoundingClientRect().right ?? 0;
              const isFree = line && line.top >= before;
              const fault = !line || left < code || top < before || (isFree && Math.abs(top - line.top) > 4);
              before = bottom;
              return fault ? [`${note.textContent?.trim().slice(0, 30)}: ${top - (line?.top ?? 0)} px`] : [];
            });
          }),
        );
        assert.deepEqual(off, []);
        const ends = await alone.evaluateAll((all) =>
          all.map((excerpt) => {
            const last = [...excerpt.querySelectorAll('.ec-line, .pt-notes > li')].map(
              (part) => part.getBoundingClientRect().bottom,
            );
            return excerpt.getBoundingClientRect().bottom - Math.max(...last);
          }),
        );
        assert.deepEqual(
          ends.filter((below) => below > 60),
          [],
          'px of nothing below an excerpt and its notes',
        );
      });
    await site.open(PAGE, PHONE, async (page) => {
      const excerpt = page.locator('.pt-excerpt:has(.pt-notes > li)').first();
      const code = await boxOf(excerpt.locator('pre'));
      assert.ok((await boxOf(excerpt.locator('.pt-notes'))).y >= code.y + code.height);
    });
  });

  test('on a phone code goes on below itself instead of aside, and its gutter is one narrow column', async () => {
    await site.open(PAGE, PHONE, async (page) => {
      const found = await page.locator('.pt-excerpt pre').evaluateAll((all) =>
        all.map((code) => {
          const gutters = [...code.querySelectorAll('.gutter')].map((each) => each.getBoundingClientRect());
          const ends = new Set(gutters.map(({ right }) => Math.round(right)));
          const share = Math.max(...gutters.map(({ width }) => width)) / code.clientWidth;
          return { aside: code.scrollWidth - code.clientWidth, ends: ends.size, isNarrow: share < 0.16 };
        }),
      );
      assert.ok(found.length > 0);
      assert.deepEqual(
        found,
        found.map(() => ({ aside: 0, ends: 1, isNarrow: true })),
      );
    });
  });

  test('the button that copies code lies over none of it', async () => {
    for (const width of [390, 1280])
      await site.open(PAGE, { viewport: { width, height: 900 } }, async (page) => {
        const over = await page.locator('.pt-excerpt').evaluateAll((all) =>
          all.flatMap((excerpt) => {
            const button = excerpt.querySelector('.copy button')?.getBoundingClientRect();
            const pre = excerpt.querySelector('pre')?.getBoundingClientRect();
            const link = excerpt.querySelector('.pt-lines')?.getBoundingClientRect();
            if (!button || !pre || !link) return ['there is none'];
            const isOverLink = link.right > button.left && link.bottom > button.top;
            return button.width >= 24 && button.bottom <= pre.top && !isOverLink
              ? []
              : [`${button.top}, ${pre.top}`];
          }),
        );
        assert.deepEqual(over, []);
      });
  });

  test('code has no ligatures, and lines hardly farther apart than those of the text', async () => {
    await site.open(PAGE, { viewport: { width: 1280, height: 900 } }, async (page) => {
      const [ligatures, height] = await page
        .locator('.pt-excerpt .ec-line .code')
        .first()
        .evaluate((line) => {
          const { fontVariantLigatures, fontSize, lineHeight } = getComputedStyle(line);
          return [fontVariantLigatures, Number.parseFloat(lineHeight) / Number.parseFloat(fontSize)] as const;
        });
      assert.equal(ligatures, 'none');
      assert.ok(height <= 1.75, `${height}`);
    });
  });

  test('a note lights up its line, and a line its note, by pointing and by following the link', async () => {
    await site.open(PAGE, WITHOUT_SCRIPTS, async (page) => {
      const excerpt = page.locator('.pt-excerpt:has(.pt-notes > li)').first();
      const [line, note] = [excerpt.locator('[data-note~="1"]'), excerpt.locator('.pt-notes > li').first()];
      const lit = (part: Locator) =>
        part.evaluate((each) =>
          [
            getComputedStyle(each).backgroundColor,
            getComputedStyle(each).borderInlineStartWidth,
            getComputedStyle(each).outlineStyle,
          ].join(),
        );
      const dark = [await lit(line), await lit(note)];
      await note.hover();
      assert.notEqual(await lit(line), dark[0]);
      await line.hover();
      assert.notEqual(await lit(note), dark[1]);
      await page.mouse.move(0, 0);
      await line.locator('.pt-way[href*="-note-"]').click();
      await page.mouse.move(0, 0);
      assert.ok(await note.evaluate((each) => each.matches(':target')));
      assert.notEqual(await lit(line), dark[0]);
      await note.getByRole('link', { name: /^line \d+$/ }).click();
      assert.ok(await line.evaluate((each) => each.matches(':target')));
    });
  });

  test('words of the text light up their line and lead to it, and the line does the same for them', async () => {
    await site.open(PAGE, WITHOUT_SCRIPTS, async (page) => {
      const words = page.locator('.pt-to-line').last();
      const line = page.locator(`[id="${(await words.getAttribute('href'))?.slice(1)}"]`);
      const lit = (part: Locator) => part.evaluate((each) => getComputedStyle(each).outlineStyle);
      assert.deepEqual([await lit(words), await lit(line)], ['none', 'none']);
      await words.hover();
      assert.equal(await lit(line), 'solid');
      await line.hover();
      assert.equal(await lit(words), 'solid');
      await words.click();
      assert.ok(await line.evaluate((each) => each.matches(':target')));
      await line.getByRole('link', { name: 'What the text says of this line' }).click();
      assert.ok(await words.evaluate((each) => each.matches(':target')));
    });
  });

  test('code that is selected or copied has no numbers, notes or signs', async () => {
    await site.open(
      PAGE,
      { viewport: { width: 1760, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] },
      async (page) => {
        for (const block of await page.locator('.pt-excerpt pre').all()) {
          const code = (await block.locator('.code').allTextContents()).join('\n');
          await block.evaluate((each) => getSelection()?.selectAllChildren(each));
          const selected = await page.evaluate(() => getSelection()?.toString() ?? '');
          const lines = (text: string) =>
            text
              .split('\n')
              .map((each) => each.trimEnd())
              .filter(Boolean);
          assert.deepEqual(lines(selected), lines(code));
          await block.locator('..').getByRole('button').click();
          const copied = await page.evaluate(() => navigator.clipboard.readText());
          assert.deepEqual(lines(copied), lines(code));
        }
      },
    );
  });

  test('the first mention of a symbol leads to it in the index', async () => {
    await site.open(PAGE, WITHOUT_SCRIPTS, async (page) => {
      const symbol = page.locator('.pt-excerpt pre .pt-symbol').first();
      const name = await symbol.innerText();
      await symbol.click();
      assert.equal(await page.locator(':target h3').innerText(), name);
    });
  });

  test('two versions stand side by side where there is room, and one below the other on a phone', async () => {
    const places = async (width: number) => {
      let boxes: { x: number; y: number; height: number }[] = [];
      await site.open('/rules/open-with-a-deadline/', { viewport: { width, height: 900 } }, async (page) => {
        boxes = await Promise.all((await page.locator('.pt-compare pre').all()).map(boxOf));
        assert.match(
          (await page.locator('.pt-compare').first().innerText()).replace(/\s+/g, ' '),
          /then .+ now /,
        );
      });
      return boxes;
    };
    const [then, now] = await places(1760);
    assert.ok(then && now && now.x > then.x && Math.abs(now.y - then.y) < 1);
    const [above, below] = await places(390);
    assert.ok(above && below && below.x === above.x && below.y > above.y + above.height);
  });
});

describe('rules and cards', () => {
  const site = builtExample('reading-cards');

  test('rules are filtered by a link, without a script; the filter is in the address, and says how many there are', async () => {
    await site.open('/rules/', WITHOUT_SCRIPTS, async (page) => {
      const rows = page.locator('.pt-matrix tbody tr');
      const shown = page.locator('.pt-matrix tbody tr:visible');
      const all = await rows.count();
      const filters = page.locator('.pt-filter a');
      assert.ok((await filters.count()) > 3);
      for (const filter of await filters.all()) {
        const count = Number(await filter.locator('span').innerText());
        await filter.click();
        assert.equal(await shown.count(), count, await filter.innerText());
        if (count < all)
          assert.match(
            await page.locator('.pt-only:visible').innerText(),
            new RegExp(`^${count} of ${all} rules`),
          );
        await page.reload();
        assert.equal(await shown.count(), count, 'loaded anew');
        assert.equal(
          await page.locator('.pt-topic:visible h2').count(),
          await page.locator('.pt-topic:visible:has(tbody tr:visible)').count(),
        );
      }
    });
  });

  test('what most versions say is quiet in the matrix, and what is otherwise has a ground of its own', async () => {
    await site.open('/rules/', { viewport: { width: 1280, height: 900 } }, async (page) => {
      const groundOf = (name: string) =>
        page
          .locator(`.pt-matrix td.pt-of-${name}`)
          .first()
          .evaluate((cell) => getComputedStyle(cell).backgroundColor);
      assert.equal(await groundOf('holds'), 'rgba(0, 0, 0, 0)');
      assert.notEqual(await groundOf('not-yet'), 'rgba(0, 0, 0, 0)');
    });
  });

  test('on a phone a rule is its title and one line, in which each verdict has its word and its versions', async () => {
    await site.open('/rules/', PHONE, async (page) => {
      const lines = page.locator('.pt-in-short-of');
      assert.ok((await lines.count()) > 3);
      for (const line of await lines.all()) {
        assert.match(await line.innerText(), /^\S [a-z].* (?:\d|in all \d)/);
        assert.ok((await boxOf(line)).height < 60);
      }
      for (const cell of await page.locator('.pt-matrix td:not(.pt-of-practice)').all())
        assert.ok(!(await cell.isVisible()));
    });
  });

  const TERM = '.sl-markdown-content a[href*="/glossary/#"]';
  const PAGE = '/explainers/valve-deadline/';
  const card = (page: Page) => page.locator('.pt-card');

  test('a card comes by pointing, stays while the pointer is on it, and goes with Escape or when left', async () => {
    await site.open(PAGE, { viewport: { width: 1280, height: 800 } }, async (page) => {
      const link = page.locator(TERM).first();
      await link.hover();
      await card(page).waitFor();
      assert.ok((await card(page).innerText()).length > 40);
      const box = await boxOf(card(page));
      assert.ok(box.x >= 0 && box.x + box.width <= 1280 && box.y >= 0);
      await card(page).locator('.pt-card-says').hover();
      await page.waitForTimeout(500);
      assert.ok(await card(page).isVisible());
      await page.keyboard.press('Escape');
      assert.equal(await card(page).count(), 0);
      await page.mouse.move(5, 5);
      await link.hover();
      await card(page).waitFor();
      await page.mouse.move(5, 5);
      await card(page).waitFor({ state: 'detached' });
      await link.click();
      await page.waitForURL(/\/glossary\/#/);
    });
  });

  test('a card comes by focus and goes when the focus leaves, and the link stays where it was', async () => {
    await site.open(PAGE, { viewport: { width: 1280, height: 800 } }, async (page) => {
      const link = page.locator(TERM).first();
      const before = await boxOf(link);
      await page.keyboard.press('Tab');
      await link.focus();
      await card(page).waitFor();
      assert.equal(await link.getAttribute('aria-describedby'), 'pt-card');
      assert.deepEqual(await boxOf(link), before);
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Read on');
      await page.keyboard.press('Escape');
      assert.equal(await card(page).count(), 0);
      assert.ok(await link.evaluate((each) => each === document.activeElement));
      await page.keyboard.press('Tab');
      assert.notEqual(await page.evaluate(() => document.activeElement?.textContent), 'Read on');
    });
  });

  test('a card that arrives when the focus has gone on is not shown', async () => {
    await site.open(PAGE, { viewport: { width: 1280, height: 800 } }, async (page) => {
      let arrive = () => {};
      const held = new Promise<void>((done) => {
        arrive = done;
      });
      await page.route(/\/cards\/.*\.json$/, async (route) => {
        await held;
        await route.continue();
      });
      await page.keyboard.press('Tab');
      await page.locator(TERM).first().focus();
      await page.locator('h1').evaluate(() => (document.activeElement as HTMLElement).blur());
      const arrived = page.waitForResponse(/\/cards\/.*\.json$/);
      arrive();
      await (await arrived).finished();
      await page.waitForTimeout(200);
      assert.equal(await card(page).count(), 0);
    });
  });

  test('by touch the first tap shows the card and the next one follows the link', async () => {
    await site.open(PAGE, { ...PHONE, hasTouch: true, isMobile: true }, async (page) => {
      await page.locator(TERM).first().tap();
      await card(page).waitFor();
      assert.match(page.url(), /\/explainers\/valve-deadline\/$/);
      const { x, width } = await boxOf(card(page));
      assert.ok(x >= 0 && x + width <= 390);
      await card(page).getByRole('link').tap();
      await page.waitForURL(/\/glossary\/#/);
    });
  });

  test('terms, symbols, rules, people and messages each have a card', async () => {
    const kinds = [
      [PAGE, TERM, /\w/],
      [PAGE, '.pt-excerpt .pt-symbol', /2\.0: (?:line \d+|not there)/],
      [PAGE, 'p > a[href*="/symbols/#"] > code', /2\.0: (?:line \d+|not there)/],
      ['/start/', `${CONTENT} a[href*="/rules/"][href$="/"]`, /2\.0: [✓✗○–?] \w/],
      [PAGE, '.pt-quote cite a', /\d+ messages? in the threads/],
      [PAGE, '.pt-quote figcaption > a[href^="/threads/"]', /^[\p{L} ]+\n“.+”/u],
    ] as const;
    // They mostly wait.
    await Promise.all(
      kinds.map(([path, link, words]) =>
        site.open(path, { viewport: { width: 1280, height: 800 } }, async (page) => {
          const first = page.locator(link).first();
          if ((await first.count()) === 0) assert.fail(link);
          await first.hover();
          await card(page).waitFor();
          assert.match(await card(page).innerText(), words, link);
        }),
      ),
    );
  });

  test('an explainer needs at most 20 KB of scripts before anybody acts, and 30 KB of styles, compressed', async () => {
    await site.open(PAGE, {}, async (page) => {
      const sizes = { script: 0, stylesheet: 0 };
      page.on('response', async (response) => {
        const type = response.request().resourceType();
        if (type === 'script' || type === 'stylesheet') sizes[type] += gzipSync(await response.body()).length;
      });
      await page.reload({ waitUntil: 'networkidle' });
      const inline = await page.locator('script:not([src])').allTextContents();
      sizes.script += gzipSync(inline.join('\n')).length;
      assert.ok(sizes.script > 0 && sizes.script <= 20_000, `${sizes.script} bytes of scripts`);
      assert.ok(sizes.stylesheet > 0 && sizes.stylesheet <= 30_000, `${sizes.stylesheet} bytes of styles`);
    });
  });

  const walks = [
    ...KINDS.map((path) => [path, 1280] as const),
    ...['/', PAGE, THREAD, '/rules/'].map((path) => [path, 390] as const),
  ];
  for (const [path, width] of walks)
    test(`every part of ${path} that acts is reached by keyboard at ${width} px, in sight, with its focus seen`, async () => {
      await site.open(path, { viewport: { width, height: 800 }, reducedMotion: 'reduce' }, async (page) => {
        // Code that need not scroll is no stop any more then, and takes no focus along.
        await settled(page);
        const wanted = await page.evaluate(() => {
          const all = [
            ...document.querySelectorAll<HTMLElement>(
              'a[href], button, summary, input, select, [tabindex="0"]',
            ),
          ].filter(
            (each) =>
              each.checkVisibility({ visibilityProperty: true }) &&
              !each.matches(':disabled, input[type="radio"]:not(:checked)'),
          );
          for (const [index, each] of all.entries()) each.dataset.stop = String(index);
          return all.length;
        });
        const reached = new Set<string>();
        const faults: string[] = [];
        for (let step = 0; step < wanted * 2 + 20; step++) {
          await page.keyboard.press('Tab');
          const stop = await page.evaluate(() => {
            const at = document.activeElement as HTMLElement | null;
            if (!at || at === document.body) return null;
            const style = getComputedStyle(at);
            const box =
              [...at.getClientRects()].find(({ width, height }) => width * height > 0) ??
              at.getBoundingClientRect();
            const isRinged = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1;
            // Of what is higher than the screen, at least the beginning is seen.
            const over = document.elementFromPoint(
              box.x + Math.min(box.width / 2, 20),
              box.y + Math.min(box.height / 2, 12),
            );
            const isSeen =
              box.bottom > 0 &&
              box.top < innerHeight &&
              over !== null &&
              (at.contains(over) || over.contains(at));
            return {
              stop: at.dataset.stop ?? null,
              fault:
                isRinged && isSeen
                  ? null
                  : `${isRinged ? 'covered' : 'no ring'}: ${at.outerHTML.slice(0, 100)}`,
            };
          });
          if (stop === null) {
            if (reached.size > 0) break;
            continue;
          }
          if (stop.fault) faults.push(stop.fault);
          if (stop.stop !== null && reached.has(stop.stop) && reached.size >= wanted) break;
          if (stop.stop !== null) reached.add(stop.stop);
        }
        const missed = await page.evaluate(
          (stops) =>
            [...document.querySelectorAll<HTMLElement>('[data-stop]')]
              // Code that need not scroll is no stop once the page has been measured.
              .filter(({ dataset, tabIndex }) => tabIndex >= 0 && !stops.includes(dataset.stop ?? ''))
              .map((each) => each.outerHTML.slice(0, 100)),
          [...reached],
        );
        assert.deepEqual([...new Set(faults)], []);
        assert.deepEqual(missed, []);
      });
    });
});
