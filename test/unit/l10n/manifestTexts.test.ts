import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(ROOT, name), 'utf8'));
const manifest = read('package.json') as { readonly contributes: object; readonly displayName: string };
const texts = read('package.nls.json') as Record<string, string>;

/** Keys of package.json under which texts for users stand. */
const TEXT_KEYS = new Set([
  'title',
  'displayName',
  'description',
  'markdownDescription',
  'name',
  'contents',
  'enumItemLabels',
  'enumDescriptions',
  'markdownEnumDescriptions',
  'deprecationMessage',
  'markdownDeprecationMessage',
  'altText',
]);
/** A name that is the same in every language. */
const PRODUCT = 'DEITA';

function textsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return TEXT_KEYS.has(key) && value !== PRODUCT ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((entry) => textsIn(entry, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]) => textsIn(entry, name));
}

describe('texts of package.json', () => {
  const used = textsIn({ ...manifest.contributes, displayName: manifest.displayName });
  used.push((manifest as unknown as { description: string }).description);

  it('stand in package.nls.json, every one', () => {
    assert.deepEqual(
      used.filter((text) => !/^%[\w.-]+%$/.test(text)),
      [],
    );
    assert.ok(used.length > 50, `${used.length} texts`);
  });

  it('are there, and none is left that nothing uses', () => {
    const keys = used.map((text) => text.slice(1, -1));
    assert.deepEqual([...new Set(keys)].sort(), Object.keys(texts).sort());
    assert.deepEqual(
      Object.entries(texts).filter(([, text]) => text.trim() === ''),
      [],
    );
  });
});
