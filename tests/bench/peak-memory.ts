/** Reads one mail file, message by message, and prints the most memory the process held between two, in MB. */
import { createReadStream } from 'node:fs';
import { mailIn } from '../../src/mail/read.ts';

const [path = ''] = process.argv.slice(2);
let most = 0;
for await (const _ of mailIn({ path, bytes: createReadStream(path, { highWaterMark: 256 * 1024 }) }))
  most = Math.max(most, process.memoryUsage.rss());
console.log(JSON.stringify({ megabytes: most / 1024 ** 2 }));
