import assert from 'node:assert/strict';
import type { FileHandle } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { withDataset } from '../../../src/engine/sources/withDataset';
import { KeptScratch, TemporaryScratch } from '../../../src/storage/scratchFiles';
import { temporaryFolder } from '../../support/temporaryFolder';

describe('a dataset that is read beside those that are open', () => {
  const folder = temporaryFolder();

  it('is read once all of it is indexed, and closed then', async () => {
    const file = folder.write('a.jsonl', '{"instruction":"a","output":"b"}\n'.repeat(3));
    const dataset = await withDataset(file, new TemporaryScratch(), { signal: undefined }, (opened) => {
      assert.deepEqual([opened.isIndexed, opened.rowCount], [true, 3]);
      return Promise.resolve(opened);
    });
    await assert.rejects(dataset.readRow(0));
  });

  it('is not read when it is cancelled while it is indexed', async () => {
    const cancelling = new AbortController();
    let appends = 0;
    const append = async (handle: FileHandle, bytes: Uint8Array): Promise<void> => {
      await handle.appendFile(bytes);
      if (++appends === 5) cancelling.abort();
    };
    const row = JSON.stringify({ instruction: 'a', output: 'b'.repeat(1000) });
    const file = folder.write('a.jsonl.gz', gzipSync(`${row}\n`.repeat(10_000)));
    const scratch = new KeptScratch(folder.path('unpacked'), append);
    const read = withDataset(file, scratch, { signal: cancelling.signal }, () => assert.fail('it is read'));
    await assert.rejects(read, { code: 'cancelled' });
  });
});
