import type { StarlightUserConfig } from '@astrojs/starlight/types';

/** The language of a site, as Starlight's settings have it. */
export const languageOf = ({ locales }: Pick<Partial<StarlightUserConfig>, 'locales'>): string =>
  locales?.root?.lang ?? 'en';
