import { sha256 } from '../../base/hash.ts';

/** A section of a MAINTAINERS file, as Linux has it and others after it: a heading, and lines of a letter and a value. */
export interface Section {
  readonly heading: string;
  /** Lines of the file, from 1: of the heading, and the last of the section. */
  readonly lines: readonly [number, number];
  /** SHA-256 of those lines, joined by LF. */
  readonly sha256: string;
  readonly people: readonly Named[];
}

/** Somebody whom a section names. */
export interface Named {
  /** The letter before the name: M, R. */
  readonly letter: string;
  readonly name: string;
  readonly line: number;
}

/** What each letter stands for, as far as people are named by it. */
export const DUTIES = { maintainer: 'M', reviewer: 'R' } as const;

const NAMES_PEOPLE: ReadonlySet<string> = new Set(Object.values(DUTIES));

/** `M:	Ada Reed <ada@example.org>`; the address is nobody's business here. */
const FIELD = /^(?<letter>[A-Z]):\s{1,9}(?<value>[^\s].{0,500})$/;

/**
 * The sections of a MAINTAINERS file, in order. A section begins with a line that is no field, right before one that is, and ends
 * before an empty line.
 */
export function sectionsOf(text: string): Section[] {
  const lines = text.split(/\r?\n/);
  const sections: Section[] = [];
  for (let at = 0; at + 1 < lines.length; at += 1) {
    const heading = (lines[at] ?? '').trim();
    if (heading === '' || FIELD.test(lines[at] ?? '') || !FIELD.test(lines[at + 1] ?? '')) continue;
    let last = at + 1;
    while (last + 1 < lines.length && (lines[last + 1] ?? '').trim() !== '') last += 1;
    sections.push({
      heading,
      lines: [at + 1, last + 1],
      sha256: sha256(lines.slice(at, last + 1).join('\n')),
      people: lines.slice(at + 1, last + 1).flatMap((line, index): Named[] => {
        const { letter = '', value = '' } = FIELD.exec(line)?.groups ?? {};
        const name = value
          .replace(/<[^<>]{0,200}>.*$/, '')
          .trim()
          .replace(/^"|"$/g, '');
        return NAMES_PEOPLE.has(letter) && name !== '' ? [{ letter, name, line: at + 2 + index }] : [];
      }),
    });
    at = last;
  }
  return sections;
}
