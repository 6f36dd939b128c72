import { extname } from 'node:path';

/** A module of ours by its name in this repository; the package holds them compiled. */
export const asHere = (file: string): string => file.replace(/\.ts$/, extname(import.meta.url));
