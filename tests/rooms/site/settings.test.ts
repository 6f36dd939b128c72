import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExpressiveCode, stableStringify } from 'astro-expressive-code';
import { toHtml } from 'astro-expressive-code/hast';
import type { SiteThread, VerifiedQuote } from '../../../src/citations/site.ts';
import { codeBlocksWith } from '../../../src/site/code-blocks.ts';
import { marksOf } from '../../../src/site/view/quote.ts';
import { ENGLISH } from '../../words.ts';

test("a site's own settings for code blocks are added to ours, but tabs stay tabs", () => {
  const { shiki, ...settings } = codeBlocksWith({
    themes: ['nord'],
    tabWidth: 2,
    styleOverrides: { borderRadius: '0', codeFontSize: '1rem' },
  });
  assert.ok(shiki);
  assert.deepEqual(settings, {
    defaultProps: { wrap: false },
    themes: ['nord'],
    tabWidth: 0,
    styleOverrides: {
      borderRadius: '0',
      codeFontSize: '1rem',
      gutterForeground: 'var(--sl-color-gray-3)',
      gutterHighlightForeground: 'var(--sl-color-white)',
      gutterBorderColor: 'var(--sl-color-gray-5)',
      textMarkers: { backgroundOpacity: '22%' },
    },
  });
  assert.deepEqual(codeBlocksWith(false), codeBlocksWith());
});

test('code has the same colours on a machine so busy that each letter takes a minute', async (t) => {
  const colours = async () => {
    const { shiki } = codeBlocksWith();
    const { renderedGroupAst } = await new ExpressiveCode({ shiki: shiki ?? true }).render([
      { code: '<Quote from="a/b" by="Somebody">words</Quote>', language: 'jsx' },
    ]);
    return toHtml(renderedGroupAst);
  };
  const quiet = await colours();
  t.mock.method(Date, 'now', minutes());
  assert.equal(await colours(), quiet);
});

test('settings for code blocks can be printed as JSON, as their component asks for', () => {
  assert.doesNotMatch(stableStringify(codeBlocksWith()), /\[Function\]/);
});

/** A clock that goes on by a minute whenever somebody looks at it. */
function minutes(): () => number {
  let now = 0;
  return () => {
    now += 60_000;
    return now;
  };
}

test('a quote says in words that its message was recovered, its author inferred, a "not" left out, and how its mail is vouched for', () => {
  const threads = [
    {
      slug: 't',
      messages: [
        { id: 'sent', recovered: false, seal: { how: 'as received' } },
        {
          id: 'a',
          recovered: false,
          seal: { how: 'published', at: 'https://x.example/1', seen: '2026-01-02' },
        },
        { id: 'b', recovered: false, seal: null },
        { id: 'rebuilt', recovered: true },
      ],
    },
  ] as unknown as readonly SiteThread[];
  const carriers = [
    { message: 'a', by: 'Tom Marsh' },
    { message: 'b', by: 'Kim Hall' },
  ];
  const marks = (message: string, confidence: VerifiedQuote['confidence'], omits: readonly string[] = []) =>
    marksOf(
      {
        thread: 't',
        message,
        confidence,
        omits,
        carriers: message === 'rebuilt' ? carriers : [],
      } as unknown as VerifiedQuote,
      threads,
      ENGLISH,
    ).map(({ words }) => words);
  assert.deepEqual(marks('sent', 'stated'), ['✓ verified', 'mail as received']);
  assert.deepEqual(marks('rebuilt', 'stated'), [
    'as quoted by Tom Marsh and Kim Hall',
    'mail not sealed yet',
  ]);
  assert.deepEqual(marks('rebuilt', 'inferred'), [
    'as quoted by Tom Marsh and Kim Hall',
    'author inferred',
    'mail not sealed yet',
  ]);
  assert.deepEqual(marks('sent', 'stated', ['not', 'if']), [
    '✓ verified',
    'skips “not”, “if”',
    'mail as received',
  ]);
});
