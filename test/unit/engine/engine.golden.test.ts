import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { EngineFixture, PRECOMPUTED, select } from './engineFixture';

const golden = path.resolve(__dirname, '../../../../shared/golden');

interface GoldenCase {
  readonly budget: number;
  readonly threshold: number;
  readonly selected: readonly number[];
}

describe('engine: golden selection', () => {
  const fixture = new EngineFixture();

  it('selects exactly the expected rows, in order, from carried scores and a matrix on disk', async function () {
    if (!existsSync(golden)) {
      console.log(`        skipped: ${golden} is not there`);
      this.skip();
    }
    const file = (name: string): string => path.join(golden, `selection-2k.${name}`);
    const { cases } = JSON.parse(await readFile(file('expected.json'), 'utf8')) as { cases: GoldenCase[] };
    const engine = fixture.start();
    const info = await engine.request('dataset/open', { path: file('jsonl') });
    const embedder = { kind: 'file', path: file('embeddings.npy') } as const;
    assert.ok(cases.length > 0);
    for (const { budget, threshold, selected } of cases) {
      const summary = await select(engine, info, { budget, threshold, scorer: PRECOMPUTED, embedder });
      const ranked = (await fixture.report(engine, info)).rows
        .filter(({ rank }) => rank !== undefined)
        .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
      assert.deepEqual(
        ranked.map(({ rowIndex }) => rowIndex),
        selected,
      );
      assert.equal(summary.counts.selected, selected.length);
    }
  });
});
