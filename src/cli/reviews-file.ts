import type { Checked } from '../base/diagnostic.ts';
import type { Host } from '../base/host.ts';
import { noReviews, type Review, readReviews } from '../citations/rules/reviews.ts';

/** Where reviews are kept unless somebody says otherwise. */
export const REVIEWS_FILE = 'reviews.yaml';

/** The reviews of a file that was named, which has to be there, or of the usual one, which need not. */
export async function reviewsFor(named: string | undefined, host: Host): Promise<Checked<readonly Review[]>> {
  const file = named ?? REVIEWS_FILE;
  if (named !== undefined && (await host.read(file)) === null)
    return { verified: [], diagnostics: [noReviews(file)] };
  return readReviews(file, host);
}
