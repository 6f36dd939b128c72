/** An example of the matching contract: what a mail says, what a quote says, and whether that is a quote of it. */
export interface ContractExample {
  readonly mail: string;
  readonly quote: string;
  readonly isQuote: boolean;
  readonly why: string;
}

const example = (isQuote: boolean, mail: string, quote: string, why: string): ContractExample => ({
  mail,
  quote,
  isQuote,
  why,
});

/** Examples of the matching contract; the tests match each of them, and the reference shows them. */
export const CONTRACT: readonly ContractExample[] = [
  example(true, 'No, it is unsafe.', 'No, it is unsafe.', 'the words themselves'),
  example(true, 'No, it is unsafe.', 'it is unsafe', 'whole words of a sentence'),
  example(true, 'No, it\n> > is unsafe.', 'No, it is unsafe.', 'marks and line ends of the mail are gone'),
  example(true, 'No, it is unsafe.', 'No,   it\n  is unsafe.', 'any run of white space equals one space'),
  example(true, 'No, it is unsafe.', 'No, […] unsafe.', '[…] skips words of the same message'),
  example(true, 'a < b', 'a &lt; b', 'references and escapes that MDX needs are resolved'),
  example(false, 'No, it is unsafe.', 'No, it is unsave.', 'another letter'),
  example(false, 'No, it is unsafe.', 'no, it is unsafe.', 'another case'),
  example(false, 'No, it is unsafe.', 'No, it is unsafe!', 'another punctuation mark'),
  example(false, "it's unsafe", 'it\u2019s unsafe', 'a typographic apostrophe'),
  example(false, 'No, it is unsafe.', 'No, it is uns\u0430fe.', 'a look-alike letter, Cyrillic here'),
  example(false, 'No, it is unsafe.', 'No, it is safe.', 'a word that is not there'),
  example(false, 'No, it is unsafe.', 'safe.', 'the end of a word'),
  example(false, "I can't do that", 'I can', 'the start of a word'),
  example(false, 'unsafe_follow_pfn is loud', 'follow_pfn', 'a part of an identifier'),
  example(false, 'non-movable memory', 'movable memory', 'a part of a compound'),
  example(false, 'since 5.11', 'since 5', 'a part of a number'),
  example(false, 'No, it is unsafe.', 'unsafe. […] No,', 'fragments in another order'),
  example(false, 'No, it is really unsafe.', 'No, it is unsafe.', 'a word left out without a mark'),
  example(false, 'No, it is unsafe.', 'No, [...] unsafe.', 'three full stops are no mark of omission'),
];
