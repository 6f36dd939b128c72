import { i18nLoader } from '@astrojs/starlight/loaders';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { type CollectionConfig, defineCollection } from 'astro/content/config';
import { glob, type Loader } from 'astro/loaders';
import { faultsIn } from './words/own-words.ts';

export interface PostilCollections {
  readonly docs: CollectionConfig<ReturnType<ReturnType<typeof docsSchema<never>>>>;
  readonly rules: CollectionConfig<never>;
  readonly experiments: CollectionConfig<never>;
  readonly notes: CollectionConfig<never>;
  readonly glossary: CollectionConfig<never>;
  readonly i18n: CollectionConfig<ReturnType<typeof i18nSchema>>;
}

/**
 * The content collections of a Postil site, for its `src/content.config.ts`. Pages are MDX only: a fault while
 * a plain .md page renders would publish an empty page.
 *
 * @param contentFolder where authors write, relative to the project's root.
 */
export function postilCollections(contentFolder = 'content'): PostilCollections {
  const pages = (...pattern: string[]): Loader => mayBeEmpty(glob({ base: contentFolder, pattern }));
  return {
    docs: defineCollection({
      loader: pages('index.mdx', 'start.mdx', 'explainers/**/*.mdx', 'reference/**/*.mdx'),
      schema: docsSchema(),
    }),
    rules: defineCollection({ loader: pages('rules/**/*.mdx') }),
    experiments: defineCollection({ loader: pages('experiments/*/index.mdx') }),
    notes: defineCollection({ loader: pages('notes/*.mdx') }),
    glossary: defineCollection({ loader: pages('glossary/**/*.mdx') }),
    i18n: defineCollection({
      loader: neverEmpty(mayBeEmpty(i18nLoader(), NO_FOLDER)),
      schema: wordsSchema(),
    }),
  };
}

/** A site need not have notes, rules, a glossary or words of its own; Astro warns of a pattern that nothing matches. */
const NOTHING = /^No files found matching/;
const NO_FOLDER = /^No files found matching|^The base directory "[^"]+" does not exist/;

const mayBeEmpty = (loader: Loader, expected = NOTHING): Loader => ({
  ...loader,
  load: (context) => {
    const logger = context.logger.fork(loader.name);
    const warn = logger.warn.bind(logger);
    logger.warn = (text) => {
      if (!expected.test(text)) warn(text);
    };
    return loader.load({ ...context, logger });
  },
});

/** Words that a site has in the place of ours or of Starlight's, in src/content/i18n. */
const wordsSchema = (): ReturnType<typeof i18nSchema> =>
  i18nSchema().superRefine((words, context) => {
    for (const message of faultsIn(words)) context.addIssue({ code: 'custom', message });
  });

/** Starlight asks for its words on every page, and Astro warns of a collection that has nothing in it. */
const neverEmpty = (loader: Loader): Loader => ({
  ...loader,
  load: async (context) => {
    await loader.load(context);
    if (context.store.keys().length === 0) context.store.set({ id: 'en', data: {} });
  },
});
