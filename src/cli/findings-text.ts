import type { Finding } from '../citations/bundle/finding.ts';

/** What became of the claims of a page: in all, then for the mail and for each tree. */
export function findingsAsText(title: string, findings: readonly Finding[]): string {
  const subjects = [...Map.groupBy(findings, ({ tree }) => tree ?? 'mail')];
  const width = Math.max(0, ...subjects.map(([name]) => name.length));
  return [
    `${title}: ${countsOf(findings, 'claims ')}`,
    ...subjects.map(([name, own]) => `  ${name.padEnd(width)}  ${countsOf(own)}`),
  ].join('\n');
}

function countsOf(findings: readonly Finding[], noun = ''): string {
  const count = (state: Finding['state']) => findings.filter((each) => each.state === state).length;
  return `${count('holds')} of ${findings.length} ${noun}hold, ${count('refuted')} refuted, ${count('unchecked')} not checked`;
}

/** What could not be checked, once for each reason and tree; everything else by itself. In the order of the claims. */
export const grouped = (findings: readonly Finding[]): readonly (readonly Finding[])[] => [
  ...Map.groupBy(findings, (finding) =>
    finding.state === 'unchecked' ? `${finding.tree}: ${finding.why}` : finding,
  ).values(),
];
