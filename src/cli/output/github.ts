import { type Diagnostic, inOrder } from '../../base/diagnostic.ts';

/**
 * Diagnostics as GitHub's workflow commands: each becomes a note at its line of a pull request. (Forgejo and Gitea
 * read the same.) https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 *
 * @param fromTop a path as a diagnostic names it -> the same from the top of the repository.
 */
export function diagnosticsForGitHub(
  diagnostics: readonly Diagnostic[],
  fromTop: (path: string) => string,
): string {
  return inOrder(diagnostics)
    .map((diagnostic) => {
      const { code, severity, place } = diagnostic;
      const properties = { file: fromTop(place.file), line: place.line, col: place.column, title: code };
      const listed = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
      return `::${severity} ${listed.join(',')}::${data(wordsOf(diagnostic))}`;
    })
    .join('\n');
}

const wordsOf = ({ message, expected, closest, fix }: Diagnostic): string =>
  [
    message,
    ...(expected === undefined ? [] : [`Expected: ${expected}`]),
    ...(closest === undefined ? [] : [`Closest: ${closest}`]),
    fix,
  ].join('\n');

const data = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

const property = (text: string): string => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
