import assert from 'node:assert/strict';
import { distributionsOf } from '../../../src/engine/jobs/distributions';
import type { SignalColumns } from '../../../src/engine/signals/signalColumns';
import type { SignalValue } from '../../../src/protocol/signals';
import { seededRandom } from '../../support/seededRandom';

const all = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, row) => row);

function columnsOf(values: Readonly<Record<string, readonly (SignalValue | undefined)[]>>): SignalColumns {
  return new Map(Object.entries(values).map(([name, column]) => [name, (row: number) => column[row]]));
}

describe('distributions of compared runs', () => {
  it('count every row that has a value in the one bar that holds it', () => {
    const random = seededRandom(3);
    const lengths = Array.from({ length: 500 }, () => Math.floor(-60 * Math.log(1 - random())));
    const runs = [Array.from({ length: 80 }, (_, at) => at * 3), Array.from({ length: 50 }, (_, at) => at * 7 + 1)];
    const { distributions, bars } = distributionsOf(columnsOf({ 'total-length': lengths }), all(500), runs);
    const [lengthsOf] = distributions;
    assert.ok(lengthsOf !== undefined && lengthsOf.bars.length <= 12);
    const holds = (bar: unknown, row: number, isLast: boolean): boolean => {
      const { low, high } = bar as { low: number; high: number };
      const value = lengths[row] ?? NaN;
      return value >= low && (value < high || (isLast && value === high));
    };
    const countedIn = (rows: readonly number[]): number[] =>
      lengthsOf.bars.map((bar, at) => rows.filter((row) => holds(bar, row, at === lengthsOf.bars.length - 1)).length);
    assert.deepEqual(lengthsOf.pool, countedIn([...all(500)]));
    assert.deepEqual(lengthsOf.runs, runs.map(countedIn));
    assert.equal(
      lengthsOf.pool.reduce((sum, count) => sum + count, 0),
      500,
    );
    for (const [run, rows] of runs.entries()) {
      for (const [place, row] of rows.entries()) {
        const bar = bars[0]?.[run]?.[place] ?? -1;
        assert.ok(holds(lengthsOf.bars[bar], row, bar === lengthsOf.bars.length - 1));
      }
    }
  });

  it('have a bar for each whole number where these are few', () => {
    const { distributions } = distributionsOf(columnsOf({ turns: [1, 1, 2, 4, undefined] }), all(5), [[0, 3, 4]]);
    const bars = [1, 2, 3].map((low) => ({ low, high: low + 1 }));
    assert.deepEqual(distributions, [
      { signal: 'turns', bars: [...bars, { low: 4, high: 4 }], pool: [2, 1, 0, 1], runs: [[1, 0, 0, 1]] },
    ]);
  });

  it('put everything in one bar where all values are equal', () => {
    const { distributions } = distributionsOf(columnsOf({ evol: [2.5, 2.5] }), all(2), [[1]]);
    assert.deepEqual(distributions, [{ signal: 'evol', bars: [{ low: 2.5, high: 2.5 }], pool: [2], runs: [[1]] }]);
  });

  it('are not stretched by a few rows far out, which the last bar holds', () => {
    const lengths = [...Array.from({ length: 200 }, (_, at) => at), 1_000_000];
    const { distributions } = distributionsOf(columnsOf({ 'total-length': lengths }), all(201), [[...all(201)]]);
    const { bars = [], pool } = distributions[0] ?? {};
    assert.deepEqual(bars.at(-1), { low: 180, high: 1_000_000 });
    assert.deepEqual(pool, [...Array<number>(10).fill(18), 21]);
  });

  it('name the categories that runs have most of, and put the others together', () => {
    const sources = Array.from({ length: 60 }, (_, row) => `s${row % 10}`);
    const { distributions } = distributionsOf(columnsOf({ source: sources }), all(60), [[9, 19, 29, 8, 18, 5]]);
    const [source] = distributions;
    assert.deepEqual(
      source?.bars.map((bar) => ('category' in bar ? bar.category : bar)),
      ['s9', 's8', 's5', 's0', 's1', 's2', 's3', { others: true }],
    );
    assert.deepEqual(source.runs, [[3, 2, 1, 0, 0, 0, 0, 0]]);
    assert.deepEqual(source.pool, [6, 6, 6, 6, 6, 6, 6, 18]);
  });

  it('leave out signals that no row has a value of', () => {
    assert.deepEqual(distributionsOf(columnsOf({ source: [undefined] }), all(1), [[0]]), {
      distributions: [],
      bars: [],
    });
  });
});
