import type { SiteTree } from '../../citations/site.ts';

/** Versions as one speaks of them, "6.12" of "6.12.117": whole where two of the site would have one name. */
export function shortVersions(trees: readonly Pick<SiteTree, 'version'>[]): string[] {
  const short = trees.map(({ version }) => /^\d+\.\d+/.exec(version)?.[0] ?? version);
  return trees.map(({ version }, at) => {
    const own = short[at] ?? version;
    return short.indexOf(own) === short.lastIndexOf(own) ? own : version;
  });
}
