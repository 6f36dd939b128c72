/** The peer ships no types; the benchmark only calls it. */
declare module 'mailparser' {
  export function simpleParser(source: Uint8Array): Promise<unknown>;
}
