/**
 * The file that has the card of a link's target. Each is about one thing: a page that names two words of the glossary must not
 * fetch what is known of ten thousand messages.
 *
 * @param address of what the card is about, inside the site.
 */
export function cardFile(address: string): string {
  const [, kind = '', name = ''] = address.split('/');
  if (kind === 'threads') return `threads/${name}`;
  return kind === 'people' ? `people-${/^[a-z]/.exec(name)?.[0] ?? 'others'}` : kind;
}
