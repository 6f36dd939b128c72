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
const tests = run({ files: files.sort(), concurrency: 2 });
tests.on('test:pass', ({ details }) => {
  if (details.type !== 'suite') counts.passed += 1;
});
tests.on('test:fail', ({ details }) => {
  if (details.type !== 'suite') counts.failed += 1;
});
tests.on('end', () => {
  console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed > 0 || files.length === 0 ? 1 : 0;
});
tests.compose(spec).pipe(process.stdout, { end: false });
