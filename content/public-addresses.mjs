/** Addresses that pages of this site show: of public lists, which want to be written to. */
export const PUBLIC_LISTS = [
  '@vger.kernel.org',
  '@lists.freedesktop.org',
  '@lists.linaro.org',
  '@lists.linux.dev',
  '@lists.infradead.org',
  'linux-mm@kvack.org',
];
