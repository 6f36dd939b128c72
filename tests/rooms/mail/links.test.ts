import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrappedLink } from '../../../src/mail/links.ts';

const WRAPPED = [
  [
    'https://nam11.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fx%23L1&amp;data=05',
    'https://a.example/x#L1',
  ],
  ['https://urldefense.proofpoint.com/v2/url?u=https-3A__a.example_x-23L1&d=D', 'https://a.example/x#L1'],
  ['https://urldefense.com/v3/__https://a.example/x__;!!abc!def$', 'https://a.example/x'],
  ['https://a.example/?url=https%3A%2F%2Fb.example', 'https://a.example/?url=https%3A%2F%2Fb.example'],
  [
    'https://nam11.safelinks.protection.outlook.com/?url=javascript%3Aalert(1)',
    'https://nam11.safelinks.protection.outlook.com/?url=javascript%3Aalert(1)',
  ],
] as const;

for (const [address, inner] of WRAPPED) {
  test(`${address} leads to ${inner}`, () => assert.equal(unwrappedLink(address), inner));
}
