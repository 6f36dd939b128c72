import { defineCollection } from 'astro:content';
import { docsSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';

/**
 * The content collections of a Postil site, for its `src/content.config.ts`. Pages are MDX only: a fault while
 * a plain .md page renders would publish an empty page.
 *
 * @param contentFolder where authors write, relative to the project's root.
 */
export const postilCollections = (contentFolder = 'content') => ({
  docs: defineCollection({
    loader: glob({
      base: contentFolder,
      pattern: ['index.mdx', 'start.mdx', 'explainers/**/*.mdx', 'reference/**/*.mdx'],
    }),
    schema: docsSchema(),
  }),
  rules: defineCollection({ loader: glob({ base: contentFolder, pattern: 'rules/**/*.mdx' }) }),
  notes: defineCollection({ loader: glob({ base: contentFolder, pattern: 'notes/*.mdx' }) }),
  glossary: defineCollection({ loader: glob({ base: contentFolder, pattern: 'glossary/**/*.mdx' }) }),
});
