import { lookUp } from '../../base/look-up.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML, in an element or an attribute: what XML has no way to write becomes the sign for a letter that is lost. */
export const xml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML does not allow.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"]/g, (sign) => lookUp(ESCAPES, sign) ?? sign);

/** A name for a place that XML allows: no colon, slash or blank, and no digit in front. */
export const placeName = (id: string): string =>
  /^[A-Za-z_][\w.-]*$/.test(id)
    ? id
    : `_${[...id].map((sign) => (/[\w.-]/.test(sign) ? sign : `.${sign.codePointAt(0)?.toString(16)}.`)).join('')}`;
