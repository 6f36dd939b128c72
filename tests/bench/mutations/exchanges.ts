import type { Kind } from './mutant.ts';

/** Ways to make a conversation of quotes false. */
export const EXCHANGE_KINDS: readonly Kind[] = [
  {
    name: 'exchange: answer before question',
    draw(subject, random) {
      const exchanges = [...new Set(subject.quotes.map(({ page }) => page))].flatMap((page) =>
        page.exchanges.map((exchange) => ({ page, exchange })),
      );
      if (exchanges.length === 0) return null;
      const { page, exchange } = random.pick(exchanges);
      const [first, second] = exchange.quotes.map((key) => page.uses.find((use) => use.key === key));
      if (!first || !second) return null;
      const spanOf = ({ tag, content }: typeof first) => ({
        start: page.source.lastIndexOf('<', tag.nameEnd),
        end: content.end + '</Quote>'.length,
      });
      const [a, b] = [spanOf(first), spanOf(second)];
      const { source } = page;
      const [one, other] = [source.slice(a.start, a.end), source.slice(b.start, b.end)];
      const made = `${source.slice(0, a.start)}${other}${source.slice(a.end, b.start)}${one}${source.slice(b.end)}`;
      return { page, source: made, mistake: { start: a.start, end: b.end }, isTrue: false };
    },
  },
];
