import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkOptions } from '../../../src/site/options.ts';

const faultsOf = (options: unknown): string[] => {
  try {
    checkOptions(options);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').slice(1);
  }
};

test('options as the documentation has them are taken', () => {
  assert.deepEqual(
    faultsOf({
      title: 'Mail',
      contentFolder: 'pages',
      starlight: { description: 'x' },
      policy: { 'script-src': ['https://stats.example'] },
    }),
    [],
  );
  assert.deepEqual(faultsOf({ title: 'Mail', policy: false }), []);
});

test('an option that is misspelt is named, with the one that was meant', () => {
  assert.deepEqual(faultsOf({ title: 'Mail', contentFoldr: 'pages' }), [
    '- "contentFoldr" is no option; did you mean "contentFolder"?',
  ]);
  assert.deepEqual(faultsOf({ title: 'Mail', colours: [] }), [
    '- "colours" is no option. There are: title, contentFolder, starlight, addresses, report, policy.',
  ]);
});

test('a site must have a title, and every option is of its kind', () => {
  const untitled = '- "title" should be the name of the site, in quotes; it must be there.';
  assert.deepEqual(faultsOf(undefined), [untitled]);
  assert.deepEqual(faultsOf({}), [untitled]);
  assert.deepEqual(faultsOf({ title: 'Mail', contentFolder: 3, policy: { 'script-src': 'self' } }), [
    '- "contentFolder" should be the path of a folder, in quotes.',
    "- \"policy\" should be false, or lists of sources by directive: { 'script-src': ['https://stats.example'] }.",
  ]);
});
