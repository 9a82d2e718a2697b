import assert from 'node:assert/strict';
import { appendFile, readFile } from 'node:fs/promises';
import type { Engine } from '../../../src/engine/engine';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import type { RowPair } from '../../../src/protocol/decisions';
import { eventually } from '../../support/eventually';
import { allRows, EMBEDDED, EngineFixture, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';

describe('engine: rows that are told apart by hand', () => {
  const fixture = new EngineFixture();
  const decisionsFile = (): string => fixture.folder.path('pool.deita/decisions.jsonl');
  /** Rows 0, 4 and 8 are near-duplicates of each other, and so on. */
  const rows = poolRows(12, 4);

  async function open(engine: Engine): Promise<DatasetInfo> {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(rows));
    return engine.request('dataset/open', { path: file, showDecisions: true });
  }

  const tellApart = (engine: Engine, { datasetId }: DatasetInfo, pairs: RowPair[], areSame = false) =>
    engine.request('decisions/tellApart', { datasetId, pairs, areSame });

  async function lines(): Promise<Record<string, unknown>[]> {
    const text = await readFile(decisionsFile(), 'utf8');
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  async function groupsOf(engine: Engine, { datasetId }: DatasetInfo): Promise<number[][]> {
    const groups = await engine.request('dataset/nearDuplicates', { datasetId, embedder: EMBEDDED, threshold: 0.9 });
    return groups.map((group) => group.rows.map(({ rowIndex }) => rowIndex).sort((a, b) => a - b));
  }

  const selected = async (engine: Engine, info: DatasetInfo): Promise<number[]> =>
    (await allRows(engine, info)).flatMap(({ status, rowIndex }) => (status === 'selected' ? [rowIndex] : []));

  it('are kept as one line a pair, and undone and made again together', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    const { datasetId } = info;
    assert.deepEqual(await tellApart(engine, info, [[8, 0], [4, 8]]), { rows: 3 }); // prettier-ignore
    assert.deepEqual(await tellApart(engine, info, [[0, 8]]), { rows: 0 });
    const written = await lines();
    assert.deepEqual(
      written.map(({ kind }) => kind),
      ['not-same', 'not-same'],
    );
    assert.ok(written.every(({ id, other }) => typeof other === 'string' && id !== other));
    const notSame = async (): Promise<number | undefined> =>
      (await engine.request('dataset/inspect', { datasetId, mostProblems: 0 })).decisions?.notSame;
    assert.equal(await notSame(), 2);
    assert.deepEqual(await engine.request('decisions/undo', { datasetId }), { rows: 3 });
    assert.equal(await notSame(), 0);
    assert.deepEqual(await engine.request('decisions/redo', { datasetId }), { rows: 3 });
    assert.deepEqual(await tellApart(engine, info, [[4, 8]], true), { rows: 2 });
    assert.equal(await notSame(), 1);
  });

  it('are no near-duplicates of each other in a selection, and those of others still', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    const before = await select(engine, info, { budget: -1 });
    assert.deepEqual([before.counts.selected, before.counts.nearDuplicate], [4, 8]);
    const first = (await selected(engine, info)).find((row) => row % 4 === 0) ?? -1;
    const [second, third] = [0, 4, 8].filter((row) => row !== first);
    await tellApart(engine, info, [[first, second ?? -1]]);
    const after = await select(engine, info, { budget: -1 });
    assert.deepEqual([after.counts.selected, after.counts.nearDuplicate], [5, 7]);
    assert.equal(after.decisions?.notSame, 1);
    const now = await selected(engine, info);
    assert.deepEqual([now.includes(first), now.includes(second ?? -1), now.includes(third ?? -1)], [true, true, false]);
    await engine.request('decisions/undo', { datasetId: info.datasetId });
    const undone = await select(engine, info, { budget: -1 });
    assert.deepEqual([undone.counts, undone.decisions], [before.counts, undefined]);
  });

  it('hang together in groups only by others, and are the last of their neighbours', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    const neighbours = async () =>
      (
        await engine.request('row/neighbours', {
          datasetId: info.datasetId,
          rowIndex: 0,
          count: 11,
          embedder: EMBEDDED,
        })
      ).map(({ rowIndex, cosineSimilarity, notSame }) => ({ rowIndex, cosineSimilarity, notSame }));
    assert.ok((await neighbours()).slice(0, 2).some(({ rowIndex }) => rowIndex === 8));
    await tellApart(engine, info, [[0, 8]]);
    assert.ok((await groupsOf(engine, info)).some((group) => group.join() === '0,4,8'));
    assert.deepEqual((await neighbours()).at(-1), { rowIndex: 8, cosineSimilarity: 0, notSame: true });
    await tellApart(engine, info, [[4, 8]]);
    assert.deepEqual(await groupsOf(engine, info), [[1, 5, 9], [2, 6, 10], [3, 7, 11], [0, 4]]); // prettier-ignore
    await tellApart(engine, info, [[0, 8]], true);
    assert.ok((await groupsOf(engine, info)).some((group) => group.join() === '0,4,8'));
  });

  it('are so in the next engine, and for a run that is given the file', async () => {
    const first = fixture.start();
    const info = await open(first);
    await tellApart(first, info, [[0, 4], [4, 8], [0, 8]]); // prettier-ignore
    await first.dispose();
    const second = fixture.start();
    const again = await second.request('dataset/open', { path: info.path });
    assert.equal((await select(second, again, { budget: -1 })).counts.selected, 4);
    assert.equal((await select(second, again, { budget: -1, decisions: decisionsFile() })).counts.selected, 6);
  });

  const listed = async (engine: Engine, { datasetId }: DatasetInfo) =>
    (await engine.request('dataset/nearDuplicateGroups', { datasetId })).map((group) =>
      group.rows.map(({ rowIndex, isBest, verdict }) => [rowIndex, isBest === true, verdict ?? '']),
    );
  const keepBest = (engine: Engine, { datasetId }: DatasetInfo, ...rowIndexes: number[]) =>
    engine.request('decisions/keepBest', { datasetId, ...(rowIndexes.length === 0 ? {} : { rowIndexes }) });

  it('leave their group while they are apart from all others of it, without another search', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    const { datasetId } = info;
    await groupsOf(engine, info);
    const indexes = async (): Promise<string[]> =>
      (await listed(engine, info)).map((group) => group.map(([row]) => row).join());
    const before = await indexes();
    assert.ok(before.includes('0,4,8'));
    await tellApart(engine, info, [[4, 0]]);
    assert.deepEqual(await indexes(), before);
    await tellApart(engine, info, [[4, 8]]);
    assert.ok((await indexes()).includes('0,8'));
    await tellApart(engine, info, [[8, 0]]);
    assert.equal((await indexes()).length, before.length - 1);
    for (let step = 0; step < 3; step++) await engine.request('decisions/undo', { datasetId });
    assert.deepEqual(await indexes(), before);
  });

  it('drop all but the best of each group in one step, which leaves kept rows alone', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    const { datasetId } = info;
    await engine.request('dataset/score', { datasetId, scorer: EMBEDDED });
    const scores = (await allRows(engine, info)).map(({ values }) => values.evolScore ?? NaN);
    await groupsOf(engine, info);
    const best = (await listed(engine, info)).map((group) => group.find(([, isBest]) => isBest)?.[0] as number);
    assert.deepEqual(
      (await listed(engine, info)).map(([first]) => first?.[0]),
      best,
    );
    for (const row of best) {
      const group = [0, 4, 8].map((step) => (row + step) % 12);
      const highest = Math.max(...group.map((each) => scores[each] ?? NaN));
      assert.equal(row, Math.min(...group.filter((each) => scores[each] === highest)));
    }
    assert.deepEqual(await keepBest(engine, info, 1), { rows: 2 });
    assert.deepEqual(await keepBest(engine, info), { rows: 6 });
    const dropped = (await allRows(engine, info)).filter(({ marks }) => marks?.verdict === 'drop');
    assert.deepEqual(
      dropped.map(({ rowIndex }) => rowIndex),
      [...rows.keys()].filter((row) => !best.includes(row)),
    );
    await engine.request('decisions/undo', { datasetId });
    assert.equal((await allRows(engine, info)).filter(({ marks }) => marks !== undefined).length, 2);
    const kept = [0, 4, 8].filter((row) => !best.includes(row));
    await engine.request('decisions/add', { datasetId, rowIndexes: kept, decisions: [{ kind: 'keep' }] });
    assert.deepEqual(await keepBest(engine, info, 4), { rows: 1 });
    assert.deepEqual((await allRows(engine, info))[best.find((row) => row % 4 === 0) ?? -1]?.marks, {
      verdict: 'drop',
    });
  });

  it('are told of with their groups, which the next engine still has and a changed file has not', async () => {
    const cache = fixture.folder.path('cache');
    const first = fixture.start(undefined, cache);
    const info = await open(first);
    assert.equal(info.nearDuplicates, undefined);
    await assert.rejects(exportBest(first, info), {
      code: 'usage',
      message: /No near-duplicates have been looked for/,
    });
    await groupsOf(first, info);
    await tellApart(first, info, [[0, 4], [0, 8]]); // prettier-ignore
    const groups = await listed(first, info);
    await first.dispose();
    const second = fixture.start(undefined, cache);
    const again = await second.request('dataset/open', { path: info.path, showDecisions: true });
    const { threshold } = again.nearDuplicates ?? {};
    assert.equal(threshold, 0.9);
    await eventually(async () => assert.deepEqual(await listed(second, again), groups));
    const { nearDuplicates } = await second.request('dataset/open', { path: info.path });
    assert.deepEqual([nearDuplicates?.groups, nearDuplicates?.rows], [4, 11]);
    await exportBest(second, again);
    const written = (await readFile(fixture.folder.path('best.jsonl'), 'utf8')).trimEnd().split('\n');
    assert.equal(written.length, 12 - 3 * 2 - 1);
    await appendFile(info.path, `${JSON.stringify({ instruction: 'new', output: 'row' })}\n`);
    const changed = await second.request('dataset/open', { path: info.path, showDecisions: true });
    assert.equal(changed.nearDuplicates, undefined);
  });

  const exportBest = (engine: Engine, { datasetId }: DatasetInfo) =>
    engine.request('dataset/export', {
      datasetId,
      outputPath: fixture.folder.path('best.jsonl'),
      ...({ rows: 'deduplicated', order: 'file', withScores: false, overwrite: false } as const),
    });
});
