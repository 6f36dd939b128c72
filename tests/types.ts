/**
 * Checks types as `tsc --noEmit` does, that no promise is left to itself, and that no record is asked for what every object
 * has, with one reading of the program: a linter that works types out by itself took a minute for the second alone. Components are then checked by what
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
  ...program.getSourceFiles().filter(isOfProgram).flatMap(inherited),
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

function isOfProgram(source: ts.SourceFile): boolean {
  return (
    isOurs(source) &&
    source.fileName.startsWith(`${process.cwd()}/src/`) &&
    !source.fileName.endsWith('/base/look-up.ts')
  );
}

/**
 * Calls that give a promise which nobody waits for, and whose failure nobody hears of; `void` says that this is meant.
 * The test runner waits for its tests by itself.
 */
function floating(source: ts.SourceFile): ts.Diagnostic[] {
  return faultsOf(
    source,
    (node) => ts.isExpressionStatement(node) && isLost(node.expression),
    'Nobody waits for this promise: await it, or say "void" before it.',
  );
}

/** Records that are asked for a name which is known only when the program runs: it may be `constructor`, which each of them has. */
function inherited(source: ts.SourceFile): ts.Diagnostic[] {
  return faultsOf(
    source,
    (node) =>
      (ts.isElementAccessExpression(node) && !isSet(node) && isAnyName(node.argumentExpression)) ||
      (ts.isBinaryExpression(node) &&
        node.operatorToken.kind === ts.SyntaxKind.InKeyword &&
        isAnyName(node.left)),
    'The name may be "constructor", which every object has: use lookUp() of src/base/look-up.ts, Object.hasOwn(), or a Map.',
  );
}

function faultsOf(
  source: ts.SourceFile,
  isFault: (node: ts.Node) => boolean,
  messageText: string,
): ts.Diagnostic[] {
  const found: ts.Diagnostic[] = [];
  const visit = (node: ts.Node): void => {
    if (isFault(node))
      found.push({
        category: ts.DiagnosticCategory.Error,
        code: 0,
        file: source,
        start: node.getStart(),
        length: node.getWidth(),
        messageText,
      });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isAnyName(name: ts.Expression): boolean {
  const type = checker.getTypeAtLocation(name);
  const parts = type.isUnion() ? type.types : [type];
  return (
    parts.every(({ flags }) => flags & (ts.TypeFlags.StringLike | ts.TypeFlags.Undefined)) &&
    parts.some(({ flags }) => flags & ts.TypeFlags.String)
  );
}

/** Whether something is put under the name, and not asked for. */
function isSet(node: ts.ElementAccessExpression): boolean {
  return (
    ts.isBinaryExpression(node.parent) &&
    node.parent.left === node &&
    node.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
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
