import { named } from './arrange.ts';
import { type Kind, NAMED } from './kinds.ts';
import { messageWord } from './message-word.ts';
import type { Engine, Found } from './pagefind.ts';

/** How many of each kind are asked for by their name. */
const OF_EACH = 3;

/**
 * Loads the engine that knows the text of all pages.
 *
 * @param script where it stands.
 * @param base the path that the site is served under.
 */
export async function engineAt(script: string, base: string): Promise<Engine> {
  const engine = (await import(/* @vite-ignore */ script)) as Engine;
  await engine.options({ baseUrl: base });
  await engine.init();
  return engine;
}

/**
 * What the engine knows by the name that was typed: a message by its Message-ID, and things of kinds of which not all are among
 * the answers.
 */
export async function namesIn(engine: Engine, query: string, unknown: readonly Kind[]): Promise<Found[]> {
  const word = messageWord(query);
  const kinds = NAMED.filter((kind) => (kind === 'message' ? word !== null : unknown.includes(kind)));
  const found = await Promise.all(
    kinds.map(async (kind) => {
      const { results } = await engine.search(word ?? query, { filters: { kind } });
      return Promise.all(results.slice(0, OF_EACH).map((hit) => hit.data()));
    }),
  );
  const entries = found.flat().map((each) => ({ found: each, ...calledIn(each) }));
  return named(query, entries).map((each) => each.found);
}

const calledIn = ({ meta: { title = '', also = '', kind = 'page' } }: Found) => ({
  kind: kind as Kind,
  name: title,
  also: also.split(' '),
});
