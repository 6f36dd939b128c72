import type { Code } from '../../base/catalogue.ts';
import { type Checked, type Diagnostic, diagnose, errorsIn } from '../../base/diagnostic.ts';
import { lineMap, type Place } from '../../base/position.ts';
import { type Lock, type LockedMail, leavesOf, rootOf, type Seals } from '../../sources/lock.ts';
import type { SiteRoot, SiteSeal, SiteThread } from '../site.ts';
import type { MailAtHand } from '../threads/mail-at-hand.ts';
import { leftOutMail, unusedRedaction } from '../threads/redactions.ts';
import type { ReadThreads } from '../threads/threads.ts';
import { checkSignature, type KeptKey, type SignatureVerdict } from './keys.ts';
import { matched, messageIdIn, type Pair } from './matched.ts';

/** The lock with the text that it was read from. */
export interface ReadLock {
  readonly lock: Lock;
  readonly file: string;
  readonly text: string;
  /** False for one that cannot be read: then nobody knows what is sealed. */
  readonly isRead: boolean;
}

export interface VerifiedSeals {
  /** Thread -> id of a message -> how it is vouched for. */
  readonly of: ReadonlyMap<string, ReadonlyMap<string, SiteSeal>>;
  readonly root: SiteRoot | null;
}

/** Holds all mail against what the lock says of it: whoever changes a page with the mail has not changed the lock. */
export function verifySeals(
  { verified: threads, diagnostics: faults, redactions, unused }: ReadThreads,
  read: ReadLock,
  keys: readonly KeptKey[],
): Checked<VerifiedSeals> {
  if (!read.isRead) return { verified: { of: new Map(), root: null }, diagnostics: [] };
  const { seals } = read.lock;
  const mail = [...threads.values()].flatMap((each) => each.mail);
  const { pairs, unsealed, gone } = matched(mail, seals.mail);
  const of = new Map<string, Map<string, SiteSeal>>();
  // A thread of which something cannot be read cannot be sealed either: that is told already.
  const unread = threadsOf(errorsIn(faults));
  // Of these nobody has looked at the mail.
  const closed = threadsOf(faults.filter(({ code }) => ABOUT_YAML.includes(code)));
  const unknown = unsealed.filter(({ thread }) => !unread.has(thread));
  const leftOut = leftOutMail(redactions);
  const isLeftOut = (key: string) => leftOut.has(messageIdIn(key) ?? '');
  // A wish that was kept by taking the mail away has done its work; it keeps the mail from coming back.
  const fulfilled = new Set(gone.flatMap(([key]) => messageIdIn(key) ?? []));
  const diagnostics: Diagnostic[] = [
    ...rootFault(read),
    ...notSealed(unknown),
    ...unused.filter(({ message }) => !fulfilled.has(message ?? '')).map(unusedRedaction),
  ];
  for (const pair of pairs) {
    if (pair.mail.sha256 !== pair.sealed.sha256) {
      diagnostics.push(changed(pair, seals));
      continue;
    }
    const { seal, fault } = sealOf(pair, keys);
    const own = of.get(pair.mail.thread) ?? new Map<string, SiteSeal>();
    of.set(pair.mail.thread, own.set(pair.mail.id, seal));
    if (fault) diagnostics.push(fault);
  }
  for (const [key, sealed] of gone) {
    if (isLeftOut(key)) continue;
    const thread = threadIn(key);
    if (threads.has(thread) || !closed.has(thread))
      diagnostics.push(goneMail(key, sealed, threads.has(thread) || unread.has(thread), read));
  }
  const count = Object.keys(seals.mail).length;
  const root =
    count === 0
      ? null
      : {
          normalisation: seals.normalisation,
          root: seals.root,
          messages: count,
          leaves: leavesOf(seals.mail),
        };
  return { verified: { of, root }, diagnostics };
}

/** A thread whose messages say how they are vouched for. */
export function withSeals(thread: SiteThread, { of }: VerifiedSeals): SiteThread {
  const seals = of.get(thread.slug);
  if (!seals) return thread;
  return {
    ...thread,
    messages: thread.messages.map((message) => {
      const seal = [message.id, ...message.aliases].flatMap((id) => seals.get(id) ?? [])[0];
      return seal && !message.recovered ? { ...message, seal } : message;
    }),
  };
}

/** The verdicts on the signatures of a mail; the first that holds comes first. */
export const verdictsOn = (
  { signatures, from }: Pick<MailAtHand, 'signatures' | 'from'>,
  keys: readonly KeptKey[],
): readonly SignatureVerdict[] =>
  signatures
    .map((signature) => checkSignature(signature, from.address, keys))
    .sort((a, b) => Number(b.holds) - Number(a.holds));

function sealOf(
  { mail, sealed }: Pair,
  keys: readonly KeptKey[],
): { readonly seal: SiteSeal; readonly fault: Diagnostic | null } {
  const { signed } = sealed;
  if (!signed) return { seal: siteSeal(sealed), fault: null };
  const own = mail.signatures.filter(
    ({ scheme, by, selector }) =>
      scheme === signed.scheme && by === signed.by && selector === signed.selector,
  );
  const [verdict] = verdictsOn({ ...mail, signatures: own }, keys);
  if (verdict?.holds) return { seal: siteSeal(sealed), fault: null };
  const { signed: _, ...weaker } = sealed;
  return { seal: siteSeal(weaker), fault: unproven(mail, signed, verdict) };
}

/** How a mail is vouched for, by the strongest that the lock has. */
export function siteSeal({
  sha256,
  signed,
  published,
}: Pick<LockedMail, 'sha256' | 'signed' | 'published'>): SiteSeal {
  if (signed) {
    const { expires, seen, ...rest } = signed;
    const expired = expires !== undefined && expires < seen ? expires : null;
    return { sha256, how: 'signed', ...rest, seen, expired };
  }
  return published
    ? { sha256, how: 'published', at: published.at, seen: published.seen }
    : { sha256, how: 'as received' };
}

function unproven(
  { thread, id, place }: MailAtHand,
  { by, selector, seen }: NonNullable<LockedMail['signed']>,
  verdict: SignatureVerdict | undefined,
): Diagnostic {
  const sealed = `${thread}/${id} is sealed as signed by ${by}`;
  if (verdict && !verdict.holds && verdict.isKeyMissing)
    return diagnose('seal-key-missing', place, {
      message: `${sealed}, and the key "${selector}", seen ${seen}, is not in content/keys.yaml any more.`,
    });
  const why = verdict && !verdict.holds ? `the signature ${verdict.why}` : 'the file holds no such signature';
  return diagnose('seal-signature', place, {
    message: `${sealed}; its words are those that were sealed, but ${why}.`,
  });
}

function changed({ mail, sealed }: Pair, { normalisation }: Seals): Diagnostic {
  const facts = [
    ['writer', sealed.from, mail.from.name],
    ['date', sealed.date, mail.date],
    ['subject', sealed.subject, mail.subject],
  ] as const;
  const others = facts.filter(([, before, now]) => before !== now);
  const differ = [
    ...others.map(([name]) => `its ${name}`),
    ...(mail.text === sealed.text ? [] : ['its words']),
  ];
  const what = differ.length === 0 ? 'its Message-ID, its address or what it answers' : listed(differ);
  const told = (hash: string, at: 1 | 2) =>
    [
      ...others.map((fact) => `${fact[0]} "${fact[at] ?? 'none'}"`),
      `${normalisation} ${hash.slice(0, 16)}…`,
    ].join(', ');
  return diagnose('mail-changed', mail.place, {
    message: `${mail.thread}/${mail.id} is not as it was sealed: ${what} changed. It is now ${told(mail.sha256, 2)}.`,
    expected: told(sealed.sha256, 1),
  });
}

const listed = (words: readonly string[]): string =>
  words.length === 1 ? String(words[0]) : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

function notSealed(unsealed: readonly MailAtHand[]): Diagnostic[] {
  return [...Map.groupBy(unsealed, ({ thread }) => thread)].map(([thread, mail]) => {
    const [first] = mail as [MailAtHand, ...MailAtHand[]];
    return diagnose('mail-not-sealed', first.place, {
      message:
        mail.length === 1
          ? `${thread}/${first.id} is not sealed: nobody would notice if its words were changed.`
          : `${mail.length} messages of "${thread}", ${first.id} the first, are not sealed: nobody would notice if their words were changed.`,
    });
  });
}

function goneMail(key: string, sealed: LockedMail, hasThread: boolean, read: ReadLock): Diagnostic {
  const thread = threadIn(key);
  const place = placeOfKey(key, read);
  const what = `${sealed.from ?? 'somebody unknown'}, ${sealed.date ?? 'without a date'}, "${sealed.subject}"`;
  return hasThread
    ? diagnose('mail-changed', place, {
        message: `A message of "${thread}" that was sealed is not there any more: ${what}.`,
        fix: 'Put the mail back; if it is to be gone, run "npx postil seal --update" and look at the difference.',
      })
    : diagnose('seal-unused', place, {
        message: `The mail that was sealed as "${key}" is not there any more, and neither is its thread: ${what}.`,
      });
}

/** What is wrong with a thread before its mail is looked at. */
const ABOUT_YAML: readonly Code[] = ['thread-missing-yaml', 'thread-invalid-yaml'];

/** The threads that diagnostics are about. */
const threadsOf = (diagnostics: readonly Diagnostic[]): ReadonlySet<string> =>
  new Set(diagnostics.flatMap(({ place }) => place.file.split('/threads/').at(-1)?.split('/')[0] ?? []));

/** The thread of a mail, by its name in the lock. */
export const threadIn = (key: string): string => key.slice(0, key.indexOf(' '));

const placeOfKey = (key: string, { file, text }: ReadLock): Place =>
  lineMap(file, text).placeAt(Math.max(0, text.indexOf(`${JSON.stringify(key)}:`)));

/** Whoever edits or merges the lock by hand leaves a root that is not that of its entries. */
function rootFault({ lock: { seals }, file, text }: ReadLock): Diagnostic[] {
  const root = rootOf(seals.mail);
  if (root === seals.root) return [];
  const place = lineMap(file, text).placeAt(Math.max(0, text.indexOf(`"${seals.root}"`)));
  return [
    diagnose('lock-invalid', place, {
      message:
        'The root of the sealed mail is not that of the entries below it: somebody edited or merged them by hand.',
      expected: root,
      fix: 'Take the lock back from the last commit; or run "npx postil seal --update" and look at the difference.',
    }),
  ];
}
