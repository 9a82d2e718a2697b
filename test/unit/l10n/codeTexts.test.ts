import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { BUNDLE, codeTexts, textsOfFronts } from '../../../tools/build/codeTexts';

const bundle = JSON.parse(readFileSync(BUNDLE, 'utf8')) as Record<string, string>;

describe('texts of the code', () => {
  it('are written out where they are used', () => assert.ok(!textsOfFronts().includes(null)));

  it('stand in l10n/bundle.l10n.json, which a translation starts from, and no other does (npm run l10n)', () => {
    const texts = codeTexts();
    assert.ok(texts.length > 0);
    assert.deepEqual(Object.keys(bundle).sort(), texts);
    for (const [text, english] of Object.entries(bundle)) assert.equal(english, text);
  });
});
