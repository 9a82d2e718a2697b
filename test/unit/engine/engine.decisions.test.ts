import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile, copyFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Engine } from '../../../src/engine/engine';
import type { DatasetInfo, RowSummary } from '../../../src/protocol/dataset';
import type { DecisionFilter } from '../../../src/protocol/views';
import type { RowDecisionKind } from '../../../src/protocol/decisions';
import { eventually } from '../../support/eventually';
import { allRows, EngineFixture, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';

const idOf = (row: unknown, occurrence = 0): string =>
  `${createHash('sha256').update(JSON.stringify(row)).digest('hex')}#${occurrence}`;

describe('engine: decisions by hand', () => {
  const fixture = new EngineFixture();
  const decisionsFile = (name = 'pool'): string => fixture.folder.path(`${name}.deita/decisions.jsonl`);
  const rows = poolRows(12);
  rows[7] = rows[2] as (typeof rows)[number];

  async function open(engine: Engine, content = toJsonLines(rows)): Promise<DatasetInfo> {
    const file = await fixture.folder.write('pool.jsonl', content);
    return engine.request('dataset/open', { path: file, showDecisions: true });
  }

  const decide = (
    engine: Engine,
    { datasetId }: DatasetInfo,
    rowIndexes: number[],
    kind: RowDecisionKind,
    value?: string,
  ) => {
    const decisions = [{ kind, ...(value === undefined ? {} : { value }) }];
    return engine.request('decisions/add', { datasetId, rowIndexes, decisions });
  };

  async function lines(): Promise<{ id: string; kind: string; value?: string; at: string }[]> {
    const text = await readFile(decisionsFile(), 'utf8');
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; kind: string; at: string });
  }

  const marks = async (engine: Engine, info: DatasetInfo): Promise<RowSummary['marks'][]> =>
    (await allRows(engine, info)).map((row) => row.marks);

  it('are kept by what rows hold, beside the dataset, and shown with the rows', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    assert.deepEqual(await decide(engine, info, [7, 0], 'keep'), { rows: 2 });
    assert.deepEqual(await decide(engine, info, [0], 'keep'), { rows: 0 });
    await decide(engine, info, [4], 'note', 'look again');
    await decide(engine, info, [4, 5], 'tag', 'maths');
    const written = await lines();
    assert.deepEqual(
      written.map(({ id, kind }) => `${kind} ${id}`),
      [
        `keep ${idOf(rows[0])}`,
        `keep ${idOf(rows[7], 1)}`,
        `note ${idOf(rows[4])}`,
        `tag ${idOf(rows[4])}`,
        `tag ${idOf(rows[5])}`,
      ],
    );
    assert.ok(written.every(({ at }) => !Number.isNaN(Date.parse(at))));
    const shown = await marks(engine, info);
    assert.deepEqual([shown[0], shown[2], shown[7]], [{ verdict: 'keep' }, undefined, { verdict: 'keep' }]);
    assert.deepEqual(shown[4], { note: 'look again', tags: ['maths'] });
  });

  it('are told of, filter a view, and are undone and made again', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    const { datasetId } = info;
    const told: DatasetInfo[] = [];
    engine.on('datasetChanged', (changed) => told.push(changed));
    await decide(engine, info, [1, 2], 'keep');
    await decide(engine, info, [2, 3], 'drop');
    await decide(engine, info, [5], 'note', 'hm');
    const counts = (): number[] => {
      const { kept = -1, dropped = -1, noted = -1 } = told.at(-1)?.decisions ?? {};
      return [kept, dropped, noted];
    };
    assert.deepEqual(counts(), [1, 2, 1]);
    const filtered = async (...decided: DecisionFilter[]): Promise<number[]> => {
      await engine.request('view/set', { datasetId, viewId: 'v', query: { decided } });
      const found = await engine.request('view/rows', { datasetId, viewId: 'v', start: 0, count: 100 });
      return found.map(({ rowIndex }) => rowIndex);
    };
    assert.deepEqual(await filtered('keep'), [1]);
    assert.deepEqual(await filtered('drop', 'note'), [2, 3, 5]);
    assert.deepEqual(await filtered('undecided'), [0, 4, 5, 6, 7, 8, 9, 10, 11]);
    await engine.request('decisions/undo', { datasetId });
    await engine.request('decisions/undo', { datasetId });
    assert.deepEqual(counts(), [2, 0, 0]);
    assert.deepEqual(await filtered('keep'), [1, 2]);
    await engine.request('decisions/redo', { datasetId });
    assert.deepEqual(counts(), [1, 2, 0]);
    await decide(engine, info, [9], 'tag', 'x');
    assert.deepEqual(await engine.request('decisions/redo', { datasetId }), { rows: 0 });
    for (let step = 0; step < 3; step++) await engine.request('decisions/undo', { datasetId });
    assert.deepEqual(await engine.request('decisions/undo', { datasetId }), { rows: 0 });
    assert.deepEqual(
      await marks(engine, info),
      rows.map(() => undefined),
    );
  });

  it('that are made together are undone together', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    const { datasetId } = info;
    await decide(engine, info, [3], 'tag', 'a');
    const decisions = [
      { kind: 'untag', value: 'a' },
      { kind: 'tag', value: 'b' },
      { kind: 'tag', value: 'c' },
    ] as const;
    const rowIndexes = [3, 4];
    assert.deepEqual(await engine.request('decisions/add', { datasetId, rowIndexes, decisions }), { rows: 2 });
    const tags = async () => (await marks(engine, info)).slice(3, 5).map((each) => each?.tags);
    const given = [
      ['b', 'c'],
      ['b', 'c'],
    ];
    assert.deepEqual(await tags(), given);
    assert.deepEqual(await engine.request('decisions/undo', { datasetId }), { rows: 2 });
    assert.deepEqual(await tags(), [['a'], undefined]);
    await engine.request('decisions/redo', { datasetId });
    assert.deepEqual(await tags(), given);
  });

  it('are there again in the next engine, and for a file whose rows moved, were laid out otherwise or taken out', async () => {
    const first = fixture.start();
    const info = await open(first);
    await decide(first, info, [1, 7, 11], 'keep');
    await first.dispose();
    const second = fixture.start();
    const again = await second.request('dataset/open', { path: info.path, showDecisions: true });
    const keptRows = async (): Promise<number[]> =>
      (await marks(second, again)).flatMap((each, row) => (each?.verdict === 'keep' ? [row] : []));
    await eventually(async () => assert.deepEqual(await keptRows(), [1, 7, 11]));
    const moved = [rows[11], { instruction: 'new', output: 'row' }, rows[2], rows[7]];
    await writeFile(info.path, `${JSON.stringify(moved, null, 2)}\n`.replace('[\n', '[\n\n'));
    await second.request('dataset/open', { path: info.path, showDecisions: true });
    await eventually(async () => assert.deepEqual(await keptRows(), [0, 3]));
    const { decisions } = await second.request('dataset/open', { path: info.path });
    assert.equal(decisions?.kept, 2);
    assert.equal(decisions.unknownRows, 1);
  });

  it('of a file that was renamed are offered, and taken over', async () => {
    const first = fixture.start();
    const info = await open(first);
    await decide(first, info, [1, 2], 'keep');
    await writeFile(info.path, toJsonLines(rows.slice(0, 8))); // It is known by what it is now.
    await first.request('dataset/open', { path: info.path, showDecisions: true });
    const note = async (): Promise<number> => {
      const noted = JSON.parse(await readFile(fixture.folder.path('pool.deita/run.json'), 'utf8')) as {
        source: { file: string; bytes: number };
      };
      assert.equal(noted.source.file, 'pool.jsonl');
      return noted.source.bytes;
    };
    await eventually(async () => assert.equal(await note(), (await stat(info.path)).size));
    await first.dispose();
    const renamed = fixture.folder.path('renamed.jsonl');
    const copied = fixture.folder.path('copied.jsonl');
    await copyFile(info.path, copied);
    const second = fixture.start();
    const told = new Map<string, DatasetInfo>();
    second.on('datasetChanged', (changed) => told.set(changed.datasetId, changed));
    const copy = await second.request('dataset/open', { path: copied, showDecisions: true });
    assert.deepEqual(await decide(second, copy, [0], 'note', 'its own file is there still'), { rows: 1 });
    assert.equal(told.get(copy.datasetId)?.formerDecisions, undefined);
    await rename(info.path, renamed);
    const { datasetId } = await second.request('dataset/open', { path: renamed, showDecisions: true });
    const former = fixture.folder.path('pool.deita');
    await eventually(() => {
      assert.equal(told.get(datasetId)?.formerDecisions, former);
      return Promise.resolve();
    });
    await second.request('decisions/adopt', { datasetId });
    assert.equal(told.get(datasetId)?.formerDecisions, undefined);
    assert.deepEqual([told.get(datasetId)?.decisions?.kept, told.get(datasetId)?.decisions?.unknownRows], [2, 0]);
    assert.equal(told.get(datasetId)?.decisions?.file, fixture.folder.path('renamed.deita/decisions.jsonl'));
  });

  it('of another process are taken up before the next one is made', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    await decide(engine, info, [0], 'keep');
    await appendFile(decisionsFile(), `${JSON.stringify({ id: idOf(rows[3]), kind: 'drop', at: 'now' })}\n{"id":"`);
    await decide(engine, info, [1], 'keep');
    const shown = await marks(engine, info);
    assert.deepEqual([shown[0], shown[1], shown[3]], [{ verdict: 'keep' }, { verdict: 'keep' }, { verdict: 'drop' }]);
    const { decisions } = await engine.request('dataset/inspect', { datasetId: info.datasetId, mostProblems: 0 });
    assert.deepEqual([decisions?.kept, decisions?.dropped, decisions?.brokenLines], [2, 1, 1]);
  });

  it('of another process stay when the one before about the same row is undone and made again', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    const { datasetId } = info;
    await decide(engine, info, [0], 'keep');
    const others = [
      { id: idOf(rows[0]), kind: 'note', value: 'theirs' },
      { id: idOf(rows[0]), kind: 'edit', value: { '/output': 'theirs' } },
      { id: idOf(rows[0]), kind: 'not-same', other: idOf(rows[1]) },
    ];
    await appendFile(decisionsFile(), toJsonLines(others));
    const decided = async () => {
      const { decisions } = await engine.request('dataset/inspect', { datasetId, mostProblems: 0 });
      return [decisions?.kept, decisions?.noted, decisions?.edited, decisions?.notSame];
    };
    assert.deepEqual(await engine.request('decisions/undo', { datasetId }), { rows: 1 });
    assert.deepEqual((await marks(engine, info))[0], { note: 'theirs', edited: true });
    assert.deepEqual(await decided(), [0, 1, 1, 1]);
    assert.deepEqual(await engine.request('decisions/redo', { datasetId }), { rows: 1 });
    assert.deepEqual((await marks(engine, info))[0], { verdict: 'keep', note: 'theirs', edited: true });
    assert.deepEqual(await decided(), [1, 1, 1, 1]);
    const [, ...later] = await lines();
    assert.deepEqual(
      later.map(({ kind }) => kind),
      ['note', 'edit', 'not-same', 'undecide', 'keep'],
    );
  });

  it('decide a selection by the file that is named, which says so and is told from another', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    const plain = await select(engine, info, { budget: 4 });
    assert.equal(plain.decisions, undefined);
    assert.equal(plain.counts.excluded, undefined);
    const [best] = (await fixture.report(engine, info)).rows.filter(({ rank }) => rank === 1);
    const dropped = best?.rowIndex ?? -1;
    const kept = [8, 3].filter((row) => row !== dropped);
    await decide(engine, info, kept, 'keep');
    await decide(engine, info, [dropped], 'drop');
    const summary = await select(engine, info, { budget: 4, decisions: decisionsFile() });
    assert.deepEqual([summary.counts.selected, summary.counts.excluded], [4, 1]);
    const now = await engine.request('dataset/open', { path: info.path });
    assert.equal(now.decisions?.verdicts, summary.decisions?.verdicts);
    const report = await fixture.report(engine, info);
    const { status, reason } = report.rows[dropped] ?? {};
    assert.deepEqual([status, reason], ['excluded', 'dropped by hand']);
    const ranks = kept.map((row) => report.rows[row]?.rank ?? NaN).sort();
    assert.deepEqual(
      ranks,
      kept.map((_, at) => at + 1),
    );
    assert.ok(kept.every((row) => report.rows[row]?.reason === 'kept by hand'));
    await decide(engine, info, [5], 'keep');
    const later = await engine.request('dataset/open', { path: info.path });
    assert.notEqual(later.decisions?.verdicts, summary.decisions?.verdicts);
    await assert.rejects(select(engine, info, { budget: kept.length, decisions: decisionsFile() }), {
      code: 'keptRowsExceedBudget',
      message: /is more than the budget of/,
    });
  });

  it('cannot keep a row that cannot be read, and can drop it', async () => {
    const engine = fixture.start();
    const content = `${toJsonLines(rows)}{"foo": 1}\n{"bar": 2}\n`;
    const info = await open(engine, content);
    await mkdir(path.dirname(decisionsFile()), { recursive: true });
    const decisions = [
      { id: idOf({ foo: 1 }), kind: 'keep' },
      { id: idOf({ bar: 2 }), kind: 'drop' },
    ];
    await writeFile(decisionsFile(), toJsonLines(decisions));
    const summary = await select(engine, info, { budget: 2, decisions: decisionsFile() });
    assert.deepEqual([summary.counts.selected, summary.counts.unscored, summary.counts.excluded], [2, 1, 1]);
  });

  it('stand in rows that are exported with scores', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    await decide(engine, info, [3], 'keep');
    await decide(engine, info, [3], 'note', 'fine');
    await decide(engine, info, [4], 'tag', 'x');
    await select(engine, info, { budget: 2, decisions: decisionsFile() });
    const outputPath = fixture.folder.path('out.jsonl');
    const request = { outputPath, rows: 'all', order: 'file', withScores: true, overwrite: false } as const;
    await engine.request('dataset/export', { datasetId: info.datasetId, ...request });
    const written = (await readFile(outputPath, 'utf8')).trimEnd().split('\n');
    const exported = written.map((line) => JSON.parse(line) as Record<string, unknown>);
    const keys = (row: number): unknown[] =>
      ['deita_decision', 'deita_note', 'deita_tags'].map((key) => exported[row]?.[key]);
    assert.deepEqual(keys(3), ['keep', 'fine', undefined]);
    assert.deepEqual(keys(4), [undefined, undefined, ['x']]);
    assert.deepEqual(keys(5), [undefined, undefined, undefined]);
    const manifest = JSON.parse(await readFile(`${outputPath}.deita.json`, 'utf8')) as {
      selection: { decisions: { kept: number } };
    };
    assert.equal(manifest.selection.decisions.kept, 1);
  });
});
