/** Runs everything that must hold before a change lands, in order, and closes with the counts. */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const counts = { passed: 0, failed: 0 };

const CHECKS = [
  ['types', 'astro sync', 'astro check --minimumSeverity warning', 'tsc --noEmit'],
  ['lint and format', 'biome check --error-on-warnings .'],
];

for (const [name = '', ...commands] of CHECKS) {
  const passed = commands.every(
    (command) => spawnSync(command, { shell: true, stdio: 'inherit' }).status === 0,
  );
  counts[passed ? 'passed' : 'failed'] += 1;
  console.log(`${passed ? '✔' : '✖'} ${name}`);
}

const wanted = process.argv.slice(2);
const files = globSync('tests/**/*.test.ts').filter(
  (file) => wanted.length === 0 || wanted.some((part) => file.includes(part)),
);
// Tests of the built site run one after another: Astro keeps its working files in the project.
const phases = [files.filter((file) => !isSlow(file)), files.filter(isSlow)];
for (const [index, phase] of phases.entries()) {
  if (phase.length > 0) await runFiles(phase, index === 0 ? 2 : 1);
}
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 || files.length === 0 ? 1 : 0;

function isSlow(file: string): boolean {
  return /^tests[/\\](?:site|browser)[/\\]/.test(file);
}

function runFiles(files: readonly string[], concurrency: number): Promise<void> {
  const tests = run({ files: [...files].sort(), concurrency });
  tests.on('test:pass', ({ details }) => {
    if (details.type !== 'suite') counts.passed += 1;
  });
  tests.on('test:fail', ({ details }) => {
    if (details.type !== 'suite') counts.failed += 1;
  });
  const printed = tests.compose(spec);
  printed.pipe(process.stdout, { end: false });
  return new Promise((resolve) => printed.on('end', resolve));
}
