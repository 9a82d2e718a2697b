import assert from 'node:assert/strict';
import { Dataset } from '../../../src/dataset/dataset';
import { KeptFacts } from '../../../src/engine/rows/keptFacts';
import { RowFacts } from '../../../src/engine/rows/rowFacts';
import { RowNoting } from '../../../src/engine/rows/rowNoting';
import { temporaryFolder } from '../../support/temporaryFolder';
import { toJsonLines } from './poolFiles';

describe('RowNoting', () => {
  const folder = temporaryFolder();
  const ROWS = [
    { instruction: 'abcd', output: 'abcd' },
    { instruction: 'abcd', output: 'ab' },
  ];

  it('keeps what rows said when they were noted, also where one is noted again before that is written', async () => {
    const dataset = await Dataset.open(folder.write('pool.jsonl', toJsonLines(ROWS)));
    let parts: readonly Uint8Array[] = [];
    const files = { read: () => Promise.resolve(undefined) };
    const kept = new KeptFacts('id', files, (_name, written) => (parts = written));
    try {
      const noting = await noted(dataset, kept);
      const fingerprint = noting.facts.fingerprints[0];
      dataset.edits = new Map([[0, { '/output': 'abcdefgh' }]]);
      await noting.noteAgain([0]);
      assert.deepEqual(tokensOf(noting.facts), [3, 2]);
      const restored = RowFacts.deserialise(Buffer.concat(parts));
      assert.deepEqual(restored && [tokensOf(restored), restored.fingerprints[0]], [[2, 2], fingerprint]);
    } finally {
      await dataset.close();
    }
  });

  it('leaves fingerprints that were handed out as they were', async () => {
    const dataset = await Dataset.open(folder.write('handed.jsonl', toJsonLines(ROWS)));
    try {
      const { facts } = await noted(dataset, new KeptFacts('id', { read: () => Promise.resolve(undefined) }, () => {}));
      const handed = facts.fingerprints;
      const before = [...handed];
      const again = facts.upTo(ROWS.length);
      dataset.edits = new Map([[0, { '/output': 'abcdefgh' }]]);
      const row = await dataset.readRow(0);
      for (const noting of [facts, again]) {
        noting.noteAgain(row);
        assert.notEqual(noting.fingerprints[0], before[0]);
        assert.equal(noting.fingerprints[1], before[1]);
      }
      assert.deepEqual([...handed], before);
    } finally {
      await dataset.close();
    }
  });

  function tokensOf(facts: RowFacts): number[] {
    return [...ROWS.keys()].map((row) => facts.computedValuesOf('estimatedTokens')(row));
  }

  function noted(dataset: Dataset, kept: KeptFacts): Promise<RowNoting> {
    return new Promise((resolve, reject) => {
      const noting: RowNoting = new RowNoting(dataset, kept, {
        isPaused: () => false,
        isBrowsed: () => false,
        onProgress: () => undefined,
        onNoted: () => setImmediate(() => resolve(noting)), // Once it is kept.
        onFailed: reject,
      });
      noting.noteInBackground();
    });
  }
});
