import type { StarlightUserConfig } from '@astrojs/starlight/types';
import { z } from 'zod';
import { lookUp } from '../base/look-up.ts';
import { closestName } from '../citations/words/closest.ts';
import type { Sources } from './built/policy.ts';

export interface PostilOptions {
  /** The site's name. */
  readonly title: string;
  /**
   * Where authors write, relative to the project's root; `postilCollections()` takes the same.
   *
   * @default 'content'
   */
  readonly contentFolder?: string;
  /**
   * Passed on to Starlight; what Postil sets itself (title, sidebar, code blocks) can be overridden.
   *
   * @default {}
   */
  readonly starlight?: Partial<StarlightUserConfig>;
  /**
   * What the content security policy of built pages allows beside the site itself, by directive:
   * `{ 'script-src': ['https://stats.example'] }`. False for pages without a policy.
   *
   * @default {}
   */
  readonly policy?: Sources | false;
  /**
   * Mail addresses that pages may show, as those who read mail there want it: `'baskets@lists.example'`, or all of a host,
   * `'@lists.example'`. Those in mail are masked else, and a build ends where an author has written another.
   *
   * @default []
   */
  readonly addresses?: readonly string[];
  /**
   * Where readers tell of a mistake, with `{title}` and `{body}` in it, which are filled in with the page or the words that
   * it is about: `'https://forge.example/books/issues/new?title={title}&body={body}'`, or
   * `'mailto:books@lists.example?subject={title}&body={body}'`.
   */
  readonly report?: string;
}

/** Starlight checks its own settings, and says what is wrong with them. */
const Options = z.object({
  title: z.string().min(1),
  contentFolder: z.string().min(1).optional(),
  starlight: z.record(z.string(), z.unknown()).optional(),
  addresses: z.array(z.string().regex(/^[^\s@]*@[^\s@]+$/)).optional(),
  report: z
    .string()
    .regex(/^(?:https:\/\/|mailto:)(?=.*\{title\})(?=.*\{body\})[^\s<>"]{1,500}$/)
    .optional(),
  policy: z.union([z.literal(false), z.record(z.string(), z.array(z.string()))]).optional(),
});

/**
 * Refuses what is no option, or not of its kind.
 *
 * @throws Error that says of each what is wrong and what was meant; Astro shows it as it is.
 */
export function checkOptions(options: unknown): void {
  const known = Object.keys(Options.shape);
  const given = typeof options === 'object' && options !== null ? options : {};
  const { error } = Options.safeParse(given);
  const faults = [
    ...Object.keys(given)
      .filter((name) => !known.includes(name))
      .map((name) => {
        const meant = closestName(name, known);
        return `"${name}" is no option${meant ? `; did you mean "${meant}"?` : `. There are: ${known.join(', ')}.`}`;
      }),
    ...(error?.issues ?? []).map(
      ({ path: [name] }) => `"${String(name)}" should be ${lookUp(KINDS, String(name))}.`,
    ),
  ];
  if (faults.length > 0)
    throw new Error(`postil({ … }) in the Astro settings:\n${faults.map((each) => `- ${each}`).join('\n')}`);
}

const KINDS: Readonly<Record<string, string>> = {
  title: 'the name of the site, in quotes; it must be there',
  contentFolder: 'the path of a folder, in quotes',
  starlight: 'an object with settings for Starlight',
  addresses: "a list of mail addresses, each as 'name@host' or '@host'",
  report: 'an address that begins with https: or mailto: and has {title} and {body} in it',
  policy: "false, or lists of sources by directive: { 'script-src': ['https://stats.example'] }",
};
