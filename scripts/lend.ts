import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Lends a site below this checkout the package `postil` as it stands here, uncompiled. Its other packages are found
 * where those of the checkout are.
 */
export function lendPostil(site: string): void {
  const own = join(site, 'node_modules/postil');
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  const exports = {
    '.': './src/index.ts',
    './collections': './src/site/collections.ts',
    './components/*': './src/site/components/*',
    './schemas/*': './schemas/*',
  };
  writeFileSync(join(own, 'package.json'), JSON.stringify({ name: 'postil', type: 'module', exports }));
  for (const folder of ['src', 'schemas'])
    symlinkSync(resolve(import.meta.dirname, '..', folder), join(own, folder), 'junction');
}
