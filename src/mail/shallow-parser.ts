import { type Handler, Parser, type ParserOptions } from 'htmlparser2';
import { LIMITS } from '../base/limits.ts';

/**
 * A parser of HTML and XML that holds only so many elements open: each that opens or closes costs the number of those
 * that are open. What is deeper is read as if it closed at once, so that its words stay.
 */
export class ShallowParser extends Parser {
  readonly #open: { count: number };
  #is: 'opening' | 'closing' | null = null;
  #isTooDeep = false;

  constructor(handler: Partial<Handler>, options: ParserOptions = {}) {
    const open = { count: 0 };
    super(
      {
        ...handler,
        onopentagname(name) {
          open.count += 1;
          handler.onopentagname?.(name);
        },
        onclosetag(name, isImplied) {
          open.count -= 1;
          handler.onclosetag?.(name, isImplied);
        },
      },
      options,
    );
    this.#open = open;
  }

  override onopentagname(start: number, end: number): void {
    this.#is = 'opening';
    super.onopentagname(start, end);
    this.#is = null;
  }

  override onclosetag(start: number, end: number): void {
    this.#is = 'closing';
    super.onclosetag(start, end);
    this.#is = null;
  }

  /** Elements that close at once are those that HTML calls void; this is asked when one opens and again when its tag ends. */
  protected override isVoidElement(name: string): boolean {
    if (super.isVoidElement(name)) return true;
    if (this.#is === 'opening') this.#isTooDeep = this.#open.count >= LIMITS.elementDepth;
    return this.#is !== 'closing' && this.#isTooDeep;
  }
}
