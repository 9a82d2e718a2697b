import assert from 'node:assert/strict';
import { fromFloat16, toFloat16 } from '../../../src/common/float16';

describe('half precision', () => {
  const cases: [string, number, number][] = [
    ['one', 1, 0x3c00],
    ['minus two', -2, 0xc000],
    ['zero', 0, 0],
    ['minus zero', -0, 0x8000],
    ['a tie, to even below', 1 + 2 ** -11, 0x3c00],
    ['a tie, to even above', 1 + 3 * 2 ** -11, 0x3c02],
    ['above a tie', 1 + 2 ** -11 + 2 ** -20, 0x3c01],
    ['the largest number', 65504, 0x7bff],
    ['what rounds to infinity', 65520, 0x7c00],
    ['the smallest normal number', 2 ** -14, 0x0400],
    ['the smallest subnormal number', 2 ** -24, 0x0001],
    ['half of it, to even', 2 ** -25, 0x0000],
    ['three quarters of it', 1.5 * 2 ** -25, 0x0001],
    ['infinity', -Infinity, 0xfc00],
    ['not a number', NaN, 0x7e00],
  ];
  for (const [name, value, bits] of cases) {
    it(`rounds ${name}`, () => assert.deepEqual([...toFloat16(Float32Array.of(value))], [bits]));
  }

  it('reads every bit pattern back as it would be written', () => {
    const every = Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits);
    const isNumber = (bits: number): boolean => (bits & 0x7c00) !== 0x7c00 || (bits & 0x3ff) === 0;
    const numbers = every.filter(isNumber);
    assert.deepEqual(toFloat16(fromFloat16(numbers)), numbers);
    assert.ok(fromFloat16(every.filter((bits) => !isNumber(bits))).every(Number.isNaN));
  });
});
