/** Text as markup: in an element, or between the quotes of an attribute. */
export const asMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** No reader takes XML in which a letter stands that it has none for, however it is written (XML 1.0, section 2.2). */
const NO_LETTER = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Surrogate}/gu;

/** The same for XML; what it has no way to write becomes the sign for a letter that is lost. */
export const asXml = (text: string): string => asMarkup(text.replace(NO_LETTER, '\ufffd'));
