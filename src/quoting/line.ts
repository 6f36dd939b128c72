/** One line of a body: how many quote marks stood before it, and what stood after them. */
export interface Line {
  readonly depth: number;
  readonly text: string;
  /** Its depth is worked out from how mail programs wrap and indent, and not from its marks alone. */
  readonly unsure?: true;
}

/** Nearly every line that is not blank begins with a visible letter of ASCII. */
export function isBlank({ text }: Line): boolean {
  const first = text.charCodeAt(0);
  return !(first > 0x20 && first < 0x7f) && text.trim() === '';
}
