import { z } from 'zod';
import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { type Host, readText } from '../../base/host.ts';
import type { PublicKey } from '../../base/signature.ts';
import { readYaml } from '../../base/yaml.ts';
import { readKeyRecord } from '../../mail/key-record.ts';
import type { MailSignature, Scheme } from '../../mail/signature.ts';

const Key = z
  .strictObject({
    domain: z
      .string()
      .regex(/^[\w-]+(?:\.[\w-]+)+$/)
      .optional()
      .describe('The domain that signs, `d=` in the DKIM-Signature field.'),
    developer: z
      .string()
      .regex(/^[^\s@]+@[\w.-]+$/)
      .optional()
      .describe(
        'In place of a domain: the address of a developer, `i=` in the X-Developer-Signature field of patatt.',
      ),
    selector: z
      .string()
      .regex(/^[\w-]+(?:\.[\w-]+)*$/)
      .transform((selector) => selector.toLowerCase())
      .describe('Which of its keys, `s=` in the field.'),
    record: z
      .string()
      .min(1)
      .describe(
        'The TXT record at `<selector>._domainkey.<domain>`, as it was found: "v=DKIM1; k=rsa; p=…". Of a developer "k=ed25519; p=" and the key.',
      ),
    seen: z.iso.date().describe('The day on which it was found.'),
    source: z
      .string()
      .min(1)
      .describe('Where it was found, in words for a reader: "DNS", or an archive of keys.'),
  })
  .refine(({ domain, developer }) => (domain === undefined) !== (developer === undefined), {
    message: 'A key is of a domain or of a developer.',
  });

/** What `keys.yaml` holds. */
export const KeysFile = z.array(Key).describe('Public keys that the signatures of mail are checked with.');

/** A key that the site keeps. */
export interface KeptKey {
  readonly scheme: Scheme;
  /** The domain, or the address of the developer. */
  readonly by: string;
  readonly selector: string;
  readonly seen: string;
  readonly key: PublicKey;
}

/** Where a site keeps its keys. */
const keysFile = (contentFolder: string): string => `${contentFolder}/keys.yaml`;

/** Reads keys.yaml, if there is one. */
export async function readKeys(contentFolder: string, host: Host): Promise<Checked<readonly KeptKey[]>> {
  const file = keysFile(contentFolder);
  const text = await readText(file, host);
  if (text === null) return { verified: [], diagnostics: [] };
  const read = readYaml(file, text, KeysFile, 'keys-invalid');
  if (!('value' in read)) return { verified: [], diagnostics: read.diagnostics };
  const verified: KeptKey[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [at, { domain, developer, selector, record, seen }] of read.value.entries()) {
    const key = readKeyRecord(record);
    const scheme = domain === undefined ? 'patatt' : 'DKIM';
    const by = (domain ?? developer ?? '').toLowerCase();
    const isTwice = verified.some((each) => isOf(each, { scheme, by, selector }));
    const fault =
      typeof key === 'string'
        ? `No key can be taken from this record: ${key}.`
        : `The key "${selector}" of ${by} stands here twice.`;
    if (typeof key === 'string' || isTwice)
      diagnostics.push(
        diagnose('keys-invalid', read.placeOf([at, isTwice ? 'selector' : 'record']), { message: fault }),
      );
    else verified.push({ scheme, by, selector, seen, key });
  }
  return { verified, diagnostics };
}

const isOf = (
  key: KeptKey,
  { scheme, by, selector }: Pick<MailSignature, 'scheme' | 'by' | 'selector'>,
): boolean => key.scheme === scheme && key.by === by && key.selector === selector;

/** What became of a signature. */
export type SignatureVerdict =
  | { readonly holds: true; readonly key: KeptKey }
  /** Why it does not, in words that go on from "the signature"; `isKeyMissing` when only the key is away. */
  | { readonly holds: false; readonly why: string; readonly isKeyMissing: boolean };

/** Checks a signature with the keys at hand. */
export function checkSignature(
  found: MailSignature,
  writer: string | null,
  keys: readonly KeptKey[],
): SignatureVerdict {
  const { scheme, by, selector, algorithm, signed, signature, flaw } = found;
  const no = (why: string, isKeyMissing = false) => ({ holds: false, why, isKeyMissing }) as const;
  if (flaw !== null) return no(flaw);
  if (scheme === 'DKIM' && !isOfDomain(writer, by))
    return no(`is by ${by}, which is not where the writer's address is`);
  if (scheme === 'patatt' && writer?.toLowerCase() !== by) return no(`is by ${by}, who is not the writer`);
  const key = keys.find((each) => isOf(each, found));
  if (!key) return no(`by ${by} needs its key "${selector}", which content/keys.yaml does not have`, true);
  if (key.key.kind !== algorithm) return no(`by ${by} is of another kind than its key "${selector}"`);
  return key.key.verifies(signed, signature)
    ? { holds: true, key }
    : no(`by ${by} does not fit its key "${selector}": what it covers was changed`);
}

/** A domain vouches for its own people, and for those of domains below it. */
function isOfDomain(address: string | null, domain: string): boolean {
  const own = address?.split('@').at(-1)?.toLowerCase() ?? '';
  return own === domain || own.endsWith(`.${domain}`);
}
