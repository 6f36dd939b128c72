import { type Diagnostic, diagnose, errorsIn } from '../../base/diagnostic.ts';
import { type Host, readText } from '../../base/host.ts';
import { withContext } from '../../base/line-diff.ts';
import { lookUp } from '../../base/look-up.ts';
import { whileFetching } from '../../base/node-progress.ts';
import { startOf } from '../../base/position.ts';
import type { ChangedPlace } from '../../citations/rules/review.ts';
import { type ReviewedTree, reviewedTrees } from '../../citations/rules/reviewed-trees.ts';
import { type Review, readReviews, withReviews } from '../../citations/rules/reviews.ts';
import { reviewKey } from '../../citations/rules/seen.ts';
import { lockFile, replaceLock, verifySite } from '../../citations/verify.ts';
import { readLock } from '../../sources/lock.ts';
import { namedTrees } from '../named-trees.ts';
import type { Context, Report } from '../report.ts';
import { REVIEWS_FILE } from '../reviews-file.ts';

export interface ReviewOptions {
  readonly content: string;
  readonly tree?: readonly string[];
  readonly as?: 'holds' | 'broken';
  readonly by?: string;
  readonly reviews?: string;
}

/**
 * `postil review`: what has changed in the code that rules rest on since somebody looked, beside what is most like it. With
 * --as, records what its reader found: for a tree of the reader's own in a file of the reader's, else in the lock.
 */
export async function review(
  rules: readonly string[],
  options: ReviewOptions,
  { host, cacheFolder }: Context,
): Promise<Report> {
  const { content } = options;
  const file = options.reviews ?? REVIEWS_FILE;
  if (options.as !== undefined && (options.by ?? '').trim() === '')
    return {
      output: null,
      diagnostics: [
        diagnose('review-unsigned', startOf(file), {
          message: 'Nobody is named who has looked at the code.',
        }),
      ],
    };
  const unkept = (message: string) => diagnose('review-unkept', startOf(file), { message });
  if (options.as !== undefined && rules.length === 0)
    return { output: null, diagnostics: [unkept('No rule is named whose code has been looked at.')] };
  const kept = await readReviews(file, host);
  const asked = {
    contentFolder: content,
    host,
    cacheFolder,
    places: namedTrees(options.tree ?? []),
    rules,
    reviews: kept.verified,
  };
  // What is to be kept must be at hand.
  const found = await (options.as === undefined
    ? reviewedTrees(asked)
    : whileFetching((onProgress) => reviewedTrees({ ...asked, onProgress })));
  const diagnostics = [...kept.diagnostics, ...found.diagnostics];
  if (errorsIn(diagnostics).length > 0) return { output: null, diagnostics };
  const { as: verdict, by = '' } = options;
  if (verdict === undefined) return { output: shown(found.trees), diagnostics };
  const date = new Date().toISOString().slice(0, 10);
  if (found.isOwn)
    return {
      output: await keepOwn(found.trees, { verdict, by, date }, { file, host }),
      diagnostics,
    };
  return verdict === 'broken'
    ? {
        output: null,
        diagnostics: [unkept('What is broken in a tree of the site, the checks of the rule have to say.')],
      }
    : await keepLocked(found.trees, { by, date }, { content, rules }, { host, cacheFolder });
}

function shown(trees: readonly ReviewedTree[]): string {
  const blocks = trees.flatMap(({ name, version, rules }) =>
    rules
      .filter(({ changed }) => changed.length > 0)
      .flatMap(({ slug, title, changed }) => [
        `${name} (${version})  ${slug}: ${title}`,
        ...changed.map(placeAsText),
      ]),
  );
  return blocks.length === 0
    ? 'All code that these rules rest on is as somebody has seen it.'
    : blocks.join('\n\n');
}

function placeAsText({ place, path, line, nearest, lines }: ChangedPlace): string {
  const where = line === null ? `${place}: the tree does not have it` : `${place}  ${path}:${line}`;
  const beside = nearest === null ? 'nobody has looked at it in a tree that is at hand' : `beside ${nearest}`;
  const told = withContext(lines, 3).map((each) => (each === null ? '  …' : `${each.mark} ${each.text}`));
  return [`${where}, ${beside}`, ...told].join('\n');
}

interface Signed {
  readonly verdict: 'holds' | 'broken';
  readonly by: string;
  readonly date: string;
}

async function keepOwn(
  trees: readonly ReviewedTree[],
  { verdict, by, date }: Signed,
  { file, host }: { readonly file: string; readonly host: Host },
): Promise<string> {
  const added: Review[] = [];
  const told: string[] = [];
  for (const { name, version, rules } of trees)
    for (const { slug, marks } of rules) {
      if (marks === null) told.push(`${slug}: its code in ${name} is not at hand, and not kept`);
      else if (Object.keys(marks).length === 0) told.push(`${slug}: it rests on no code, so nothing is kept`);
      else {
        added.push({ rule: slug, verdict, by, date, tree: `${name} ${version}`, places: marks });
        told.push(`${slug}: ${verdict}`);
      }
    }
  if (added.length === 0) return told.join('\n');
  await host.alone(file, async () => {
    // Two of one project may look at once.
    const { verified: old } = await readReviews(file, host);
    await host.write(file, new TextEncoder().encode(withReviews(await readText(file, host), old, added)));
  });
  return [...told, `wrote ${file}`].join('\n');
}

/** The site's own trees: what was looked at is kept in the lock, and the rule's checks say what it means. */
async function keepLocked(
  trees: readonly ReviewedTree[],
  { by, date }: Pick<Signed, 'by' | 'date'>,
  { content, rules }: { readonly content: string; readonly rules: readonly string[] },
  { host, cacheFolder }: Context,
): Promise<Report> {
  const seen: Record<string, Record<string, { by: string; date: string; trees: string[] }>> = {};
  for (const { name, rules: all } of trees)
    for (const { slug, marks } of all)
      for (const [place, mark] of Object.entries(marks ?? {})) {
        const key = reviewKey({ slug }, place);
        const own = lookUp(seen, key) ?? {};
        seen[key] = own;
        own[mark] = { by, date, trees: [...(lookUp(own, mark)?.trees ?? []), name] };
      }
  const file = lockFile(content);
  for (;;) {
    const verified = await whileFetching((onProgress) =>
      verifySite({
        contentFolder: content,
        host,
        cacheFolder,
        onProgress,
        updating: true,
        looked: seen,
        today: date,
      }),
    );
    const faults: readonly Diagnostic[] = errorsIn(verified.diagnostics);
    if (faults.length > 0 || !('lock' in readLock(file, verified.lock)))
      return { output: 'the lock is left as it was', diagnostics: faults };
    // What another process has put into the lock meanwhile stays there.
    if (await replaceLock(content, verified, host)) break;
  }
  const away = trees.flatMap(({ name, rules: all }) =>
    all.flatMap(({ slug, marks }) =>
      marks === null ? [`${slug}: its code in ${name} is not at hand, and not kept`] : [],
    ),
  );
  const kept = `${away.length > 0 ? 'of the others' : rules.join(', ')}: the code is kept as seen by ${by}; wrote ${file}`;
  return { output: [...away, kept].join('\n'), diagnostics: [] };
}
