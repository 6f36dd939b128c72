import { yamlText } from './yaml-text.ts';

/**
 * An explainer to begin with: it passes the check as it is.
 *
 * @param tree the newest of the site; null where it has none.
 */
export const explainer = (title: string, tree: string | null): string => `---
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

{/* ${tree === null ? 'npx postil new tree ../project#v1.0 names a tree. Then:\n' : ''}<Excerpt tree="${tree ?? 'v1.0'}" path="lib/file.c" symbol="function">
  <CodeNote at="words of one line">What happens there.</CodeNote>
</Excerpt>
Then: npx postil sources --update */}
`;

/** A rule to begin with. Until it has a check, "postil check" says so. */
export const rule = (title: string, tree: string | null): string => `---
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
#     expect: { ${yamlText(tree ?? 'v1.0')}: 120 }
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

/** The facts of a thread to begin with. Until mail stands beside them, "postil check" says so. */
export const thread = (title: string): string => `title: ${yamlText(title)}
topic: other
summary: ""
# archive: https://lists.example.org/devel/{messageId}/
`;

/**
 * Notes to begin with: they pass the check as they are.
 *
 * @param title of the thread.
 * @param message its first, as a note names it.
 */
export const notes = (title: string, message: string): string => `---
title: ${yamlText(`Notes on ${title}`)}
---

{/* <Note on="${message}" exact="words of the message that stand there once" kind="explains">
What a reader of these words should know.
</Note> */}
`;

/** A debate to begin with. Until it has a position, "postil check" says so. */
export const debate = (question: string): string => `question: ${yamlText(question)}
topic: other
# npx postil quote "words you remember" prints the message, the person and the words.
positions: []
#  - id: a-name-for-it
#    by: Name Of Person
#    says: What they held, in one short sentence.
#    from: thread/message
#    quote: Their words.
# outcomes:
#  - of: [a-name-for-it]
#    what: What became of it, in one sentence.
#    status: open
#    source: Where that was learnt.
`;

/** A diagram to begin with: it passes the check as it is. */
export const diagram = (title: string): string => `---
title: ${yamlText(title)}
says: In one sentence, what the drawing teaches.
---
flowchart TD
  cause[what comes first] -->|how it leads there| effect[what follows]
`;
