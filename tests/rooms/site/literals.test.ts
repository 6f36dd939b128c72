/** Every word that a page shows comes from the words of the interface, so that a site can have it in its own language. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';
import { NOTE_KINDS, OUTCOME_STATUSES, SEAL_KINDS } from '../../../src/citations/site.ts';
import { RELATIONS } from '../../../src/site/view/debate.ts';

/** What is the same in every language, or is no word of ours. */
const ALLOWED: Readonly<Record<string, string>> = {
  Subject: 'a field of mail (RFC 5322)',
  To: 'a field of mail',
  Cc: 'a field of mail',
  References: 'a field of mail',
  'Message-ID': 'a field of mail',
  'npx postil check --tree mine=PATH': 'a command',
  'npx postil experiment': 'a command',
  'postil verify': 'a command',
  UTC: 'the name of a clock',
  px: 'a length of CSS',
  'pt-card not-content': 'classes',
  '<pre tabindex="0"': 'markup',
};

/** Names that data has, which pages show by words of their own. */
const NAMES: ReadonlySet<string> = new Set([...OUTCOME_STATUSES, ...NOTE_KINDS, ...SEAL_KINDS, ...RELATIONS]);

test('components and pages show no words but those of the interface', () => {
  const found = globSync('src/site/{components,routes}/*.astro').flatMap((file) =>
    shownIn(readFileSync(file, 'utf8')).map((words) => `${file}: ${words}`),
  );
  assert.deepEqual(found, []);
});

test('what components are given to show has no words of its own', () => {
  const found = globSync('src/site/{view,search,scripts}/*.ts').flatMap((file) =>
    sentencesIn(readFileSync(file, 'utf8'), file).map((words) => `${file}: ${words}`),
  );
  assert.deepEqual(found, []);
});

test('text between tags, in attributes that are read out, and in expressions is found', () => {
  const component = `---
const label = 'Not looked at';
---
<p class="a b" aria-label="Read out">Shown <code>{name}</code>{' and '}{\`counted \${count}\`}{isOld ? 'then' : say('x.y')}</p>
<style>p { color: red }</style>`;
  assert.deepEqual(shownIn(component), ['Read out', 'Shown', 'and', 'counted', 'then']);
  assert.deepEqual(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a module.
    sentencesIn('const a = `line ${b}`; const c = "x-y"; say("a.b", { d: "rule" });', 'a.ts'),
    ['line'],
  );
});

const READ_OUT = /\b(?:aria-label|title|alt|placeholder)="([^"{]*\p{L}[^"{]*)"/gu;

/** Of a component: text between tags, and in expressions every string that stands to be shown by itself. */
function shownIn(astro: string): string[] {
  const markup = astro
    .replace(/^---[\s\S]*?\n---/, '')
    .replace(/<(style|script)\b[\s\S]*?<\/\1>/g, '')
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, '');
  const source = ts.createSourceFile(
    'a.tsx',
    `<>${markup.replaceAll('class:list', 'classList').replaceAll('set:html', 'setHtml')}</>`,
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );
  const words: string[] = [...markup.matchAll(READ_OUT)].map(([, text = '']) => text);
  const visit = (node: ts.Node): void => {
    // What an attribute says is markup, but for the few above.
    if (ts.isJsxAttribute(node)) {
      if (/^(?:aria-label|title|alt|placeholder)$/.test(node.name.getText()))
        ts.forEachChild(node, visitRead);
      return;
    }
    if (ts.isCallExpression(node)) {
      visit(node.expression);
      for (const given of node.arguments) visitInside(given);
      return;
    }
    if (ts.isJsxText(node)) words.push(node.text);
    else if (isText(node) && isShown(node)) words.push(node.text);
    ts.forEachChild(node, visit);
  };
  const visitRead = (node: ts.Node): void => {
    if (ts.isJsxExpression(node)) visit(node);
  };
  const visitInside = (node: ts.Node): void => {
    if (!isText(node) && !ts.isTemplateExpression(node)) visit(node);
  };
  visit(source);
  return words.map((text) => text.trim()).filter((text) => /\p{L}{2}/u.test(text) && !(text in ALLOWED));
}

type Text = ts.StringLiteralLike | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail;

const isText = (node: ts.Node): node is Text =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);

/** Not what is only compared, or looked up by. */
function isShown(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isTemplateExpression(parent) || ts.isTemplateSpan(parent)) return true;
  if (ts.isBinaryExpression(parent))
    return /^(?:&&|\|\||\?\?|\+)$/.test(parent.operatorToken.getText()) && isShown(parent);
  if (ts.isConditionalExpression(parent)) return node !== parent.condition && isShown(parent);
  if (ts.isParenthesizedExpression(parent)) return isShown(parent);
  return ts.isJsxExpression(parent) || ts.isArrowFunction(parent);
}

/** Of a module: strings that read as words, two of them, or one before or after something that is filled in. */
function sentencesIn(text: string, file: string): string[] {
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isThrowStatement(node)) return;
    if (isText(node) && !isName(node)) {
      const isPart = !ts.isStringLiteralLike(node);
      if (
        isPart
          ? /(?:^|\s)\p{L}{2,} ?$|^ ?\p{L}{2,}(?:\s|$)/u.test(node.text)
          : /\p{L}{2} \p{L}{2}/u.test(node.text)
      )
        words.push(node.text.trim());
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return words.filter((each) => !(each in ALLOWED));
}

/** What is compared, or is the key of a table. */
const isName = ({ parent, text, ...node }: Text): boolean =>
  NAMES.has(text) ||
  (ts.isPropertyAssignment(parent) && parent.name.pos === node.pos) ||
  (ts.isBinaryExpression(parent) && /^[!=]==$/.test(parent.operatorToken.getText()));
