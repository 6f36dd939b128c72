/**
 * What a record holds under a name. Names come out of mail, pages and files, and every object answers to `constructor` without
 * holding anything under it.
 */
export const lookUp = <T>(
  record: Readonly<Record<string, T>> | null | undefined,
  name: string,
): T | undefined => (record && Object.hasOwn(record, name) ? record[name] : undefined);
