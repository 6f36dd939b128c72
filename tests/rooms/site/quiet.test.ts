import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AstroIntegrationLogger } from 'astro';
import { withoutPages } from '../../../src/site/quiet.ts';

test("a build's log has no line for a page, and keeps every other", () => {
  const written: string[] = [];
  const options = {
    destination: { write: ({ message }: { message: string }) => void written.push(message) },
  };
  withoutPages({ options } as unknown as AstroIntegrationLogger);
  const lines = [
    '  \u001b[34m├─\u001b[39m /threads/x/index.html',
    ' \u001b[2m(+12ms)\u001b[22m ',
    '218 page(s) built',
    '(file not created, response body was empty)',
  ];
  for (const message of lines) options.destination.write({ message });
  assert.deepEqual(written, lines.slice(2));
});
