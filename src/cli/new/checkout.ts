import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout that this program is part of; a new site is built with it until Postil is published as a package. */
const CHECKOUT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** The path from a site's folder to the checkout. */
export const checkoutFrom = (site: string): string => relative(resolve(site), CHECKOUT).split(sep).join('/');

/** Lends a site the packages of the checkout, so that nothing has to be installed. */
export function lendPackages(site: string): void {
  mkdirSync(resolve(site), { recursive: true });
  symlinkSync(join(CHECKOUT, 'node_modules'), resolve(site, 'node_modules'), 'junction');
}
