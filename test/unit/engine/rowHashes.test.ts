import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Dataset } from '../../../src/dataset/dataset';
import { RowHashes } from '../../../src/engine/decisions/rowHashes';
import { temporaryFolder } from '../../support/temporaryFolder';
import { poolRows, toJsonLines } from './poolFiles';

describe('RowHashes', () => {
  const folder = temporaryFolder();
  const [a, b, c] = poolRows(3) as [object, object, object];
  /** With rows that are there twice. */
  const ROWS = [a, b, a, c, b, a];
  const IDS = [
    `${hashOf(a)}#0`,
    `${hashOf(b)}#0`,
    `${hashOf(a)}#1`,
    `${hashOf(c)}#0`,
    `${hashOf(b)}#1`,
    `${hashOf(a)}#2`,
  ];

  let dataset: Dataset;
  afterEach(() => dataset.close());

  function hashOf(row: object): string {
    return createHash('sha256').update(JSON.stringify(row)).digest('hex');
  }

  async function hashesOf(rows: readonly object[]): Promise<RowHashes> {
    dataset = await Dataset.open(folder.write('pool.jsonl', toJsonLines(rows)));
    await dataset.indexed;
    const hashes = new RowHashes(dataset);
    await hashes.cover(rows.length, undefined);
    return hashes;
  }

  async function idsOf(hashes: RowHashes, rows: Iterable<number>): Promise<Map<number, string>> {
    const ids = new Map<number, string>();
    await hashes.eachIdOf(new Set(rows), undefined, (row, id) => ids.set(row, id));
    return ids;
  }

  it('give ids by the whole hash, and find rows by them', async () => {
    const hashes = await hashesOf(ROWS);
    const ids = await idsOf(hashes, ROWS.keys());
    assert.deepEqual(ids, new Map(IDS.entries()));
    assert.deepEqual([...(await idsOf(hashes, [4, 2]))].sort(), [
      [2, IDS[2]],
      [4, IDS[4]],
    ]);
    assert.deepEqual(await hashes.rowsOf(IDS, undefined), new Map(IDS.map((id, row) => [id, row])));
  });

  it('find no row by an id that begins like that of one', async () => {
    const hashes = await hashesOf(ROWS);
    const other = `${hashOf(c).slice(0, 30)}${'0'.repeat(34)}#0`;
    assert.deepEqual(await hashes.rowsOf([other, `${hashOf(a)}#3`], undefined), new Map());
  });

  it('tell rows apart whose hashes begin with the same four bytes', async () => {
    const [first, second] = [43_454, 58_389].map((number) => ({ instruction: `Add ${number}.`, output: 'Done.' }));
    const alike = [first, second, first] as [object, object, object];
    assert.equal(hashOf(alike[0]).slice(0, 8), hashOf(alike[1]).slice(0, 8));
    const hashes = await hashesOf(alike);
    const ids = [`${hashOf(alike[0])}#0`, `${hashOf(alike[1])}#0`, `${hashOf(alike[0])}#1`];
    assert.deepEqual(await idsOf(hashes, [0, 1, 2]), new Map(ids.entries()));
    assert.deepEqual(await hashes.rowsOf(ids.slice(1, 2), undefined), new Map([[ids[1], 1]]));
    assert.deepEqual(
      await hashes.idsAfter(new Map([[2, ids[2] as string]]), new Map([[1, hashOf(alike[0])]])),
      new Map([[2, `${hashOf(alike[0])}#2`]]),
    );
  });

  it('tell the ids that rows will have once others become like them', async () => {
    const hashes = await hashesOf(ROWS);
    const after = new Map([[1, hashOf(a)]]);
    const ids = await hashes.idsAfter(new Map(IDS.entries()), after);
    const expected = [IDS[0], IDS[2], IDS[5], IDS[3], IDS[1], `${hashOf(a)}#3`];
    assert.deepEqual(ids, new Map(expected.entries()));
  });

  it('know the rows before a change again without reading them', async () => {
    const hashes = await hashesOf(ROWS);
    hashes.truncate(2);
    assert.deepEqual(
      await hashes.rowsOf(IDS, undefined),
      new Map([
        [IDS[0], 0],
        [IDS[1], 1],
      ]),
    );
  });
});
