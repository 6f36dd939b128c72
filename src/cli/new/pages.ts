/** An explainer to begin with: it passes the check as it is. */
export const explainer = (title: string): string => `---
title: ${yamlText(title)}
description: In one sentence, the question that this page answers.
sidebar:
  order: 100
---

The question, in one paragraph, for somebody who has just met it.

## The rules in short

- What a reader must do, or may rely on.

## The debate

{/* npx postil quote "words you remember" prints quotes to paste here. */}

## The code

{/* <Excerpt tree="a name in trees.yaml" path="lib/file.c" symbol="function">
  <CodeNote at="words of one line">What happens there.</CodeNote>
</Excerpt>
Then: npx postil sources --update */}
`;

/** A rule to begin with. Until it has a check, "postil check" says so. */
export const rule = (title: string): string => `---
title: ${yamlText(title)}
topic: other
statement: What a reader must do, or may rely on, in a sentence or two.
# Each check is run in every tree; "expect" says what you have seen it answer: a line, yes, no, or no file.
# evidence:
#   - id: refuses
#     claim: What a yes means, in words for a reader.
#     kind: function-contains
#     path: lib/file.c
#     function: function
#     needle: return -EINVAL
#     expect: { v6.1: 120 }
---

Why it is so, and what breaks where it is not kept.
`;

/** A term of the glossary. */
export const term = (title: string): string => `---
term: ${yamlText(title)}
# aliases: [other words, for the same]
summary: What it means, in one sentence.
# symbols: [names_in_code]
---

Where it comes from, and what it is often taken for.
`;

/** A title as YAML reads it back; JSON strings are YAML strings. */
const yamlText = (text: string): string =>
  /^[\p{L}\p{N}][\p{L}\p{N} ,.'()-]*$/u.test(text) && !/^[\d.]+$|^(?:yes|no|true|false|null)$/i.test(text)
    ? text
    : JSON.stringify(text);
