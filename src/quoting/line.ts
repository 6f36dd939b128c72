/** One line of a body: how many quote marks stood before it, and what stood after them. */
export interface Line {
  readonly depth: number;
  readonly text: string;
}

export const isBlank = ({ text }: Line): boolean => text.trim() === '';
