import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(__dirname, '../..');

/** What shows texts to people. */
const FRONTS = ['src/editor', 'src/wording', 'webview'];

/** Not the pages: each is loaded when it is shown, after the language that it is shown in. */
const WORDED_WHEN_SHOWN = ['src/editor', 'src/wording'];

/** What finds in the engine that something is wrong or missing, and says so by code and parameters. */
const FINDERS = [
  'src/dataset',
  'src/batch',
  'src/fineTuning',
  'src/storage',
  'src/hub',
  'src/inference/onnxFolder',
  'src/evol/chain',
  'src/evol/inspect',
  'src/serverClient',
  ...filesIn('src/scoring', ['cuts', 'evolScore', 'precomputedScores']),
  ...filesIn('src/scoring/builtIn', ['builtInScorer', 'reasons', 'reasonTexts', 'styleTexts', 'textLimit']),
  ...filesIn('src/scoring/onnx', ['onnxScorer', 'turnFit', 'turnModel']),
  ...filesIn('src/scoring/served', ['digitAsker', 'digitScore', 'judgeAsker', 'shortenTurn', 'turnAsker']),
  ...filesIn('src/scoring/served', ['turnQuestions', 'verdict']),
  'src/training/trainedScorer.ts',
  'src/evol/direct/editorScorer.ts',
  'src/embedding/conversationExcerpt.ts',
  'src/selection',
  'src/engine/results',
  'src/engine/sources',
  ...filesIn('src/engine/jobs', ['convertRows', 'modelSignals', 'rankPool', 'scorePool', 'selectPool']),
  'src/engine/fineTuning',
];

/** What goes into files or to models, which is the same whoever reads. */
const WRITTEN = new Set([
  'src/batch/identityTemplate.ts',
  'src/batch/instructions.ts',
  'src/engine/fineTuning/readme.ts',
  'src/fineTuning/vicuna.ts',
  'src/serverClient/givenText.ts',
  'src/serverClient/uploadFile.ts',
]);

/** Attributes of elements and components that are read or read out. */
const READ = new Set(['title', 'label', 'placeholder', 'alt', 'aria-label', 'aria-description', 'aria-valuetext']);

type IsFor = (node: ts.Node, text: string) => boolean;

/** Literals of a file that people read and that are given to no `l10n.t`: text and labels of JSX, and sentences. */
function unworded(file: string, code: string, isFor: IsFor = isForPeople): string[] {
  const kind = file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, true, kind);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || isDefect(node)) return;
    const text = textOf(node);
    if (text !== undefined && isFor(node, text)) found.push(`${file}: ${text}`);
    else if (isWorded(node)) node.arguments.slice(1).forEach(visit);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Several files, those of folders included. */
function unwordedIn(paths: readonly string[], isFor?: IsFor): string[] {
  return paths.flatMap(sourcesIn).flatMap((file) => unworded(file, readFileSync(path.join(ROOT, file), 'utf8'), isFor));
}

function filesIn(folder: string, names: readonly string[]): string[] {
  return names.map((name) => `${folder}/${name}.ts`);
}

function sourcesIn(file: string): string[] {
  if (/\.tsx?$/.test(file)) return [file];
  const names = readdirSync(path.join(ROOT, file), { recursive: true, encoding: 'utf8' });
  assert.ok(names.length > 0);
  return names.filter((name) => /\.tsx?$/.test(name)).map((name) => path.join(file, name));
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) return node.text.trim();
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
}

function isForPeople(node: ts.Node, text: string): boolean {
  if (ts.isJsxText(node)) return /\p{L}{2}/u.test(text);
  if (ts.isJsxAttribute(node.parent) && READ.has(node.parent.name.getText())) return /\p{L}/u.test(text);
  return /^\p{Lu}\S* /u.test(text) && (text.match(/\p{L}{2,}/gu) ?? []).length >= 3;
}

/** Two words of prose and more: in the engine no literal is that, but names of things and patterns. */
function isProse(node: ts.Node, text: string): boolean {
  if (NAMES.has(nameOfValue(node) ?? '') || CALLED.has(text) || COMMAND.test(text)) return false;
  if (ts.isTaggedTemplateExpression(node.parent)) return false;
  return /\p{L}{2,}[,;:]? \p{L}{2,}/u.test(text);
}

/** What files are called, and what stands in them, whoever reads it. */
const CALLED = new Set([
  '… as text',
  'binary data, … bytes, sha256:…',
  'DEITA for VS Code',
  'SQLite format 3\u0000',
  'Application Support',
]);

/** What a shell or jq is to run, with what stands before it. */
const COMMAND = /^…*(python3 -c |\$table \| |axolotl |llamafactory-cli )/;

/** What is named by them is the same in every language. */
const NAMES = new Set(['name']);

function nameOfValue({ parent }: ts.Node): string | undefined {
  return ts.isPropertyAssignment(parent) ? parent.name.getText() : undefined;
}

function isWorded(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && node.expression.getText() === 'l10n.t';
}

/** Lines on which a text is worded as soon as the module is loaded, which may be before the reader's language is known. */
function wordedAtLoad(file: string, code: string): string[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || isOfInstance(node)) return;
    if (isWorded(node)) found.push(`${file}: ${node.getText()}`);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isOfInstance(node: ts.Node): boolean {
  return ts.isPropertyDeclaration(node) && !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
}

/** What a defect says, or a symbol, is for whoever mends it. */
function isDefect(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) return node.expression.getText() === 'Symbol';
  return ts.isNewExpression(node) && /^(Type|Range)?Error$/.test(node.expression.getText());
}

/** Attributes of elements that a program reads, such as a class, and that go through a translation nevertheless. */
function wordedNames(file: string, code: string): string[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxAttribute(node) && isOfElement(node) && !READ.has(node.name.getText()) && isGivenWords(node)) {
      found.push(`${file}: ${node.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A component decides by itself what its attributes are for. */
function isOfElement(attribute: ts.JsxAttribute): boolean {
  return /^[a-z]/.test(attribute.parent.parent.tagName.getText());
}

/** What a function in an attribute does later is no part of the attribute. */
function isGivenWords(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  return isWorded(node) || ts.forEachChild(node, (child) => isGivenWords(child) || undefined) === true;
}

describe('texts of the fronts', () => {
  it('are all given to l10n.t where they are used, so that a translation has them', () => {
    assert.deepEqual(unwordedIn(FRONTS), []);
  });

  it('are for people: what a program reads is the same in every language', () => {
    assert.deepEqual(
      FRONTS.flatMap(sourcesIn).flatMap((file) => wordedNames(file, readFileSync(path.join(ROOT, file), 'utf8'))),
      [],
    );
    assert.deepEqual(
      wordedNames(
        'a.tsx',
        "<b class={x ? l10n.t('shown') : 'b'} title={l10n.t('T')} onClick={() => say(l10n.t('S'))} />",
      ),
      ["a.tsx: class={x ? l10n.t('shown') : 'b'}"],
    );
  });

  it('are worded when they are shown', () => {
    const files = WORDED_WHEN_SHOWN.flatMap(sourcesIn);
    assert.deepEqual(
      files.flatMap((file) => wordedAtLoad(file, readFileSync(path.join(ROOT, file), 'utf8'))),
      [],
    );
    const code =
      "const A = l10n.t('a'); class B { static c = [l10n.t('c')]; d = l10n.t('d'); } const e = () => l10n.t('e');";
    assert.deepEqual(wordedAtLoad('a.ts', code), ["a.ts: l10n.t('a')", "a.ts: l10n.t('c')"]);
  });

  it('are found where they are not', () => {
    assert.deepEqual(unworded('a.ts', "show('No row is selected.'); show(l10n.t('No row is selected.'));"), [
      'a.ts: No row is selected.',
    ]);
    assert.deepEqual(
      unworded('a.ts', 'show(`Line ${line} has no row.`); throw new Error(`Line ${line} has no row.`);'),
      ['a.ts: Line … has no row.'],
    );
    assert.deepEqual(
      unworded('a.tsx', '<b title="Rows" class="cell of rows">{x} rows {l10n.t("{0} of all", "One more row")}</b>;'),
      ['a.tsx: Rows', 'a.tsx: rows', 'a.tsx: One more row'],
    );
  });
});

describe('texts of the engine', () => {
  it('are told of by code and parameters where they are for people', () => {
    const finders = FINDERS.flatMap(sourcesIn).filter((file) => !WRITTEN.has(file));
    assert.deepEqual(unwordedIn(finders, isProse), []);
    for (const file of WRITTEN) assert.notDeepEqual(unwordedIn([file], isProse), [], `${file} needs no exception`);
  });

  it('are found where they are not', () => {
    const code = "const format = { name: 'Preference pairs' }; throw new ShapeError(path, `found ${what} in vain`);";
    assert.deepEqual(unworded('a.ts', `${code} say('row.missing'); throw new Error('no such row');`, isProse), [
      'a.ts: found … in vain',
    ]);
  });
});
