import type { Code } from '../base/catalogue.ts';

/** A stream of mail that cannot go on. It is thrown inside the room only: its public file makes a diagnostic of it. */
export class MailFault extends Error {
  readonly code: Code;
  readonly fix: string | undefined;

  constructor(code: Code, message: string, fix?: string) {
    super(message);
    this.code = code;
    this.fix = fix;
  }
}
