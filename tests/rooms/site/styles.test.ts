import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import postcss from 'postcss';

/** Sheets that go over the others on purpose: on paper nothing is as it was. */
const OVER = ['print.css', 'look.css', 'page.css'];

/** A class by itself, perhaps in a state: `.pt-choice`, `.pt-choice:hover`. */
const ALONE = /^\.(pt-[\w-]+)(?:::?[\w-]+(?:\([^()]*\))?)*$/;

test('what a class looks like stands in one style sheet: two that meant other things by it would mix', () => {
  const sheets = new Map<string, Set<string>>();
  for (const file of globSync('src/site/styles/*.css')) {
    const sheet = basename(file);
    if (OVER.includes(sheet)) continue;
    postcss.parse(readFileSync(file, 'utf8')).walkRules((rule) => {
      for (const selector of rule.selectors) {
        const [, name] = ALONE.exec(selector) ?? [];
        if (name !== undefined) sheets.set(name, (sheets.get(name) ?? new Set()).add(sheet));
      }
    });
  }
  assert.ok(sheets.size > 100);
  assert.deepEqual(
    [...sheets].filter(([, own]) => own.size > 1).map(([name, own]) => [name, [...own].sort()]),
    [],
  );
});
