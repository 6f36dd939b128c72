import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroConfig } from 'astro';
import type { Host } from '../base/host.ts';

const COLLECTIONS = `import { postilCollections } from 'postil/collections';

export const collections = postilCollections();
`;

/**
 * Refuses an Astro project that Postil was added to by half, as by `astro add postil`: pages would be missing, or
 * there twice.
 *
 * @throws Error that says what to do by hand; Astro shows it as it is.
 */
export async function checkProject(
  { integrations, srcDir }: Pick<AstroConfig, 'integrations' | 'srcDir'>,
  host: Host,
): Promise<void> {
  if (integrations.some(({ name }) => name === '@astrojs/starlight'))
    throw new Error(
      'Postil brings Starlight with it: take starlight({ … }) out of the integrations, and give its settings to postil({ starlight: { … } }).',
    );
  const files = ['ts', 'mts', 'js', 'mjs'].map((kind) =>
    join(fileURLToPath(srcDir), `content.config.${kind}`),
  );
  const sizes = await Promise.all(files.map((file) => host.size(file)));
  if (sizes.every((size) => size === null))
    throw new Error(`There is no ${files[0]}, so no page would be found. It should hold:\n\n${COLLECTIONS}`);
}
