/** A line in pieces: what is pointed out in it, and what stands around that. */
export function cutAt(
  line: string,
  mark: string | undefined,
): readonly { readonly text: string; readonly isMarked: boolean }[] {
  const at = mark === undefined || mark === '' ? -1 : line.indexOf(mark);
  if (mark === undefined || at === -1) return [{ text: line, isMarked: false }];
  return [
    { text: line.slice(0, at), isMarked: false },
    { text: mark, isMarked: true },
    { text: line.slice(at + mark.length), isMarked: false },
  ].filter(({ text }) => text !== '');
}
