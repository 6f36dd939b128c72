/**
 * Checks types as `tsc --noEmit` does, and that no promise is left to itself, with one reading of the program: a
 * linter that works types out by itself took a minute for the second alone. Components are then checked by what
 * `astro check` calls, which by itself would read everything else a second time.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AstroCheck } from '@astrojs/language-server';
import ts from 'typescript';

// Astro writes the types of collections; where these have changed since, it has to look again.
const changed = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (changed('.astro/types.d.ts') < changed('src/site/collections.ts'))
  spawnSync('astro', ['sync', '--force'], { stdio: ['ignore', 'ignore', 'inherit'] });

const file = 'tsconfig.json';
const config = ts.getParsedCommandLineOfConfigFile(
  file,
  {},
  { ...ts.sys, onUnRecoverableConfigFileDiagnostic: console.error },
);
if (!config) throw new Error(`${file} cannot be read.`);
const program = ts.createProgram(config.fileNames, config.options);
const checker = program.getTypeChecker();
const faults = [
  ...ts.getPreEmitDiagnostics(program),
  ...program.getSourceFiles().filter(isOurs).flatMap(floating),
];
if (faults.length > 0) {
  console.error(
    ts.formatDiagnosticsWithColorAndContext(faults, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => process.cwd(),
      getNewLine: () => '\n',
    }),
  );
  process.exitCode = 1;
}
const ofComponents = new AstroCheck(
  process.cwd(),
  createRequire(import.meta.url).resolve('typescript'),
  file,
);
const components = ofComponents.linter.getRootFileNames().filter((name) => name.endsWith('.astro'));
const { errors, warnings } = await ofComponents.lint({
  fileNames: components,
  logErrors: { level: 'warning' },
});
if (components.length === 0 || errors + warnings > 0) process.exitCode = 1;

function isOurs({ isDeclarationFile, fileName }: ts.SourceFile): boolean {
  return !isDeclarationFile && !fileName.includes('/node_modules/');
}

/**
 * Calls that give a promise which nobody waits for, and whose failure nobody hears of; `void` says that this is meant.
 * The test runner waits for its tests by itself.
 */
function floating(source: ts.SourceFile): ts.Diagnostic[] {
  const found: ts.Diagnostic[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) && isLost(node.expression))
      found.push({
        category: ts.DiagnosticCategory.Error,
        code: 0,
        file: source,
        start: node.getStart(),
        length: node.getWidth(),
        messageText: 'Nobody waits for this promise: await it, or say "void" before it.',
      });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isLost(call: ts.Expression): boolean {
  if (!ts.isCallExpression(call) || !isPromise(checker.getTypeAtLocation(call))) return false;
  if (ts.isPropertyAccessExpression(call.expression) && call.expression.name.text === 'catch') return false;
  const declared = checker.getResolvedSignature(call)?.declaration?.getSourceFile().fileName ?? '';
  return !declared.endsWith('@types/node/test.d.ts');
}

function isPromise(type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some(
    (part) => part.getProperty('then') !== undefined && part.getProperty('catch') !== undefined,
  );
}
