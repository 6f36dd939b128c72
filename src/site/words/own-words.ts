import { lookUp } from '../../base/look-up.ts';
import { closestName } from '../../citations/words/closest.ts';
import { EN } from './en.ts';
import { asStarlightHas, PREFIX } from './say.ts';

const OURS: Readonly<Record<string, string>> = asStarlightHas(EN);

/** What else ends a key, by what a language does with numbers. */
const FORM = /_(?:zero|one|two|few|many|other)$/;

const PLACES = /\{\{(\w+)\}\}/g;

/** What is wrong with the words that a site has in the place of ours, each in a sentence; Starlight's own are not ours to judge. */
export function faultsIn(own: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(own).flatMap(([key, text]) => {
    if (!key.startsWith(PREFIX)) return [];
    const ours = lookUp(OURS, key) ?? lookUp(OURS, key.replace(FORM, '_other'));
    if (ours === undefined) {
      const meant = closestName(key, Object.keys(OURS));
      return [`There is no word "${key}"${meant ? `; did you mean "${meant}"?` : '.'}`];
    }
    if (typeof text !== 'string') return [`"${key}" should be text.`];
    const places = placesIn(ours);
    return placesIn(text)
      .filter((place) => !places.includes(place))
      .map((place) =>
        places.length === 0
          ? `"${key}" has nothing that is filled in, and no {{${place}}}.`
          : `"${key}" has no {{${place}}}; it has ${places.map((each) => `{{${each}}}`).join(', ')}.`,
      );
  });
}

export const placesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(PLACES)].flatMap(([, place]) => place ?? [])),
];
