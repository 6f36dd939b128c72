import type { Container } from './container.ts';
import { gzip } from './gzip.ts';
import { tar } from './tar.ts';

export const CONTAINERS: readonly Container[] = [gzip, tar];
