/** What scripts/fonts.ts uses of it: the package has no types, and those of others are of an older version. */
declare module 'subset-font' {
  export default function subsetFont(
    font: Uint8Array,
    /** Every letter to keep. */
    text: string,
    options: {
      readonly targetFormat: 'woff2';
      readonly keepFeatures: readonly string[];
      readonly variationAxes?: Readonly<Record<string, { readonly min: number; readonly max: number }>>;
    },
  ): Promise<Uint8Array>;
}
