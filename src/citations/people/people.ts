import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import { lineMap } from '../../base/position.ts';
import { remembered } from '../../base/remembered.ts';
import { shownJson } from '../../base/shown-text.ts';
import { browseUrl } from '../../sources/browse.ts';
import { isHarmlessPath, type Sources, type WantedFile } from '../../sources/excerpt.ts';
import { type Lock, type LockedLines, settled } from '../../sources/lock.ts';
import type { Tree, Trees } from '../../sources/tree.ts';
import { howToHave } from '../../sources/trees-file.ts';
import type { WrittenReference } from '../prose/references.ts';
import { verifyClaim } from '../quotes/quote.ts';
import type { RoleBasis, SiteRole } from '../site.ts';
import { writersIn } from '../threads/people.ts';
import type { Threads } from '../threads/quotable.ts';
import { closestName } from '../words/closest.ts';
import { wordsInYaml } from '../words/quote-words.ts';
import { DUTIES, type Section, sectionsOf } from './maintainers.ts';
import type { People, WrittenPerson, WrittenRole } from './people-file.ts';

/** People by name, each with what is known of them, and what the lock is to say of the sections that name them. */
export interface VerifiedPeople extends Checked<Readonly<Record<string, readonly SiteRole[]>>> {
  readonly locked: Lock['people'];
}

/** What the roles of people are held against. */
export interface Introduced {
  readonly threads: Threads;
  readonly references: readonly WrittenReference[];
  readonly trees: Trees;
  readonly sources: Pick<Sources, 'file'>;
  readonly lock: Lock;
  /** True when the lock is about to be rewritten. */
  readonly updating: boolean;
  /** Today's date, for what is new in the lock. */
  readonly today: string | undefined;
}

/** The files that name people, in the trees that authors name. */
export const wantedForPeople = ({ people }: People, trees: Trees): WantedFile[] =>
  people.flatMap(({ roles }) =>
    roles.flatMap(({ maintainers }) =>
      maintainers && lookUp(trees, maintainers.tree) && isHarmlessPath(maintainers.file)
        ? [{ tree: maintainers.tree, path: maintainers.file }]
        : [],
    ),
  );

/** Checks who people are said to be: against MAINTAINERS files, their own mail, and what the site cites from outside. */
export function verifyPeople(written: People, given: Introduced): VerifiedPeople {
  // The file of a tree is long, and names many people: it is read once.
  const sections = remembered(sectionsOf, { most: 8, longest: Number.POSITIVE_INFINITY });
  const writers = writersIn([...given.threads.values()].map(({ thread }) => thread));
  const locked: Record<string, LockedLines> = {};
  const verified: Record<string, readonly SiteRole[]> = {};
  const diagnostics: Diagnostic[] = [];
  for (const person of written.people) {
    if (!writers.includes(person.name)) {
      diagnostics.push(stranger(person, writers));
      continue;
    }
    const roles = person.roles.map((role, index) =>
      verifyRole(person, role, index, written, { ...given, sections }),
    );
    diagnostics.push(...roles.flatMap((role) => role.diagnostics));
    for (const { entry } of roles) if (entry) locked[entry.key] = entry.lines;
    const known = roles.flatMap((role) => role.verified ?? []);
    if (known.length > 0) verified[person.name] = known;
  }
  return { verified, locked, diagnostics };
}

const stranger = ({ name, place }: WrittenPerson, writers: readonly string[]): Diagnostic =>
  diagnose('person-unknown', place, {
    message: `Nobody of the name "${name}" wrote anything in the threads of this site.`,
    closest: closestName(name, writers),
  });

interface Known extends Introduced {
  readonly sections: (text: string) => readonly Section[];
}

interface RoleVerdict extends Checked<SiteRole | null> {
  readonly entry?: { readonly key: string; readonly lines: LockedLines };
}

function verifyRole(
  person: WrittenPerson,
  role: WrittenRole,
  index: number,
  written: People,
  given: Known,
): RoleVerdict {
  const { does, named = person.name, maintainers, reference } = role;
  const { basis, ...rest } = maintainers
    ? bySection({ ...person, name: named }, maintainers, index, given)
    : reference === undefined
      ? byMail(person, role, index, written, given)
      : byReference({ ...person, name: named }, reference, index, given);
  return { ...rest, verified: basis && { does, basis } };
}

/** What shows a role; null where nothing does. */
interface Shown extends Omit<RoleVerdict, 'verified'> {
  readonly basis: RoleBasis | null;
}

const refuse = (...diagnostics: Diagnostic[]): Shown => ({ basis: null, diagnostics });

/** The lock's name for a section. */
const keyOf = ({ tree, file, section }: NonNullable<WrittenRole['maintainers']>): string =>
  `${tree} ${file} ${section}`;

function bySection(
  person: WrittenPerson,
  said: NonNullable<WrittenRole['maintainers']>,
  index: number,
  { trees, sources, lock, updating, today, sections: sectionsIn }: Known,
): Shown {
  const tree = lookUp(trees, said.tree);
  const at = (field: keyof typeof said) => person.placeOf(index, 'maintainers', field);
  if (!tree)
    return refuse(
      diagnose('person-unbacked', at('tree'), {
        message: `There is no tree "${said.tree}".`,
        closest: closestName(said.tree, Object.keys(trees)),
      }),
    );
  if (!isHarmlessPath(said.file))
    return refuse(
      diagnose('person-unbacked', at('file'), { message: `"${said.file}" leads out of the tree.` }),
    );
  const key = keyOf(said);
  const old = lookUp(lock.people, key);
  const file = sources.file({ tree: said.tree, path: said.file });
  const told = (lines: LockedLines, diagnostics: readonly Diagnostic[] = []): Shown => ({
    basis: {
      kind: 'maintainers',
      tree: said.tree,
      version: lines.version,
      file: said.file,
      section: said.section,
      url: browseUrl(tree, said.file, lines.lines[0]),
    },
    diagnostics,
    entry: { key, lines },
  });
  if (file.state === 'unavailable')
    return old
      ? told(old)
      : refuse(
          diagnose('people-unread', at('section'), {
            message: `${said.tree} is not on this machine, and nobody has looked up this section in it.`,
            fix: howToHave(said.tree, tree),
          }),
        );
  const sections = file.state === 'found' ? sectionsIn(file.text) : [];
  const section = sections.find(({ heading }) => heading === said.section);
  const fault = sectionFault(person, said, section, sections);
  if (fault) return refuse(diagnose('person-unbacked', at(fault.field), fault));
  const { lines, sha256 } = section as Section;
  const found = { lines: [...lines] as [number, number], sha256, version: file.version };
  const entry = settled(found, old, tree as Tree, today, (a, b) => a.sha256 === b.sha256);
  const isKnown = updating || (old && (old.version !== file.version || old.sha256 === sha256));
  return told(
    // A later point release has other lines than the version that links lead to.
    !updating && old ? old : entry,
    isKnown
      ? []
      : [
          diagnose('people-unread', at('section'), {
            message: old
              ? `The section is another one in ${file.version} than was locked.`
              : 'The section has not been locked yet.',
          }),
        ],
  );
}

/** Why a section does not show what is said of a person; null where it does. */
function sectionFault(
  { name }: WrittenPerson,
  { section: heading, as, file, tree }: NonNullable<WrittenRole['maintainers']>,
  section: Section | undefined,
  sections: readonly Section[],
): {
  readonly field: 'section' | 'as';
  readonly message: string;
  readonly closest?: string | undefined;
} | null {
  if (!section) {
    const own = sections.filter(({ people }) => people.some((each) => each.name === name));
    return {
      field: 'section',
      message: `${file} of ${tree} has no section "${heading}".`,
      closest:
        closestName(
          heading,
          sections.map((each) => each.heading),
        ) ?? own[0]?.heading,
    };
  }
  const lines = section.people.filter((each) => each.name === name);
  if (lines.some(({ letter }) => letter === DUTIES[as])) return null;
  return lines.length > 0
    ? {
        field: 'as',
        message: `"${heading}" names ${name} as ${as === 'maintainer' ? 'reviewer' : 'maintainer'}.`,
      }
    : {
        field: 'section',
        message: `"${heading}" of ${tree} does not name ${name}.`,
        closest: sections.find(({ people }) =>
          people.some((each) => each.name === name && each.letter === DUTIES[as]),
        )?.heading,
      };
}

function byReference(person: WrittenPerson, name: string, index: number, { references }: Introduced): Shown {
  const place = person.placeOf(index, 'reference');
  const found = references.find((each) => each.name === name);
  if (!found)
    return refuse(
      diagnose('reference-unknown', place, {
        message: `There is no reference "${name}".`,
        closest: closestName(
          name,
          references.map((each) => each.name),
        ),
      }),
    );
  if (found.author !== person.name && !found.words.includes(person.name))
    return refuse(
      diagnose('person-unbacked', place, {
        message: `The reference "${name}" is not by ${person.name}, and its words do not name them.`,
      }),
    );
  return {
    basis: { kind: 'reference', name, title: found.title, date: found.date ?? null },
    diagnostics: [],
  };
}

function byMail(
  person: WrittenPerson,
  { mail = '', words = '' }: WrittenRole,
  index: number,
  { file, text }: People,
  { threads }: Introduced,
): Shown {
  const { verified, diagnostics } = verifyClaim({
    words: wordsInYaml(words, text, person.offsetOf(index, 'words')),
    from: { value: mail, valueAt: person.offsetOf(index, 'mail') },
    by: { value: person.name, valueAt: person.offsetOf(index, 'mail') },
    elides: undefined,
    page: { lines: lineMap(file, text) },
    threads,
    written: (field, value) => `"${field === 'from' ? 'mail' : field}: ${value}"`,
    spelled: (each) => shownJson(JSON.stringify(each)),
  });
  if (!verified) return refuse(...diagnostics);
  const { thread, message, passages, date } = verified;
  return {
    basis: { kind: 'mail', thread, message, passage: passages[0] ?? message, date, words: verified.words },
    diagnostics,
  };
}
