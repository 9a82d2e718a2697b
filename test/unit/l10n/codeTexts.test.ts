import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { SAID } from '../../../src/messages/wording';
import { PHRASES } from '../../../src/messages/phrases';
import type { Said, Text } from '../../../src/messages/text';

const ROOT = path.resolve(__dirname, '../../..');
const bundle = JSON.parse(readFileSync(path.join(ROOT, 'l10n', 'bundle.l10n.json'), 'utf8')) as Record<string, string>;

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

/** What the engine says by code and parameters. */
function messageTexts(): string[] {
  const said: readonly Text[] = [
    ...Object.values(PHRASES),
    ...Object.values<Said>(SAID).flatMap(({ message, hint }) => (hint === undefined ? [message] : [message, hint])),
  ];
  return said.flatMap((text) => (typeof text === 'string' ? [text] : [text.one, text.other]));
}

describe('texts of the code', () => {
  const files = ['src/wording', 'src/editor', 'webview'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => path.join(ROOT, folder, name)),
  );
  const written = files.flatMap(textsIn);
  const texts = [...written, ...messageTexts()];

  it('are written out where they are used', () => assert.ok(!written.includes(null)));

  it('stand in l10n/bundle.l10n.json, which a translation starts from, and no other does', () => {
    assert.ok(texts.length > 0);
    assert.deepEqual(Object.keys(bundle).sort(), [...new Set(texts)].sort());
    for (const [text, english] of Object.entries(bundle)) assert.equal(english, text);
  });
});
