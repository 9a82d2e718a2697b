import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { Dataset } from '../../../src/dataset/dataset';
import { DatasetDecisions } from '../../../src/engine/decisions/datasetDecisions';
import { RowHashes } from '../../../src/engine/decisions/rowHashes';
import { temporaryFolder } from '../../support/temporaryFolder';
import { poolRows, toJsonLines } from './poolFiles';

/** Hashes that tell nobody that they are there before they may. */
class HeldHashes extends RowHashes {
  held: Promise<void> = Promise.resolve();
  onHashed: () => void = () => undefined;

  override async cover(rows: number, signal: AbortSignal | undefined): Promise<void> {
    await super.cover(rows, signal);
    this.onHashed();
    await this.held;
  }
}

describe('decisions about a dataset', () => {
  const folder = temporaryFolder();
  const rows = poolRows(4);
  const kept = { id: `${createHash('sha256').update(JSON.stringify(rows[3])).digest('hex')}#0`, kind: 'keep' };

  let dataset: Dataset;
  afterEach(() => dataset.close());

  async function open(): Promise<{ hashes: HeldHashes; decisions: DatasetDecisions }> {
    dataset = await Dataset.open(folder.write('pool.jsonl', toJsonLines(rows)));
    const hashes = new HeldHashes(dataset);
    return { hashes, decisions: new DatasetDecisions(dataset, hashes, folder.path('decisions.jsonl')) };
  }

  it('are at the rows as they are now where these moved while they were looked for', async () => {
    folder.write('decisions.jsonl', toJsonLines([kept]));
    const { hashes, decisions } = await open();
    let release: () => void = () => undefined;
    hashes.held = new Promise((resolve) => (release = resolve));
    const hashed = new Promise<void>((resolve) => (hashes.onHashed = resolve));
    const loading = decisions.load();
    await hashed;
    folder.write('pool.jsonl', toJsonLines([...rows].reverse()));
    assert.equal(await dataset.refresh(), 'reindexed');
    hashes.truncate(0);
    decisions.forgetRows();
    release();
    await loading;
    await decisions.load();
    assert.deepEqual(decisions.verdicts, { kept: Uint32Array.of(0), dropped: new Uint32Array() });
  });

  it('are not written where there is nothing left to undo', async () => {
    const { decisions } = await open();
    await decisions.add({ rowIndexes: [3], decisions: [{ kind: 'drop' }] });
    rmSync(decisions.file);
    assert.deepEqual(await decisions.undo(), { rows: 0 });
    assert.equal(existsSync(decisions.file), false);
  });

  it('are made of the rows that are there, whatever else is asked', async () => {
    const { decisions } = await open();
    assert.deepEqual(await decisions.add({ rowIndexes: [-1, 3, 4, 99], decisions: [{ kind: 'drop' }] }), { rows: 1 });
    assert.deepEqual(decisions.verdicts, { kept: new Uint32Array(), dropped: Uint32Array.of(3) });
  });
});
