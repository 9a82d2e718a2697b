import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { snappyCompress } from 'hyparquet-writer/src/snappy.js';
import { say } from '../../../src/messages/say';
import { readArrowFooter } from '../../../src/dataset/containers/arrow/footer';
import { pageCompressors } from '../../../src/dataset/containers/parquet/compressors';
import { unpackZstd } from '../../../src/dataset/containers/zstdBytes';
import { FileReader } from '../../../src/dataset/fileReader';
import { ROOT } from '../../support/host/cache';
import { seededRandom } from '../../support/seededRandom';
import { ZSTD_OF_300_LINES } from './compressedFiles';
import { lines, openedDatasets } from './openedDatasets';

describe('what a page of Parquet or a buffer of Arrow is unpacked to', () => {
  const text = Buffer.from(lines(300));

  it('is refused where it is shorter or longer than it should be: zstd', () => {
    const packed = Buffer.from(ZSTD_OF_300_LINES, 'base64');
    assert.deepEqual(Buffer.from(unpackZstd(packed, text.length)), text);
    for (const length of [text.length - 1, text.length + 1]) assert.throws(() => unpackZstd(packed, length));
  });

  it('is refused where it is shorter or longer than it should be: Snappy', () => {
    const packed = snappyCompress(text);
    assert.deepEqual(Buffer.from(pageCompressors().SNAPPY?.(packed, text.length) ?? []), text);
    for (const length of [text.length - 1, text.length + 1]) {
      assert.throws(() => pageCompressors().SNAPPY?.(packed, length), /Snappy data is damaged/);
    }
  });

  it('never is what lay in memory before: Snappy', () => {
    const random = seededRandom(15);
    const packed = snappyCompress(text);
    let refused = 0;
    for (let flip = 0; flip < 300; flip++) {
      const damaged = Uint8Array.from(packed);
      const at = Math.floor(random() * damaged.length);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      const unpacked = (): Uint8Array | undefined => pageCompressors().SNAPPY?.(damaged, text.length);
      try {
        const once = unpacked();
        pageCompressors().SNAPPY?.(snappyCompress(new Uint8Array(text.length).fill(flip)), text.length);
        assert.deepEqual(unpacked(), once, `byte ${at}`);
      } catch (error) {
        assert.match((error as Error).message, /damaged|premature end/, `byte ${at}`);
        refused++;
      }
    }
    assert.ok(refused > 100, 'lengths and places that lead elsewhere are seen');
  });
});

describe('a zstd file', () => {
  const { openIndexed } = openedDatasets();

  it('is not unpacked where it asks for more memory than files need', async () => {
    const window = Buffer.from('28b52ffd00f8', 'hex'); // 2 ** 41 bytes.
    const segment = Buffer.from('28b52ffde000000000000001000000', 'hex');
    for (const start of [window, segment]) {
      const bytes = Buffer.concat([Buffer.from(ZSTD_OF_300_LINES, 'base64'), start, Buffer.alloc(64)]);
      const dataset = await openIndexed('a.zst', bytes);
      assert.equal(dataset.rowCount, 301);
      assert.match((await dataset.readRow(300)).problem?.message ?? '', /more than 128 MB of memory/);
    }
  });
});

describe('the end of an Arrow file', () => {
  const { openIndexed, folder } = openedDatasets();
  const fixture = (): Buffer => readFileSync(path.join(ROOT, 'test', 'fixtures', 'tables', 'file.arrow'));

  it('may not name one batch twice and another one never', async () => {
    const bytes = fixture();
    const reader = await FileReader.open(folder.write('whole.arrow', bytes));
    const [first = 0, second = 0] = (await readArrowFooter(reader))?.batches ?? [];
    await reader.close();
    const place = Buffer.alloc(8);
    place.writeBigInt64LE(BigInt(second));
    const inFooter = bytes.lastIndexOf(place);
    assert.ok(inFooter > second);
    bytes.writeBigInt64LE(BigInt(first), inFooter);
    const dataset = await openIndexed('a.arrow', bytes);
    const problems = (await dataset.readRange(0, dataset.rowCount)).flatMap(({ problem }) => problem?.message ?? []);
    assert.deepEqual(problems, [
      'Rows of the Arrow file cannot be read here: the end of the file does not name all batches.',
    ]);
  });

  it('may not say that a batch has more rows than its columns: one row is named, not millions', async () => {
    const bytes = fixture();
    const reader = await FileReader.open(folder.write('whole.arrow', bytes));
    const [first = 0] = (await readArrowFooter(reader))?.batches ?? [];
    await reader.close();
    const rows = Buffer.alloc(8);
    rows.writeBigInt64LE(8n);
    const inBatch = bytes.indexOf(rows, first);
    bytes.writeBigInt64LE(8n + (1n << 24n), inBatch);
    const dataset = await openIndexed('a.arrow', bytes);
    assert.equal(dataset.rowCount, 17);
    const { problem } = await dataset.readRow(0);
    assert.equal(
      problem?.message,
      'This row of the Arrow file cannot be read: a batch is damaged. Get the file again.',
    );
    assert.deepEqual(problem.said, say('arrow.row', { problem: say('damage.batch') }));
  });
});

describe('the end mark of an Arrow stream', () => {
  const { openIndexed } = openedDatasets();
  const fixture = (): Buffer => readFileSync(path.join(ROOT, 'test', 'fixtures', 'tables', 'stream.arrow'));

  it('may have a little behind it that fills up', async () => {
    const whole = await openIndexed('whole.arrow', fixture());
    const filled = await openIndexed('filled.arrow', Buffer.concat([fixture(), Buffer.alloc(64)]));
    assert.equal(filled.rowCount, whole.rowCount);
    assert.equal((await filled.readRow(filled.rowCount - 1)).problem, undefined);
  });

  it('may not have more behind it, such as another stream', async () => {
    const whole = await openIndexed('whole.arrow', fixture());
    const dataset = await openIndexed('a.arrow', Buffer.concat([fixture(), fixture()]));
    const problems = (await dataset.readRange(0, dataset.rowCount)).flatMap(({ problem }) => problem?.message ?? []);
    assert.equal(dataset.rowCount, whole.rowCount + 1);
    assert.deepEqual(problems, [
      'Rows of the Arrow file cannot be read from here on: more follows behind the mark of its end.',
    ]);
  });
});
