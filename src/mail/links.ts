/**
 * The address that a mail gateway has wrapped into one of its own, read from the wrapped address itself: nothing
 * is requested. Known are Microsoft's safelinks and Proofpoint's urldefense (versions 2 and 3).
 *
 * @returns the address as its writer typed it, or the given one where it is not wrapped or does not unwrap to
 *   http or https.
 */
export function unwrappedLink(address: string): string {
  // Archives that escape twice leave "&amp;" in addresses.
  const plain = address.replaceAll('&amp;', '&');
  const inner = safelink(plain) ?? urldefense2(plain) ?? urldefense3(plain);
  return inner !== null && /^https?:\/\//.test(inner) ? inner : address;
}

const safelink = (address: string): string | null =>
  /^https:\/\/[a-z0-9]+\.safelinks\.protection\.outlook\.com\//.test(address)
    ? queryOf(address, 'url')
    : null;

/** Version 2 writes "%" as "-" and "/" as "_". */
function urldefense2(address: string): string | null {
  if (!/^https:\/\/urldefense\.(?:proofpoint\.)?com\/v2\/url\?/.test(address)) return null;
  const wrapped = queryOf(address, 'u');
  return wrapped === null ? null : decoded(wrapped.replaceAll('-', '%').replaceAll('_', '/'));
}

/** Version 3 keeps the address between two underscores; letters it has replaced by "*" cannot be told from here. */
function urldefense3(address: string): string | null {
  const inner = /^https:\/\/urldefense\.com\/v3\/__(.+?)__;/.exec(address)?.[1] ?? null;
  return inner?.includes('*') ? null : inner;
}

function queryOf(address: string, name: string): string | null {
  try {
    return new URL(address).searchParams.get(name);
  } catch {
    return null;
  }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
