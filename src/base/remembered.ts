/**
 * A function of a text that keeps its answers: mail names the same people and repeats the same lines over and over.
 * All are forgotten when there are too many, so that no mail fills the memory.
 *
 * @param work pure; whoever gets its answer must not change it.
 * @param most answers that are kept, of texts of no more than `longest` letters.
 */
export function remembered<T>(
  work: (text: string) => T,
  { most, longest }: { readonly most: number; readonly longest: number },
): (text: string) => T {
  const answers = new Map<string, { readonly value: T }>();
  return (text) => {
    if (text.length > longest) return work(text);
    const known = answers.get(text);
    if (known !== undefined) return known.value;
    const value = work(text);
    if (answers.size >= most) answers.clear();
    answers.set(text, { value });
    return value;
  };
}

/** What is worked out when it is first asked for, and then kept. */
export function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | null = null;
  return () => {
    done ??= { value: work() };
    return done.value;
  };
}
