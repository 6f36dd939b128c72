interface Archive {
  readonly name: string;
  /** What its pages say in their first lines. */
  readonly sign: RegExp;
  /** Where the same mail is to be had as mail. */
  readonly instead: string;
}

/** Programs that show mail as web pages; a page keeps too little of a message to be read as one. */
const ARCHIVES: readonly Archive[] = [
  {
    name: 'public-inbox',
    sign: /thread overview|mbox\.gz|public-inbox|archive mirror|lore\.kernel\.org/i,
    instead:
      'Give its Message-ID to "postil import", or download t.mbox.gz, which is linked below the message.',
  },
  {
    name: 'HyperKitty',
    sign: /hyperkitty|mailman3/i,
    instead: 'Download the thread or the month there as "gzipped mbox", and import that.',
  },
  {
    name: 'Pipermail',
    sign: /<!--beginarticle-->|pipermail|[ap]m title="\[|TITLE="\[[^\]"]{1,80}\]/i,
    instead:
      'Download the month that the message is of, from the column "Downloadable version" of the list\'s page (its name ends with .txt.gz), and import that.',
  },
  {
    name: 'MHonArc',
    sign: /<!-- ?MHonArc|X-Subject-Header-Begin/i,
    instead: 'Look on the list\'s page for the month as mbox, or save the message as text ("original").',
  },
  {
    name: 'Google Groups',
    sign: /groups\.google\.com/i,
    instead: 'Open the menu of the message, choose "Show original message", and save that.',
  },
  {
    name: 'Patchwork',
    sign: /patchwork/i,
    instead: 'Download it as "mbox" or "series" from the same page.',
  },
];

/** What a file that is a web page shows, and what to have instead; null when it is none. */
export function webPage(start: string): { readonly message: string; readonly fix: string } | null {
  if (!/^\s*(?:<!--[^>]{0,500}-->\s*){0,9}<(?:!doctype html|html|head)\b/i.test(start)) return null;
  const archive = ARCHIVES.find(({ sign }) => sign.test(start));
  return {
    message: `The file is a web page${archive ? ` of ${archive.name}` : ''}, not mail.`,
    fix: archive?.instead ?? 'Download the mail itself: an mbox, or the message as it was received.',
  };
}
