/** Trees as a command line names them, NAME=PATH or NAME=GIT#REF: name -> the rest. */
export const namedTrees = (trees: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    trees.map((each) => {
      const equals = each.indexOf('=');
      return [each.slice(0, equals), each.slice(equals + 1)];
    }),
  );
