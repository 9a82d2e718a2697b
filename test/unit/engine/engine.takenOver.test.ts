import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import type { Decision } from '../../../src/decisions/decision';
import { byTime } from '../../../src/engine/decisions/takeOver';
import type { DatasetInfo, RowSummary } from '../../../src/protocol/dataset';
import { eventually } from '../../support/eventually';
import { allRows, EngineFixture } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';

describe('engine: decisions taken over where there are others already', () => {
  const fixture = new EngineFixture();
  const rows = poolRows(8);
  const idOf = (row: number): string => `${createHash('sha256').update(JSON.stringify(rows[row])).digest('hex')}#0`;
  const line = (row: number, kind: string, day: number, more: object = {}): string =>
    JSON.stringify({ id: idOf(row), kind, ...more, at: `2026-01-0${day}T00:00:00.000Z` });

  it('join them, of two about the same the later one counts, and nothing is lost or offered again', async () => {
    const { folder } = fixture;
    const file = await folder.write('old.jsonl', toJsonLines(rows));
    const first = fixture.start();
    const before = await first.request('dataset/open', { path: file, showDecisions: true });
    const noted = [{ kind: 'note', value: 'seen' }] as const;
    await first.request('decisions/add', { datasetId: before.datasetId, rowIndexes: [6], decisions: noted });
    await first.dispose();
    const former = [line(0, 'keep', 1), line(1, 'keep', 1), line(2, 'drop', 4), line(3, 'tag', 1, { value: 'old' })];
    await writeFile(folder.path('old.deita/decisions.jsonl'), `${[...former, '{"broken'].join('\n')}\n`);
    for (const name of ['old', 'new']) {
      await mkdir(folder.path(`${name}.deita/runs`), { recursive: true });
      await writeFile(folder.path(`${name}.deita/runs/both.json`), name);
    }
    await writeFile(folder.path('old.deita/runs/mine.json'), 'old');
    await rename(file, folder.path('new.jsonl'));
    const own = [line(1, 'drop', 2), line(2, 'keep', 3), line(3, 'tag', 2, { value: 'new' }), line(5, 'keep', 2)];
    await writeFile(folder.path('new.deita/decisions.jsonl'), `${own.join('\n')}\n`);

    const engine = fixture.start();
    const told: DatasetInfo[] = [];
    engine.on('datasetChanged', (info) => told.push(info));
    const info = await engine.request('dataset/open', { path: folder.path('new.jsonl'), showDecisions: true });
    const { datasetId } = info;
    await eventually(() => {
      assert.equal(told.at(-1)?.formerDecisions, folder.path('old.deita'));
      return Promise.resolve();
    });
    await engine.request('decisions/adopt', { datasetId });
    const marks = async (): Promise<RowSummary['marks'][]> =>
      (await allRows(engine, info)).slice(0, 6).map((row) => row.marks);
    assert.deepEqual(await marks(), [
      { verdict: 'keep' },
      { verdict: 'drop' },
      { verdict: 'drop' },
      { tags: ['new', 'old'] },
      undefined,
      { verdict: 'keep' },
    ]);
    assert.equal(told.at(-1)?.formerDecisions, undefined);
    const names = await readdir(folder.path('new.deita'));
    assert.ok(names.includes('taken over from old.deita'));
    assert.deepEqual((await readdir(folder.path('new.deita/runs'))).sort(), ['both.json', 'mine.json']);
    assert.equal(await readFile(folder.path('new.deita/runs/both.json'), 'utf8'), 'new');
    assert.equal(await readFile(folder.path('new.deita/taken over from old.deita/runs/both.json'), 'utf8'), 'old');
    const kept = await readFile(folder.path('new.deita/taken over from old.deita/decisions.jsonl'), 'utf8');
    assert.match(kept, /\{"broken\n$/);

    await engine.request('decisions/undo', { datasetId });
    const undone = [undefined, { verdict: 'drop' }, { verdict: 'keep' }, { tags: ['new'] }, undefined];
    assert.deepEqual(await marks(), [...undone, { verdict: 'keep' }]);
  });

  it('keep the order of each file, whatever its times say', () => {
    const decision = fc.record(
      { id: fc.uuid(), kind: fc.constant('keep' as const), at: fc.constantFrom('2026-01-01', '2026-01-02', 'someday') },
      { requiredKeys: ['id', 'kind'] },
    ) as fc.Arbitrary<Decision>;
    fc.assert(
      fc.property(fc.array(decision), fc.array(decision), (first, second) => {
        const together = byTime(first, second);
        assert.equal(together.length, first.length + second.length);
        for (const list of [first, second]) {
          assert.deepEqual(
            together.filter((each) => list.includes(each)),
            list,
          );
        }
      }),
    );
  });
});
