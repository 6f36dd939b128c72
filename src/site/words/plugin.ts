import type { StarlightPlugin } from '@astrojs/starlight/types';
import { asStarlightHas, LANGUAGES, type Say, speaker } from './say.ts';

/**
 * Gives Starlight our words, so that a site has others in their place in the way that Starlight has for its own.
 *
 * @param onSay is lent the words for what is no page: the sidebar, the search index. What it returns are settings.
 */
export const wordsPlugin = (
  language: string,
  onSay: (say: Say) => Parameters<ConfigSetup['updateConfig']>[0],
): StarlightPlugin => ({
  name: 'postil-words',
  hooks: {
    'i18n:setup'({ injectTranslations }) {
      const words = Object.entries(LANGUAGES).map(([each, own]) => [each, asStarlightHas(own)]);
      injectTranslations(Object.fromEntries(words));
    },
    'config:setup'({ useTranslations, updateConfig }) {
      updateConfig(onSay(speaker(language, useTranslations(language).all() as Record<string, string>)));
    },
  },
});

type ConfigSetup = Parameters<NonNullable<StarlightPlugin['hooks']['config:setup']>>[0];
