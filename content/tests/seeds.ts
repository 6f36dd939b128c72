import { readFileSync } from 'node:fs';
import type { Message } from '../../src/mail/message.ts';
import { type MailFile, readMail } from '../../src/mail/read.ts';

/** The five messages that the site is built on: thread, file, and the hash of the bytes as received. */
export const SEEDS = {
  'unsafe-follow-pfn': [
    '000_e4ea3e43576b91a5.txt',
    '78d6cc3e763fe65b4ec941651e6906e43427c61fc539b664f3254fb3f5a90cc4',
  ],
  'unsafe-follow-pfn-review': [
    '001_fe2ea1372f797b3f.txt',
    'e8666b8cd9858564b1db74c3d33221f75038e473f179b84132701036f5924df2',
  ],
  'page-count-cow': [
    '002_26cb469de280fd36.txt',
    '757b38610687fb7e6d73e78feab1b03f6aa7c1d85d887bb6845e82c0c2d1582a',
  ],
  'dma-buf-vm-pfnmap': [
    '003_2f9135dc1d812b37.txt',
    'f5409e53341710afb2852dc2eea4975154f5152e427c5438e022f85425a21190',
  ],
  'dma-buf-mmap-info': [
    '004_e293fc77ba794861.txt',
    '3855a79e153d98862387fa5ce9841c0b28ffe4b940878ed96abe68e51af079e7',
  ],
} as const;
export type Seed = keyof typeof SEEDS;

export const seedFile = (seed: Seed): MailFile & { bytes: Uint8Array } => {
  const path = `content/threads/${seed}/${SEEDS[seed][0]}`;
  return { path, bytes: readFileSync(path) };
};

export async function seedMessage(seed: Seed): Promise<Message> {
  const [message, ...others] = (await readMail([seedFile(seed)])).messages;
  if (!message || others.length > 0) throw new Error(`${seed} holds one message.`);
  return message;
}
