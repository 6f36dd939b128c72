import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SiteThread, VerifiedQuote } from '../../../src/citations/site.ts';
import { codeBlocksWith } from '../../../src/site/code-blocks.ts';
import { marksOf } from '../../../src/site/view/quote.ts';
import { ENGLISH } from '../../words.ts';

test("a site's own settings for code blocks are added to ours, but tabs stay tabs", () => {
  const settings = codeBlocksWith({
    themes: ['nord'],
    tabWidth: 2,
    styleOverrides: { borderRadius: '0', codeFontSize: '1rem' },
  });
  assert.deepEqual(settings, {
    defaultProps: { wrap: false },
    themes: ['nord'],
    tabWidth: 0,
    styleOverrides: {
      borderRadius: '0',
      codeFontSize: '1rem',
      gutterForeground: 'var(--sl-color-gray-2)',
      gutterHighlightForeground: 'var(--sl-color-white)',
      gutterBorderColor: 'var(--sl-color-gray-5)',
      textMarkers: { backgroundOpacity: '22%' },
    },
  });
  assert.deepEqual(codeBlocksWith(false), codeBlocksWith());
});

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
    'leaves out “not”, “if”',
    'mail as received',
  ]);
});
