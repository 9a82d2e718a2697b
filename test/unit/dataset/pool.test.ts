import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Row } from '../../../src/dataset/conversation';
import type { Dataset, DatasetOptions } from '../../../src/dataset/dataset';
import { writeRows } from '../../../src/dataset/rowWriter';
import { KeptScratch } from '../../../src/storage/scratchFiles';
import { inEnglish } from '../../../src/messages/wording';
import { lines, openedDatasets, row } from './openedDatasets';

const NAMES = ['a.jsonl', 'b.json', 'c.jsonl.gz', 'd.csv', 'e.parquet'] as const;

describe('pools', () => {
  const { open, openIndexed, folder, closeAll } = openedDatasets();
  const rowsOf = (dataset: Dataset): Promise<Row[]> => dataset.readRange(0, dataset.rowCount);
  const filesOf = (dataset: Dataset): string[] =>
    Array.from({ length: dataset.rowCount }, (_, at) => dataset.fileOf(at));
  const pool = (files: readonly object[]): string => JSON.stringify({ deitaPool: 1, files });

  /** Each with two rows that can be read; the first with a broken one, the second with one that is missing. */
  function writeMembers(): void {
    folder.write('a.jsonl', `${row(1)}\n{"instruction"\r\n\n ${row(2)}`);
    folder.write('b.json', `[\n${JSON.stringify(JSON.parse(row(3)), null, 2)},\n,\n${row(4)}]`);
    folder.write('c.jsonl.gz', gzipSync(`${row(5)}\n${row(6)}\n`));
    folder.write('d.csv', 'instruction,output\ninstruction 7,output 7\ninstruction 8,output 8\n');
    const data = (name: string): string[] => [9, 10].map((at) => `${name} ${at}`);
    const columnData = ['instruction', 'output'].map((name) => ({ name, data: data(name), type: 'STRING' as const }));
    folder.write('e.parquet', Buffer.from(parquetWriteBuffer({ columnData })));
  }

  const openPool = (options?: DatasetOptions): Promise<Dataset> =>
    openIndexed('all.deita-pool.json', pool(NAMES.map((path) => ({ path }))), options);

  it('have the rows of their files in order, each with the file it comes from', async () => {
    writeMembers();
    const dataset = await openPool();
    const rows = await rowsOf(dataset);
    const good = rows.flatMap((found) =>
      found.problem === undefined ? [found.conversation.turns[0]?.instruction] : [],
    );
    assert.deepEqual(
      good,
      Array.from({ length: 10 }, (_, at) => `instruction ${at + 1}`),
    );
    const bad = rows.flatMap(({ problem, rowIndex }) => (problem === undefined ? [] : [rowIndex]));
    assert.deepEqual(bad, [1, 4]);
    assert.match(rows[4]?.problem?.message ?? '', /A row is missing here/);
    assert.deepEqual(
      filesOf(dataset),
      [3, 3, 2, 2, 2].flatMap((count, at) => new Array<string>(count).fill(NAMES[at] as string)),
    );
    assert.deepEqual([inEnglish(dataset.container), dataset.hasLines], ['pool of 5 files', false]);
    assert.deepEqual(dataset.containerNotes, []);
  });

  it('are known again, with their files, and read again when one of these changes', async () => {
    writeMembers();
    const snapshots = new Map<string, Uint8Array>();
    const kept = (): DatasetOptions => ({
      scratch: new KeptScratch(folder.path('unpacked')),
      restoreIndex: ({ sampledHash }) => Promise.resolve(snapshots.get(sampledHash)),
    });
    const first = await openPool(kept());
    snapshots.set(first.identity.sampledHash, Buffer.concat(first.snapshot()));
    const files = filesOf(first);
    await closeAll();
    const again = await open(folder.path('all.deita-pool.json'), kept());
    assert.deepEqual([again.isRestored, filesOf(again)], [true, files]);
    folder.write('c.jsonl.gz', gzipSync(lines(5)));
    assert.equal(await again.refresh(), 'reindexed');
    await again.indexed;
    assert.equal(again.rowCount, 15);
    assert.ok(readdirSync(folder.path('unpacked')).every((name) => !name.endsWith('.part')));
  });

  it('say which files have changed since they were made', async () => {
    const sha256 = createHash('sha256').update(lines(2)).digest('hex');
    folder.write('same.jsonl', lines(2));
    folder.write('other.jsonl', lines(3));
    const files = ['same', 'other'].map((name) => ({ path: `${name}.jsonl`, name, sha256 }));
    const dataset = await openIndexed('a.json', pool(files));
    assert.deepEqual(dataset.changedFiles, ['other']);
    assert.deepEqual(filesOf(dataset), ['same', 'same', 'other', 'other', 'other']);
  });

  it('name what keeps them from being read', async () => {
    folder.write('a.jsonl', lines(1));
    folder.write('inner.json', pool([{ path: 'a.jsonl' }]));
    folder.write('page.html', '<html></html>');
    const broken: [string, RegExp][] = [
      [pool([]), /pool \S+p\.deita-pool\.json names no files/],
      [pool([{ file: 'a.jsonl' }]), /names no files/],
      ['{"deitaPool": 2, "files": []}', /another version/],
      ['{"deitaPool": 1, "files": [', /cannot be read/],
      [pool([{ path: 'a.jsonl' }, { path: 'none.jsonl' }]), /none\.jsonl does not exist/],
      [pool([{ path: 'inner.json' }]), /inner\.json is a pool itself/],
      [pool([{ path: 'page.html' }]), /page\.html is an HTML page/],
    ];
    for (const [content, message] of broken) {
      const opened = openIndexed('p.deita-pool.json', content);
      await assert.rejects(opened, (error: Error) => message.test(error.message), content);
    }
  });

  it('never are written over, nor any of their files', async () => {
    writeMembers();
    const dataset = await openPool();
    for (const name of ['all.deita-pool.json', 'a.jsonl', 'b.json']) {
      await assert.rejects(writeRows(dataset, [0], folder.path(name), { overwrite: true }), { code: 'usage' });
    }
    await writeRows(dataset, [9, 0, 3], folder.path('out.jsonl'), { overwrite: true });
    const output = await openIndexed('again.jsonl', [row(8), row(1), row(3)].join('\n'));
    assert.deepEqual(await rowsOf(await open(folder.path('out.jsonl'))), await rowsOf(output));
  });
});
