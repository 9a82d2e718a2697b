import assert from 'node:assert/strict';
import fc from 'fast-check';
import { barTest } from '../../../src/engine/composition/barTest';
import { countParts, countSignal, type CountedRows } from '../../../src/engine/composition/countBars';
import type { BarTest, CountedBar, SignalComposition } from '../../../src/protocol/composition';
import type { SignalValue } from '../../../src/protocol/signals';
import { Pacer } from '../../../src/selection/pacer';

interface PoolRow {
  readonly value: SignalValue | undefined;
  readonly isBad: boolean;
  readonly isSelected: boolean;
}

function counted(rows: readonly PoolRow[]): CountedRows {
  return {
    rowCount: rows.length,
    isBad: (row) => rows[row]?.isBad === true,
    isSelected: (row) => rows[row]?.isSelected === true,
  };
}

async function countsOf(rows: readonly PoolRow[]): Promise<SignalComposition> {
  const pool = counted(rows);
  const pacer = new Pacer(undefined);
  return countSignal('any', (row) => rows[row]?.value, pool, await countParts(pool, pacer), pacer);
}

/** What a filter by the bar asks for. */
function testOf({ bar }: CountedBar, at: number, { bars }: SignalComposition): BarTest {
  if ('others' in bar)
    return { otherThan: bars.flatMap(({ bar: each }) => ('category' in each ? [each.category] : [])) };
  if ('low' in bar) return { ...bar, isLast: at === bars.filter(({ bar: each }) => 'low' in each).length - 1 };
  return bar;
}

const row = <Value extends SignalValue>(value: fc.Arbitrary<Value>): fc.Arbitrary<PoolRow> =>
  fc.record({ value: fc.option(value, { nil: undefined }), isBad: fc.boolean(), isSelected: fc.boolean() });
const TAG = fc.integer({ min: 0, max: 60 }).map((number) => `t${number}`);

/** Selected bad rows do not come up in practice; here they must not count either. */
async function everyBarHoldsItsRows(rows: readonly PoolRow[]): Promise<SignalComposition> {
  const composition = await countsOf(rows);
  for (const [at, bar] of composition.bars.entries()) {
    for (const part of ['pool', 'selected'] as const) {
      const test = barTest({ bar: testOf(bar, at, composition), part }, (each) => rows[each]?.value, counted(rows));
      const held = rows.filter((_, each) => test(each)).length;
      assert.equal(bar[part], held, `${JSON.stringify(bar)}, ${part}`);
    }
  }
  return composition;
}

function sums({ bars }: SignalComposition): readonly [pool: number, selected: number] {
  return bars.reduce<[number, number]>(([pool, selected], bar) => [pool + bar.pool, selected + bar.selected], [0, 0]);
}

const good = (rows: readonly PoolRow[]): readonly PoolRow[] => rows.filter(({ isBad }) => !isBad);

describe('bars of a pool and its selection', () => {
  for (const [what, value] of [
    ['whole numbers', fc.integer({ min: -5, max: 4000 })],
    ['numbers', fc.double({ noNaN: true, min: -1e6, max: 1e6 })],
    ['categories', TAG],
  ] as const) {
    it(`hold each good row once: ${what}`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(row<SignalValue>(value), { maxLength: 300 }), async (rows) => {
          const composition = await everyBarHoldsItsRows(rows);
          const all = good(rows);
          assert.deepEqual(sums(composition), [all.length, all.filter(({ isSelected }) => isSelected).length]);
        }),
      );
    });
  }

  it('hold a row with several tags in each of theirs, and in the others once', async () => {
    const tags = fc.uniqueArray(TAG, { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(row<readonly string[]>(tags), { maxLength: 300 }), async (rows) => {
        const { bars, kind } = await everyBarHoldsItsRows(rows);
        assert.equal(kind, good(rows).some(({ value }) => value !== undefined) ? 'tags' : 'category');
        assert.ok(bars.length <= 41);
      }),
    );
  });

  it('stand by their rows in the pool, the others and rows without a value last', async () => {
    const values = [
      ...Array.from({ length: 50 }, (_, at) => `c${at}`),
      'often',
      'often',
      'often',
      undefined,
      undefined,
    ];
    const { bars, kind } = await countsOf(
      values.map((value) => ({ value, isBad: false, isSelected: value === 'c7' || value === undefined })),
    );
    assert.equal(kind, 'category');
    assert.equal(bars.length, 41);
    assert.deepEqual(bars[0], { bar: { category: 'often' }, pool: 3, selected: 0 });
    assert.deepEqual(bars[1], { bar: { category: 'c7' }, pool: 1, selected: 1 });
    assert.deepEqual(bars.slice(-2), [
      { bar: { others: true }, pool: 12, selected: 0 },
      { bar: { none: true }, pool: 2, selected: 2 },
    ]);
  });

  it('begin the last of numbers where nearly all selected rows are; those of the pool, where none is selected', async () => {
    const rows = (selectedUpTo: number): PoolRow[] =>
      Array.from({ length: 2000 }, (_, value) => ({ value, isBad: false, isSelected: value <= selectedUpTo }));
    const lastOf = async (selectedUpTo: number) => (await countsOf(rows(selectedUpTo))).bars.at(-1)?.bar;
    assert.deepEqual(await lastOf(100), { low: 90, high: 1999 });
    assert.deepEqual(await lastOf(-1), { low: 1790, high: 1999 });
  });

  it('count true and false as categories, and numbers that are none as no value', async () => {
    const part = { isBad: false, isSelected: false };
    const flags = await countsOf([true, true, false].map((value) => ({ value, ...part })));
    assert.deepEqual(flags.bars, [
      { bar: { category: 'true' }, pool: 2, selected: 0 },
      { bar: { category: 'false' }, pool: 1, selected: 0 },
    ]);
    const numbers = await everyBarHoldsItsRows([Number.POSITIVE_INFINITY, 3].map((value) => ({ value, ...part })));
    assert.deepEqual(numbers.bars, [
      { bar: { low: 3, high: 3 }, pool: 1, selected: 0 },
      { bar: { none: true }, pool: 1, selected: 0 },
    ]);
  });

  it('end when nobody waits for them any more', async () => {
    const abort = new AbortController();
    const rows: CountedRows = { rowCount: 4_000_000, isBad: () => false, isSelected: () => false };
    setImmediate(() => abort.abort());
    await assert.rejects(countParts(rows, new Pacer(abort.signal)), { code: 'cancelled' });
  });
});
