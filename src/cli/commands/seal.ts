import { type Diagnostic, diagnose, errorsIn } from '../../base/diagnostic.ts';
import { sha256 } from '../../base/hash.ts';
import type { Host } from '../../base/host.ts';
import { startOf } from '../../base/position.ts';
import { counted } from '../../base/print.ts';
import { shownJson } from '../../base/shown-text.ts';
import { lockFile } from '../../citations/lock-file.ts';
import { readSealing, type Sealing } from '../../citations/sealing.ts';
import { newSeals, type Published, type SealChange } from '../../citations/seals/new-seals.ts';
import { saysTheSame } from '../../citations/seals/same-words.ts';
import { sealAsText } from '../../citations/seals/seal-text.ts';
import { siteSeal, verdictsOn } from '../../citations/seals/seals.ts';
import { escaped } from '../../citations/threads/archive.ts';
import { bytesOf } from '../../mail/bytes.ts';
import { mailIn } from '../../mail/read.ts';
import { lockAsJson } from '../../sources/lock.ts';
import type { Context, Report } from '../report.ts';
import { migration } from './sources.ts';

export interface SealOptions {
  readonly content: string;
  readonly update?: boolean;
  /** Where an archive shows what is in the file; {messageId} stands for each message's own. */
  readonly published?: string;
  readonly json?: boolean;
}

/**
 * `postil seal [FILE]`: how every mail is vouched for; with --update the lock is to say so. Nothing is written while
 * anything cannot be read. With --published the file is what an archive shows: mail with the same words is sealed as
 * published there, unless other mail has changed meanwhile.
 */
export const seal = (file: string | undefined, options: SealOptions, { host }: Context): Promise<Report> =>
  options.update || options.published !== undefined
    ? // Of two that seal at once, each adds to what the other has sealed.
      host.alone(lockFile(options.content), () => sealed(file, options, host))
    : sealed(file, options, host);

async function sealed(
  file: string | undefined,
  { content, update = false, published, json = false }: SealOptions,
  host: Host,
): Promise<Report> {
  const sealing = await readSealing(content, host);
  const found = published === undefined ? noneFound() : await foundIn(file, published, sealing, host);
  const { seals, changes } = newSeals(
    sealing.mail,
    sealing.lock.lock.seals,
    sealing.keys,
    found.published,
    sealing.leftOut,
  );
  const isAsked = update || published !== undefined;
  const unread = [...errorsIn(sealing.unread), ...found.diagnostics];
  const changed = update ? [] : sealing.differences;
  const mayWrite = isAsked && unread.length === 0 && errorsIn(changed).length === 0;
  const { lock, file: lockPath } = sealing.lock;
  if (mayWrite) await host.write(lockPath, new TextEncoder().encode(lockAsJson({ ...lock, seals })));
  const done = mayWrite
    ? `wrote ${lockPath}${migration(sealing.lock.text === '' ? null : lock.version)}`
    : isAsked
      ? 'the lock is left as it was'
      : changes.every(({ state }) => state === 'same' || state === 'left out')
        ? `as ${lockPath} has it`
        : '"npx postil seal --update" writes this into the lock';
  return {
    output: json
      ? shownJson(
          JSON.stringify(
            { normalisation: seals.normalisation, root: seals.root, messages: changes.map(asData(sealing)) },
            null,
            2,
          ),
        )
      : [
          ...changes.map((each) => lineOf(each, sealing)),
          '',
          `${counted(sealing.mail.length, 'message')}, ${seals.normalisation}, root ${seals.root}`,
          done,
        ].join('\n'),
    diagnostics: [...unread, ...(mayWrite ? [] : changed)],
  };
}

const noneFound = () => ({ published: new Map<string, Published>(), diagnostics: [] as Diagnostic[] });

/** The mail that a file from an archive shows too. */
async function foundIn(file: string | undefined, at: string, { mail }: Sealing, host: Host) {
  const found = noneFound();
  const refused = (message: string, fix?: string) =>
    found.diagnostics.push(diagnose('seal-differs', startOf(file ?? at), { message, fix }));
  if (!URL.canParse(at.replace('{messageId}', 'id')) || !/^https?:/.test(at)) {
    refused(`"${at}" is no address of a page.`, 'Give the address at which the archive shows the message.');
    return found;
  }
  const bytes = file === undefined ? null : await host.stream(file);
  if (file === undefined || bytes === null) {
    refused(
      'There is no file with what the archive shows.',
      'Download the message, and name the file after --published URL.',
    );
    return found;
  }
  const seen = new Date().toISOString().slice(0, 10);
  for await (const each of mailIn({ path: file, bytes })) {
    if (!('delivery' in each)) continue;
    for (const message of mail.filter((known) => saysTheSame(each.delivery, known))) {
      const id = message.messageId ?? each.delivery.messageId;
      if (id === null && at.includes('{messageId}')) continue;
      const address = at.replace('{messageId}', escaped(id ?? ''));
      found.published.set(message.sha256, { at: address, sha256: sha256(bytesOf(each.raw)), seen });
    }
  }
  if (found.published.size === 0) refused(`Nothing in ${file} says what a mail of this site says.`);
  return found;
}

const MARKS = {
  same: ' ',
  new: '+',
  changed: '!',
  gone: '-',
  'left out': ' ',
  'vouched otherwise': '~',
} as const satisfies Record<SealChange['state'], string>;

function lineOf({ state, key, mail, sealed }: SealChange, { keys }: Sealing): string {
  const name = mail === null ? key : `${mail.thread}/${mail.id}`;
  if (sealed.leftOut) return `${MARKS[state]} ${name}: left out, as was asked on ${sealed.leftOut}`;
  if (mail === null) return `${MARKS[state]} ${name}: gone`;
  const how = sealAsText(siteSeal(sealed));
  const why = sealed.signed
    ? []
    : verdictsOn(mail, keys).flatMap((verdict) => (verdict.holds ? [] : `its signature ${verdict.why}`));
  return `${MARKS[state]} ${name}: ${[how, ...new Set(why)].join('; ')}${state === 'changed' ? ' (changed since it was sealed)' : ''}`;
}

const asData =
  ({ keys }: Sealing) =>
  ({ state, key, mail, sealed }: SealChange) => ({
    key,
    message: mail === null ? null : `${mail.thread}/${mail.id}`,
    state,
    ...sealed,
    how: siteSeal(sealed).how,
    why: mail === null ? [] : verdictsOn(mail, keys).flatMap((each) => (each.holds ? [] : each.why)),
  });
