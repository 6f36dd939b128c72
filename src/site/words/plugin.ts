import type { StarlightPlugin } from '@astrojs/starlight/types';
import { asStarlightHas, LANGUAGES } from './say.ts';

/**
 * Gives Starlight our words, so that a site has others in their place in the way that Starlight has for its own.
 *
 * @param onWords is lent what Starlight has read, for what is no page: the sidebar, the search index. It returns settings.
 */
export const wordsPlugin = (
  language: string,
  onWords: (words: Readonly<Record<string, string>>) => Parameters<ConfigSetup['updateConfig']>[0],
): StarlightPlugin => ({
  name: 'postil-words',
  hooks: {
    'i18n:setup'({ injectTranslations }) {
      const words = Object.entries(LANGUAGES).map(([each, own]) => [each, asStarlightHas(own)]);
      injectTranslations(Object.fromEntries(words));
    },
    'config:setup'({ useTranslations, updateConfig }) {
      updateConfig(onWords(useTranslations(language).all() as Record<string, string>));
    },
  },
});

type ConfigSetup = Parameters<NonNullable<StarlightPlugin['hooks']['config:setup']>>[0];
