import assert from 'node:assert/strict';
import fc from 'fast-check';
import { visibleLine, visibleText } from '../../../src/common/visibleText';

/** Every character that a terminal may obey or that hides how a text reads. */
const STEERING = [
  ...Array.from({ length: 0x20 }, (_, code) => code),
  ...Array.from({ length: 0x21 }, (_, at) => 0x7f + at),
  ...[0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x2028, 0x2029],
].map((code) => String.fromCharCode(code));

describe('visibleText', () => {
  it('shows every control character as an escape, a tab as a space, and keeps line breaks', () => {
    for (const character of STEERING) {
      const escape = `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
      const expected = { '\n': '\n', '\t': ' ' }[character] ?? escape;
      assert.equal(visibleText(`a${character}b`), `a${expected}b`);
    }
  });

  it('changes nothing else', () => {
    const text = 'Ünï — 日本語 😀 עברית \u200d\u200f "quoted" \\u001b $(icon)\n';
    assert.equal(visibleText(text), text);
  });

  it('leaves JSON the value that it had', () => {
    const hostile = fc.string({ unit: fc.constantFrom(...STEERING, '"', '\\', 'a', 'é', '😀'), maxLength: 12 });
    fc.assert(
      fc.property(fc.dictionary(hostile, hostile, { maxKeys: 5 }), (value) => {
        const shown = visibleText(JSON.stringify(value, null, 2));
        assert.deepEqual(JSON.parse(shown), JSON.parse(JSON.stringify(value)));
        assert.ok(STEERING.every((character) => character === '\n' || !shown.includes(character)));
      }),
    );
  });
});

describe('visibleLine', () => {
  it('keeps a text on one line', () => assert.equal(visibleLine('a\nb\r\nc'), 'a\\u000ab\\u000d\\u000ac'));
});
