import assert from 'node:assert/strict';
import fc from 'fast-check';
import { charactersLoweredTo } from '../../../src/dataset/lowerCase';
import { textPattern } from '../../../src/dataset/textPattern';
import { good } from './parsing';
import { goodRow, stretch, textsOf } from './spelledRows';

describe('characters by lower case', () => {
  it('knows every character that changes, and "İ" alone as one that becomes two', () => {
    const several: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      const character = String.fromCodePoint(code);
      const lower = character.toLowerCase();
      if (lower === character) continue;
      for (const part of lower) assert.ok(charactersLoweredTo(part).includes(character), `${lower} from ${character}`);
      if (Array.from(lower).length > 1) several.push(character);
    }
    assert.deepEqual(several, ['İ']);
  });
});

describe('text pattern', () => {
  /** Words, a row's JSON, and whether the row may have the words. */
  const CASES: readonly (readonly [string, string, boolean])[] = [
    ['zymurgy', '{"a":"Zymurgy"}', true],
    ['zymurgy', '{"a":"zymurg"}', false],
    ['zymurgy', '{"a":"\\u005Aymurg\\u0079"}', true],
    ['zymurgy', '{"a":"\\u4e2d\\u6587 in escapes"}', false],
    ['kind', '{"a":"\u212aind"}', true],
    ['kind', '{"a":"\\u212Aind"}', true],
    ['hi', '{"a":"Hİ"}', true],
    ['straße', '{"a":"STRAẞE"}', true],
    ['οδός', '{"a":"ΟΔΌΣ"}', true],
    ['中文', '{"a":"\\u4E2d文"}', true],
    ['中文', '{"a":"中国"}', false],
    ['😀', '{"a":"\\ud83D\\uDE00"}', true],
    ['and/or', '{"a":"and\\/or"}', true],
    ['say "hello"', '{"a":"say \\"hello\\""}', true],
    ['2024', '{"a":"2025"}', false],
    ['2024', '{"tool_calls":[2.024e3]}', true],
    ['2024', '{"output":{"year":2.024e3}}', true],
    ['0.5', '{"output":{"share":0.50}}', true],
    ['table', '{"tool_calls":["\\u0009able"]}', true],
  ];
  for (const [words, row, mayHave] of CASES) {
    it(`${mayHave ? 'sends' : 'does not send'} ${row} to the parser for ${words}`, () => {
      assert.equal(textPattern(words)?.test(Buffer.from(row).toString('latin1')), mayHave);
    });
  }

  it('never keeps a row that has the words from the parser', () => {
    const everyStretch = fc.array(stretch(), { minLength: 10, maxLength: 10 });
    const property = fc.property(goodRow(), everyStretch, (bytes, stretches) => {
      const texts = textsOf(good(bytes));
      for (const words of stretches.map((of) => of(texts).toLowerCase())) {
        if (!texts.some((text) => text.toLowerCase().includes(words))) continue;
        assert.ok(textPattern(words)?.test(bytes.toString('latin1')) ?? true, JSON.stringify(words));
      }
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it('tells nothing from bytes where all characters may be spelled otherwise', () => {
    for (const words of ['"', '{"\\', '\ude00', '\u0307']) assert.equal(textPattern(words), undefined);
  });
});
