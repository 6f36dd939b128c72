/**
 * Bounds on untrusted input. Mail is written by strangers: each of these stops one way to exhaust
 * a build. They are far above anything seen on the kernel's lists.
 */
export const LIMITS = {
  /** Bytes of one message, attachments included; list servers refuse a hundredth of it. */
  messageBytes: 32 * 1024 * 1024,
  /** Lines of one message's text; a patch of a megabyte has some 25,000. */
  bodyLines: 40_000,
  /** How many times its size a compressed archive may unpack to; mail shrinks to a fifth, hardly to a tenth. */
  swelling: 100,
  /** Addresses that one request may be led on to; http to https and to another name are two. */
  redirects: 5,
  /** Letters of one message's text whose line breaks were destroyed. */
  flattenedLetters: 1024 * 1024,
  /** Bytes of a file that is read whole, where nothing else is said: a link may lead to a disk. */
  fileBytes: 512 * 1024 * 1024,
  /** Bytes of a file that an author writes: a page, or YAML; the longest here has a fiftieth. */
  writtenFileBytes: 16 * 1024 * 1024,
  /** Bytes of one file of a tree on this disk; the longest header of the kernel has a fifth. */
  treeFileBytes: 64 * 1024 * 1024,
  /** Files of text below one folder of a tree; the whole kernel has a fifth. */
  treeFiles: 500_000,
  /** Bytes of a file of which a line is shown below a diagnostic; it is read whole for that. */
  shownFileBytes: 64 * 1024 * 1024,
  /** Bytes of a zip archive, which is read whole: its list of files stands at its end. */
  zipBytes: 256 * 1024 * 1024,
  /** Wrappings one in the other: a tar in a gzip, and one to spare. */
  containers: 3,
  /** Parts of a message one in the other; forwards of forwards have a handful. */
  mimeDepth: 50,
  /** Parts of one message; a digest of a busy list has a hundred. */
  mimeParts: 5000,
  /** Messages forwarded one in the other, each as a part of the next. */
  forwards: 8,
  /** Quote marks on one line; deeper is an attack or a loop of auto-replies. */
  quoteDepth: 200,
  /** Characters of a line that is looked at for structure; RFC 5322 allows a mail no longer ones. */
  lineLength: 998,
  /** Physical lines that one attribution line may be wrapped over. */
  attributionLines: 4,
  /** Lines of a printed header ("From: … Sent: …"), long lists of recipients included. */
  headerBlockLines: 40,
  /** Lines of one paragraph; a longer run without a blank line is read in pieces of this size. */
  paragraphLines: 2000,
  /** Characters of one attribution line; longer is prose. */
  attributionLength: 400,
  /** Letters of its ancestors that are looked through for the quotes of one message; each quote takes them all. */
  ancestorSearch: 128 * 1024 * 1024,
  /** Blocks of one message that are looked through for what the messages quoted in it quoted themselves. */
  recoveredBlocks: 100_000,
  /** Elements of HTML or XML in one another; what is deeper is text of the deepest. */
  elementDepth: 400,
  /** Flattened messages of one reading whose line breaks are looked for. */
  proofs: 32,
  /** Characters of a body whose line breaks are looked for; a longer one has too many. */
  proofBody: 12 * 1024,
  /** Characters that are hashed in search of one body's line breaks. */
  proofSearch: 48 * 1024 * 1024,
  /** Characters in one source file read for an excerpt. */
  sourceFileBytes: 8 * 1024 * 1024,
  /** Bytes of one file that is searched with the folder it is in. */
  searchedFileBytes: 64 * 1024 * 1024,
} as const;
