import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { CONTROLS, importFault, LAYERS } from '../../tools/build/importRules.mjs';

const ROOT = path.resolve(__dirname, '../..');
const SRC = path.join(ROOT, 'src');
const PAGE = path.join(ROOT, 'webview');

interface Import {
  readonly file: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

describe('architecture', () => {
  const files = sourceFiles(SRC);
  const pageFiles = sourceFiles(PAGE);
  const imports = files.flatMap(importsOf);
  const pageImports = pageFiles.flatMap(importsOf);

  it('has every folder of src/ as a layer', () => {
    const folders = readdirSync(SRC, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    assert.deepEqual(
      folders.map((entry) => entry.name).filter((name) => !(name in LAYERS)),
      [],
    );
  });

  it('imports only from the layers below, and packages only where they belong', () => {
    const faults = [...imports, ...pageImports].map(({ file, specifier, typeOnly }) =>
      importFault(relative(file), specifier, typeOnly),
    );
    assert.deepEqual(
      faults.filter((fault) => fault !== null),
      [],
    );
  });

  it('finds a wrong import however deep the file lies and whatever its folders are called', () => {
    const fault = (file: string, specifier: string, typeOnly = false): string | null =>
      importFault(file, specifier, typeOnly);
    assert.equal(fault('src/cli/commands/batches/x.ts', '../../../editor/y'), 'cli/ must not import editor/.');
    assert.equal(fault('src/editor/hub/x.ts', '../../hub/y'), 'editor/ must not import hub/.');
    assert.equal(fault('src/editor/commands/x.ts', '../hub/y'), null);
    assert.equal(
      fault('src/common/x.ts', '../../tools/build/y'),
      'src/common/x.ts must not import what is outside the product.',
    );
    assert.equal(fault('src/dataset/x.ts', 'lmdb/open'), 'dataset/ must not import lmdb.');
    assert.equal(
      fault('src/dataset/x.ts', '../../package.json'),
      'Only src/common/version.ts may import package.json.',
    );
    assert.equal(fault('webview/a/b/x.ts', '../../../src/engine/y'), 'The page must not import engine/.');
    assert.equal(fault('webview/a/b/x.ts', '../../../src/engine/y', true), null);
    assert.match(
      fault('src/cli/commands/x.ts', '../../engine/rows/y') ?? '',
      /cli\/ must import nothing of engine\/ but/,
    );
    assert.match(
      fault('src/editor/x.ts', '../engine/engine', true) ?? '',
      /editor\/ must import nothing of engine\/ but/,
    );
    assert.equal(fault('src/cli/x.ts', '../engine/engine'), null);
    const leavesPage = 'A page must import only the kit and its own files, the kit only its own.';
    assert.equal(fault('webview/pages/table/rows/x.ts', '../../chains/y'), leavesPage);
    assert.equal(fault('webview/kit/host/x.ts', '../../pages/table/y', true), leavesPage);
    assert.equal(fault('webview/pages/table/rows/x.ts', '../../../kit/y'), null);
    assert.equal(fault('webview/pages/table/rows/x.ts', '../state/y'), null);
    assert.equal(fault('webview/x.ts', CONTROLS.package), `Only ${CONTROLS.module} may import ${CONTROLS.package}.`);
  });

  it('has no cycle of files, types aside', () => {
    assert.deepEqual(firstCycle(files, imports), []);
  });

  it('has the controls library in use', () => {
    const importers = pageImports.filter(({ specifier }) => specifier.startsWith(CONTROLS.package));
    assert.deepEqual([...new Set(importers.map(({ file }) => relative(file)))], [CONTROLS.module]);
  });

  it('words errors for people in the messages and the command line alone: everything else says what is wrong by code', () => {
    const mayWord = /^src\/(messages|cli)\/|^src\/(common\/errors|protocol\/wireError|serverClient\/serverError)\.ts$/;
    const wording = files.filter((file) => /new (DeitaError|ServerError)\(/.test(readFileSync(file, 'utf8')));
    assert.deepEqual(
      wording.map(relative).filter((file) => !mayWord.test(file)),
      [],
    );
  });

  it('has no form in a page: a webview may submit none, so that its button and Enter would do nothing', () => {
    const forms = pageFiles.filter((file) => /<form\b|type="submit"/.test(readFileSync(file, 'utf8')));
    assert.deepEqual(forms.map(relative), []);
  });

  it('mentions no path of a machine', () => {
    const everything = [...files, ...pageFiles];
    const machinePath = /['"`](\/(home|Users|root|work|mnt)\/|[A-Za-z]:\\\\)/;
    assert.deepEqual(everything.filter((file) => machinePath.test(readFileSync(file, 'utf8'))).map(relative), []);
  });
});

function sourceFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(m?ts|tsx|mjs)$/.test(entry.name));
  return files.map((entry) => path.join(entry.parentPath, entry.name)).sort();
}

function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) found.push({ file, specifier, typeOnly: isTypeOnly(node) });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function specifierOf(node: ts.Node): string | undefined {
  const literal =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isCallExpression(node) && isImportCall(node)
        ? node.arguments[0]
        : undefined;
  return literal !== undefined && ts.isStringLiteralLike(literal) ? literal.text : undefined;
}

function isImportCall({ expression }: ts.CallExpression): boolean {
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require')
  );
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  return ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

/** The file behind a relative specifier; undefined for packages. */
function resolveRelative(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const target = path.resolve(path.dirname(file), specifier);
  return [target, `${target}.ts`, `${target}.tsx`, path.join(target, 'index.ts')].find((candidate) =>
    ts.sys.fileExists(candidate),
  );
}

function firstCycle(files: readonly string[], imports: readonly Import[]): string[] {
  const targets = new Map(files.map((file) => [file, [] as string[]]));
  for (const { file, specifier, typeOnly } of imports) {
    const target = typeOnly ? undefined : resolveRelative(file, specifier);
    if (target !== undefined) targets.get(file)?.push(target);
  }
  const done = new Set<string>();
  const walk = (file: string, trail: readonly string[]): string[] => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file].map(relative);
    if (done.has(file)) return [];
    for (const target of targets.get(file) ?? []) {
      const cycle = walk(target, [...trail, file]);
      if (cycle.length > 0) return cycle;
    }
    done.add(file);
    return [];
  };
  return files.map((file) => walk(file, [])).find((cycle) => cycle.length > 0) ?? [];
}

function relative(file: string): string {
  return path.relative(ROOT, file).split(path.sep).join('/');
}
