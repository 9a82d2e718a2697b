import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { CONTROLS, LAYERS, OWNED_PACKAGES, PAGE_LAYERS } from '../../src/build/importRules.mjs';

const ROOT = path.resolve(__dirname, '../..');
const SRC = path.join(ROOT, 'src');

/** Folders of src/ that are no layer: the build's own programs. */
const NOT_LAYERS = ['build'];

interface Import {
  readonly file: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

describe('architecture', () => {
  const files = sourceFiles(SRC).filter((file) => !NOT_LAYERS.includes(layerOf(file)));
  const imports = files.flatMap(importsOf);

  it('has every folder of src/ as a layer', () => {
    const folders = readdirSync(SRC, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const names = folders.map((entry) => entry.name).filter((name) => !NOT_LAYERS.includes(name));
    assert.deepEqual(
      names.filter((name) => !(name in LAYERS)),
      [],
    );
  });

  it('imports only from the layers below', () => {
    const wrong = imports.filter(({ file, specifier }) => {
      const target = resolveRelative(file, specifier);
      if (target === undefined || layerOf(file) === '') return false;
      if (target === path.join(ROOT, 'package.json')) return relative(file) !== 'src/common/version.ts';
      const [from, to] = [layerOf(file), layerOf(target)];
      return from !== to && LAYERS[from]?.includes(to) !== true;
    });
    assert.deepEqual(wrong.map(describeImport), []);
  });

  it('imports owned packages only where they belong', () => {
    const wrong = imports.filter(({ file, specifier }) => {
      const owned = Object.keys(OWNED_PACKAGES).find((name) => specifier === name || specifier.startsWith(`${name}/`));
      if (owned === undefined || (owned === 'vscode' && layerOf(file) === '')) return false;
      return OWNED_PACKAGES[owned]?.includes(layerOf(file)) !== true;
    });
    assert.deepEqual(wrong.map(describeImport), []);
  });

  it('has no cycle of files, types aside', () => {
    assert.deepEqual(firstCycle(files, imports), []);
  });

  it('lets the page import nothing of src/ but messages, what is common, and types', () => {
    const wrong = sourceFiles(path.join(ROOT, 'webview'))
      .flatMap(importsOf)
      .filter(({ file, specifier, typeOnly }) => {
        const target = resolveRelative(file, specifier);
        if (target?.startsWith(SRC + path.sep) !== true || typeOnly) return false;
        return !PAGE_LAYERS.includes(layerOf(target)) && path.basename(target) !== 'types.ts';
      });
    assert.deepEqual(wrong.map(describeImport), []);
  });

  it('keeps the controls library behind one module of the page', () => {
    const importers = sourceFiles(path.join(ROOT, 'webview'))
      .flatMap(importsOf)
      .filter(({ specifier }) => specifier.startsWith(CONTROLS.package));
    assert.deepEqual([...new Set(importers.map(({ file }) => relative(file)))], [CONTROLS.module]);
  });

  it('mentions no path of a machine', () => {
    const everything = [...sourceFiles(SRC), ...sourceFiles(path.join(ROOT, 'webview'))];
    const machinePath = /['"`](\/(home|Users|root|work|mnt)\/|[A-Za-z]:\\\\)/;
    assert.deepEqual(everything.filter((file) => machinePath.test(readFileSync(file, 'utf8'))).map(relative), []);
  });
});

function sourceFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(m?ts|tsx|mjs)$/.test(entry.name));
  return files.map((entry) => path.join(entry.parentPath, entry.name)).sort();
}

/** First folder below src/; empty for a file directly in it. */
function layerOf(file: string): string {
  const [first = '', ...rest] = path.relative(SRC, file).split(path.sep);
  return rest.length === 0 ? '' : first;
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

function describeImport({ file, specifier }: Import): string {
  return `${relative(file)} imports ${specifier}`;
}

function relative(file: string): string {
  return path.relative(ROOT, file);
}
