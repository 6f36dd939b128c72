import { asXml } from '../../base/markup.ts';

/** A file of a book: XHTML, a style sheet, or what says how they belong together. */
export interface BookFile {
  readonly name: string;
  readonly text: string;
}

export interface BookFacts {
  readonly title: string;
  readonly language: string;
  /** The site that the book is made from. */
  readonly publisher: string;
  readonly description: string;
  /** Where the same can be read; null where the site does not know its address. */
  readonly source: string | null;
  /** When it was changed last: `2024-06-01T12:00:00Z`. */
  readonly modified: string;
  /** A name that no other text has: `urn:uuid:…`. */
  readonly identifier: string;
}

/** A line of the contents: a part has only a name. */
export interface Entry {
  readonly title: string;
  readonly href: string | null;
  readonly inside: readonly Entry[];
}

export interface Part {
  readonly id: string;
  readonly file: string;
  readonly hasDrawing: boolean;
}

/** What every EPUB begins with; it is stored as it is. */
export const MIMETYPE = 'application/epub+zip';

export const CONTAINER: BookFile = {
  name: 'META-INF/container.xml',
  text: `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="EPUB/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`,
};

/**
 * The package document of EPUB 3.3: what the book is, which files it has, and in which order they are read.
 *
 * @param parts in the order of reading; the contents come behind the first.
 */
export function packageFile(facts: BookFacts, parts: readonly Part[]): BookFile {
  const [front, ...others] = parts;
  const item = ({ id, file, hasDrawing }: Part) =>
    `    <item id="${id}" href="${file}" media-type="application/xhtml+xml"${hasDrawing ? ' properties="svg"' : ''}/>`;
  const read = (id: string) => `    <itemref idref="${id}"/>`;
  return {
    name: 'EPUB/content.opf',
    text: `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book" xml:lang="${asXml(facts.language)}">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="book">${asXml(facts.identifier)}</dc:identifier>
    <dc:title>${asXml(facts.title)}</dc:title>
    <dc:language>${asXml(facts.language)}</dc:language>
    <dc:publisher>${asXml(facts.publisher)}</dc:publisher>
${facts.description === '' ? '' : `    <dc:description>${asXml(facts.description)}</dc:description>\n`}${
  facts.source === null ? '' : `    <dc:source>${asXml(facts.source)}</dc:source>\n`
}    <meta property="dcterms:modified">${asXml(facts.modified)}</meta>
    <meta property="schema:accessMode">textual</meta>
    <meta property="schema:accessMode">visual</meta>
    <meta property="schema:accessModeSufficient">textual</meta>
    <meta property="schema:accessibilityFeature">structuralNavigation</meta>
    <meta property="schema:accessibilityFeature">tableOfContents</meta>
    <meta property="schema:accessibilityHazard">none</meta>
  </metadata>
  <manifest>
    <item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="style" href="book.css" media-type="text/css"/>
${parts.map(item).join('\n')}
  </manifest>
  <spine>
${[...(front ? [front.id] : []), 'contents', ...others.map(({ id }) => id)].map(read).join('\n')}
  </spine>
</package>
`,
  };
}

/** The contents, which reading systems show beside the book too. */
export const contentsFile = (title: string, entries: readonly Entry[], language: string): BookFile => ({
  name: 'EPUB/contents.xhtml',
  text: xhtml(
    title,
    `<nav epub:type="toc" id="toc"><h1>${asXml(title)}</h1>\n${listOf(entries)}</nav>`,
    language,
  ),
});

const listOf = (entries: readonly Entry[]): string =>
  `<ol>\n${entries
    .map(({ title, href, inside }) => {
      const name =
        href === null ? `<span>${asXml(title)}</span>` : `<a href="${asXml(href)}">${asXml(title)}</a>`;
      return `<li>${name}${inside.length > 0 ? `\n${listOf(inside)}` : ''}</li>\n`;
    })
    .join('')}</ol>\n`;

/** A page of a book around its body. */
export const xhtml = (
  title: string,
  body: string,
  language: string,
): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${asXml(language)}" xml:lang="${asXml(language)}">
<head><title>${asXml(title)}</title><link rel="stylesheet" type="text/css" href="book.css"/></head>
<body>
${body}
</body>
</html>
`;

/** Few rules: readers have types and sizes of their own. No colour is the only sign of anything. */
export const STYLE: BookFile = {
  name: 'EPUB/book.css',
  text: `h1, h2, h3, h4 { line-height: 1.25; break-after: avoid; page-break-after: avoid; }
p, li, dd { orphans: 2; widows: 2; }
code, pre { font-family: monospace; font-size: 0.9em; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0.75em 0; padding-left: 0.5em; border-left: 1px solid; }
pre .pt-line { opacity: 0.65; }
blockquote { margin: 0.5em 0 0.5em 1em; }
figure { margin: 1em 0; }
figcaption, .pt-evidence, .pt-basis, .pt-ties { font-size: 0.875em; }
figcaption > * + * { margin-left: 0.5em; }
.pt-deck { font-style: italic; }
.pt-details { margin: 0.75em 0; padding-left: 0.75em; border-left: 1px solid; }
.pt-summary, .pt-statement { font-weight: bold; }
.pt-drawing { margin: 1em 0; text-align: center; }
.pt-drawing svg { max-width: 100%; height: auto; }
table { border-collapse: collapse; font-size: 0.9em; }
th, td { padding: 0.25em 0.5em; border: 1px solid; text-align: left; vertical-align: top; }
.pt-book { margin-top: 20%; }
`,
};
