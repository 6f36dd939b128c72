import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export type Scores = Readonly<Record<'performance' | 'accessibility' | 'best-practices' | 'seo', number>>;

/** The program `lighthouse`: the one that LIGHTHOUSE names, or the first in PATH; null where there is none. */
export function findLighthouse(): string | null {
  const named = process.env.LIGHTHOUSE;
  const inPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'lighthouse'));
  return [...(named ? [named] : []), ...inPath].find((path) => existsSync(path)) ?? null;
}

/**
 * Scores of a page from 0 to 100, as a phone sees it with Lighthouse's own throttling (a processor four times slower, 1.6 Mbit/s,
 * 150 ms), when its largest part is painted, in ms, and what lowers the scores.
 */
export async function lighthouse(
  program: string,
  url: string,
  browserPath: string,
): Promise<{ readonly scores: Scores; readonly contentful: number; readonly faults: readonly string[] }> {
  const flags = '--headless=new --no-sandbox --disable-gpu';
  const args = [url, '--quiet', '--output=json', '--output-path=stdout', `--chrome-flags=${flags}`];
  const text = await new Promise<string>((done, failed) => {
    const child = spawn(process.execPath, [program, ...args], {
      env: { ...process.env, CHROME_PATH: browserPath },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('error', failed);
    child.on('close', (code) =>
      code === 0 ? done(output) : failed(new Error(`lighthouse ended with ${code}`)),
    );
  });
  const report = JSON.parse(text) as Report;
  const scores = Object.fromEntries(
    Object.entries(report.categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]),
  ) as Record<keyof Scores, number>;
  const faults = Object.values(report.audits)
    .filter(
      ({ score, scoreDisplayMode }) =>
        score !== null && score < 0.9 && /binary|numeric|metricSavings/.test(scoreDisplayMode),
    )
    .map(({ title, displayValue }) => [title, displayValue].filter(Boolean).join(': '));
  const contentful = report.audits['largest-contentful-paint']?.numericValue ?? Number.POSITIVE_INFINITY;
  return { scores, contentful, faults };
}

interface Report {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<
    Record<
      string,
      {
        readonly title: string;
        readonly displayValue?: string;
        readonly numericValue?: number;
        readonly score: number | null;
        readonly scoreDisplayMode: string;
      }
    >
  >;
}
