/**
 * Builds the example site again and again, in other folders, time zones, languages and with one processor, and compares
 * what was built, byte for byte:
 *
 *     npm run bench:same -- [--check]
 */
import { parseArgs } from 'node:util';
import { builtAgain, WAYS } from '../site/same.ts';
import { figure, finish } from './figures.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const { files, differing } = builtAgain(WAYS);
for (const path of differing) console.log(`      ${path}`);
figure(`files that differ in ${WAYS.length} builds of ${files} files`, differing.length, '', 'at most', 0);
finish(values.check);
