/** A title as YAML reads it back; JSON strings are YAML strings. */
export const yamlText = (text: string): string =>
  /^[\p{L}\p{N}][\p{L}\p{N} ,.'()-]*$/u.test(text) && !/^[\d.]+$|^(?:yes|no|true|false|null)$/i.test(text)
    ? text
    : JSON.stringify(text);
