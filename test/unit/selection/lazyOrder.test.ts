import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Pacer } from '../../../src/selection/pacer';
import { LazyOrder } from '../../../src/selection/lazyOrder';

const scores = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 6 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(Number.NaN, 0, -0, 1e300, -1e300, 5e-324, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  ),
  { maxLength: 200 },
);

function sorted(evolScores: readonly number[]): number[] {
  const scored = evolScores.flatMap((score, row) => (Number.isNaN(score) ? [] : [{ score, row }]));
  return scored
    .sort((a, b) => (a.score === b.score ? a.row - b.row : b.score > a.score ? 1 : -1))
    .map(({ row }) => row);
}

describe('LazyOrder', () => {
  it('takes the scored rows by score, lower row first on ties, however many at a time', async () => {
    await fc.assert(
      fc.asyncProperty(scores, fc.integer({ min: 1, max: 50 }), async (values, step) => {
        const order = await LazyOrder.of(Float64Array.from(values), new Pacer(undefined));
        const expected = sorted(values);
        const taken: number[] = [];
        while (order.remaining > 0) {
          assert.equal(order.remaining, expected.length - taken.length);
          taken.push(...order.take(step));
        }
        assert.deepEqual(taken, expected);
        assert.equal(order.take(step).length, 0);
      }),
    );
  });

  it('orders pools of many rows with one score far above the others', async () => {
    const values = Array.from({ length: 100_000 }, (_, row) => (row === 50_000 ? 1e12 : (row * 7919) % 1000));
    const order = await LazyOrder.of(Float64Array.from(values), new Pacer(undefined));
    assert.deepEqual([...order.take(values.length)], sorted(values));
  });
});
