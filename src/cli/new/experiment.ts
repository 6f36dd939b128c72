import { yamlText } from './yaml-text.ts';

/**
 * The page of an experiment to begin with: it passes the check as it is.
 *
 * @param tree the newest of the site; null where it has none.
 */
export const experiment = (title: string, tree: string | null): string => `---
title: ${yamlText(title)}
question: What does it ask, in one sentence?
topic: other
# needs: { modules: [vgem], boot: movablecore=192M }
# shows:
#   - { rule: name-of-a-rule, observation: what the program observes, is: the answer that shows it }
# What each tree is expected to answer; "npx postil experiment --update" records what it does.
expect: {}
#  ${tree ?? 'v1.0'}: { read() into memory that may only be read: EFAULT }
---

Why anybody asks, and what you expected.

## What the program does

The steps, in the order of the program.

## What this proves, and what it does not

What an answer shows, and where it says nothing.
`;

/** The program of an experiment to begin with: it runs as it is, and answers the same each time. */
export const program = (): string => `#include "experiment.h"

/* Say here in a sentence what is asked; experiment.h says what helps. */
void experiment(void)
{
	int ends[2];
	char *page = must(mmap(NULL, PAGE, PROT_READ,
			       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));

	must(pipe(ends));
	must(write(ends[1], "new", 4));
	observe("read() into memory that may only be read", "%s",
		outcome(read(ends[0], page, 4)));
}
`;
