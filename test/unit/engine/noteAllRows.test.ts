import assert from 'node:assert/strict';
import { Dataset } from '../../../src/dataset/dataset';
import { noteAllRows } from '../../../src/engine/noteAllRows';
import { RowFacts } from '../../../src/engine/rows/rowFacts';
import { RowPresenter } from '../../../src/engine/rows/rowPresenter';
import { temporaryFolder } from '../../support/temporaryFolder';
import { poolRows, toJsonLines } from './poolFiles';

describe('rows that are noted in the background', () => {
  const folder = temporaryFolder();
  let dataset: Dataset;

  beforeEach(async () => {
    dataset = await Dataset.open(folder.write('pool.jsonl', toJsonLines(poolRows(300))));
    await dataset.indexed;
  });

  afterEach(() => dataset.close());

  it('are noted to the last also while somebody goes through them, who is looked for between the pieces', async () => {
    const facts = new RowFacts();
    let asked = 0;
    await noteAllRows(dataset, facts, {
      signal: new AbortController().signal,
      isPaused: () => false,
      isBrowsed: () => ++asked > 0,
      onProgress: () => undefined,
    });
    assert.equal(facts.noted, 300);
    assert.ok(asked > 1, `looked ${asked} times`);
  });

  it('are browsed from one page on until no other one follows', async () => {
    let now = 0;
    const rows = new RowPresenter(
      dataset,
      () => ({ scores: null, selection: null }),
      () => new RowFacts(),
      () => undefined,
      { valuesOf: () => undefined },
      () => false,
      () => undefined,
      () => now,
    );
    assert.equal(rows.isBrowsed, false);
    await rows.summaries(Uint32Array.of(0, 1));
    assert.equal(rows.isBrowsed, true);
    now += 249;
    assert.equal(rows.isBrowsed, true);
    now += 1;
    assert.equal(rows.isBrowsed, false);
  });
});
