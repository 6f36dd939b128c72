/** One line of a body: how many quote marks stood before it, and what stood after them. */
export interface Line {
  readonly depth: number;
  readonly text: string;
  /** Its depth is worked out from how mail programs wrap and indent, and not from its marks alone. */
  readonly unsure?: true;
}

export const isBlank = ({ text }: Line): boolean => text.trim() === '';
