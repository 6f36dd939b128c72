import { around } from 'virtual:postil/around';
import { type Say, speaker } from './say.ts';

/** What Astro tells a component, or a route, of its page's language. */
interface Told {
  readonly currentLocale: string | undefined;
  readonly locals: { readonly t: { all(): object } };
}

const known = new WeakMap<object, Say>();

/** The words of the interface on a page: ours, and those that the site has in their place, as Starlight has read them. */
export function sayOn({ currentLocale = 'en', locals }: Told): Say {
  const own = locals.t.all() as Record<string, string>;
  const say = known.get(own) ?? speaker(currentLocale, own);
  known.set(own, say);
  return say;
}

const { language, words } = around;
const onSite = speaker(language, words);

/** The same where no page is at hand: what is worked out for all of them. */
export const sayOnSite = (): Say => onSite;
