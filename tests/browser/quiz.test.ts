/** Questions that readers put to themselves. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { builtExample } from './site.ts';

const PAGE = '/explainers/valve-deadline/';

describe('a question', () => {
  const site = builtExample('quiz');

  test('opens each answer and says why it is right or wrong, without a script', async () => {
    await site.open(PAGE, { javaScriptEnabled: false }, async (page) => {
      const wrong = page.locator('.pt-quiz').first().locator('.pt-is-wrong');
      const reason = wrong.getByText('It is looked at by the program that hangs.');
      assert.equal(await reason.isVisible(), false);
      await wrong.locator('summary').click();
      assert.equal(await reason.isVisible(), true);
      assert.equal(await wrong.getByText('Not so.').isVisible(), true);
    });
  });

  test('counts the first try of each, not a second one', async () => {
    await site.open(PAGE, {}, async (page) => {
      const questions = page.locator('.pt-quiz');
      const score = page.getByRole('status').filter({ hasText: 'first try' });
      await questions.nth(0).locator('.pt-is-wrong summary').click();
      assert.equal(await score.textContent(), '0 of 1 right at the first try.');
      await questions.nth(0).locator('.pt-is-right summary').click();
      await questions.nth(1).locator('.pt-is-right summary').click();
      assert.equal(await score.textContent(), '1 of 2 right at the first try.');
    });
  });
});
