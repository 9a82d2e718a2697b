import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { PHRASES } from '../../src/messages/phrases';
import type { Said, Text } from '../../src/messages/text';
import { SAID } from '../../src/messages/wording';

const ROOT = path.resolve(__dirname, '../..');

/** Folders whose texts for people are given to `l10n.t` where they are used. */
const FRONTS = ['src/wording', 'src/editor', 'webview'];

/** Where a translation starts from: each text in English, as its own key. */
export const BUNDLE = path.join(ROOT, 'l10n', 'bundle.l10n.json');

/** What is given to `l10n.t` of `@vscode/l10n` in a file; null for what is no plain text. */
function textsIn(file: string): (string | null)[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022);
  const found: (string | null)[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'l10n.t') {
      const [text] = node.arguments;
      found.push(text !== undefined && ts.isStringLiteralLike(text) ? text.text : null);
    }
    ts.forEachChild(node, visit);
  };
  if (source.text.includes("from '@vscode/l10n'")) visit(source);
  return found;
}

/** What the fronts say, in the order of their files; null for a text that is put together rather than written out. */
export function textsOfFronts(): (string | null)[] {
  const files = FRONTS.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => path.join(ROOT, folder, name)),
  );
  return files.flatMap(textsIn);
}

/** What the engine says by code and parameters. */
function messageTexts(): string[] {
  const said: readonly Text[] = [
    ...Object.values(PHRASES),
    ...Object.values<Said>(SAID).flatMap(({ message, hint }) => (hint === undefined ? [message] : [message, hint])),
  ];
  return said.flatMap((text) => (typeof text === 'string' ? [text] : [text.one, text.other]));
}

/** Every text for people, once, in the bundle's order. */
export function codeTexts(): string[] {
  const written = textsOfFronts().filter((text) => text !== null);
  return [...new Set([...written, ...messageTexts()])].sort();
}
