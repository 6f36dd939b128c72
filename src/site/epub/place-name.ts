/** A name for a place that XML allows: no colon, slash or blank, and no digit in front. */
export const placeName = (id: string): string =>
  /^[A-Za-z_][\w.-]*$/.test(id)
    ? id
    : `_${[...id].map((sign) => (/[\w.-]/.test(sign) ? sign : `.${sign.codePointAt(0)?.toString(16)}.`)).join('')}`;
