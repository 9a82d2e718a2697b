import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normaliseText, partsOf } from '../../../src/embedding/normalForm';

const LOOP = ['def total(xs):', '    s = 0', '    for x in xs:', '        s += x', '    return s'];

describe('normal form', () => {
  it('takes out characters that no reader sees', () => {
    assert.equal(normaliseText('soil\u00ad \u200bero\u2060sion\u200e \u2764\ufe0f\ufeff'), 'soil erosion \u2764');
  });

  it('keeps the joiner within an emoji and the non-joiner, which are spelling', () => {
    const family = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}';
    assert.equal(normaliseText(family), family);
    assert.notEqual(normaliseText(family), normaliseText(family.replaceAll('\u200d', '')));
    assert.equal(
      normaliseText('\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'),
      '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
    );
    assert.equal(normaliseText('wo\u200drd'), 'word');
  });

  it('keeps the nesting of code, a tab per level', () => {
    const expected = 'def total(xs):\n\ts = 0\n\tfor x in xs:\n\t\ts += x\n\treturn s';
    assert.equal(normaliseText(LOOP.join('\n')), expected);
    assert.notEqual(normaliseText(LOOP.with(4, '        return s').join('\n')), expected);
  });

  const sameCode = {
    tabs: LOOP.map((line) => line.replaceAll('    ', '\t')).join('\n'),
    'two blanks per level': LOOP.map((line) => line.replaceAll('    ', '  ')).join('\n'),
    'another margin': LOOP.map((line) => `    ${line}`).join('\n'),
    'blanks at the ends of lines and empty lines': LOOP.join('  \n\n'),
    'the line ends of Windows': `${LOOP.join('\r\n')}\r\n`,
  };
  for (const [what, code] of Object.entries(sameCode)) {
    it(`sees the same code with ${what}`, () => assert.equal(normaliseText(code), normaliseText(LOOP.join('\n'))));
  }

  it('takes line breaks in prose and lists for blanks', () => {
    const prose = 'Two things:\n  - first\n  - second\n\nAnd a line\n   that was wrapped.';
    assert.equal(normaliseText(prose), 'Two things: - first - second And a line that was wrapped.');
  });

  it('changes nothing the second time', () => {
    const line = fc.tuple(
      fc.constantFrom('', ' ', '    ', '\t', ' \t'),
      fc.constantFrom('if x:', 'f(', 'y', '- a', '', 'a {'),
    );
    const code = fc.array(line).map((lines) => lines.map((pieces) => pieces.join('')).join('\n'));
    fc.assert(
      fc.property(fc.oneof(code, fc.string({ unit: 'binary' })), (text) => {
        assert.equal(normaliseText(normaliseText(text)), normaliseText(text));
      }),
    );
  });

  it('has no parts without content', () => {
    assert.deepEqual(partsOf(normaliseText('a\u001e \u200b\u001e\u001eb')), ['a', 'b']);
  });
});
