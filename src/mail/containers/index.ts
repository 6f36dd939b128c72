import type { Container } from './container.ts';
import { gzip } from './gzip.ts';
import { packed } from './packed.ts';
import { tar } from './tar.ts';
import { zip } from './zip.ts';

export const CONTAINERS: readonly Container[] = [gzip, tar, zip, packed];
