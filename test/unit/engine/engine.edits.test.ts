import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Engine } from '../../../src/engine/engine';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import { eventually } from '../../support/eventually';
import { allRows, EngineFixture, select } from './engineFixture';
import { StubModels } from './stubModels';
import { poolRows, toJsonLines } from './poolFiles';

const idOf = (row: unknown): string => `${createHash('sha256').update(JSON.stringify(row)).digest('hex')}#0`;

describe('engine: edited texts', () => {
  const fixture = new EngineFixture();
  const rows = poolRows(12);
  const decisionsFile = (): string => fixture.folder.path('pool.deita/decisions.jsonl');
  const open = async (engine: Engine): Promise<DatasetInfo> => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(rows));
    return engine.request('dataset/open', { path: file, showDecisions: true });
  };
  const edit = (row: number, value: unknown): object => ({ id: idOf(rows[row]), kind: 'edit', value });
  const write = async (...decisions: object[]): Promise<void> => {
    await mkdir(path.dirname(decisionsFile()), { recursive: true });
    await writeFile(decisionsFile(), toJsonLines(decisions));
  };
  const scoresOf = async (engine: Engine, info: DatasetInfo): Promise<(number | undefined)[]> =>
    (await allRows(engine, info)).map(({ values }) => values.evolScore);

  it('are what is shown, scored and exported; a selection before them is a former one, and back without them', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    const { datasetId, path: file } = info;
    const source = await readFile(file, 'utf8');
    const before = await select(engine, info, { budget: 4 });
    const scores = await scoresOf(engine, info);
    const told: DatasetInfo[] = [];
    engine.on('datasetChanged', (changed) => told.push(changed));
    await write(edit(0, { '/output': 'A wholly different answer.' }));
    await engine.request('dataset/open', { path: file, showDecisions: true });
    await eventually(() => {
      assert.equal(told.at(-1)?.former?.change.edited, 1);
      return Promise.resolve();
    });
    const { turns } = await engine.request('row/detail', { datasetId, rowIndex: 0 });
    assert.equal(turns[0]?.response, 'A wholly different answer.');
    const carried = await scoresOf(engine, info);
    assert.equal(carried[0], undefined);
    assert.deepEqual(carried.slice(1), scores.slice(1));
    const after = await select(engine, info, { budget: 4 });
    assert.equal(after.decisions?.edited, 1);
    assert.equal(after.computed.turnsScored, 1);
    assert.notEqual((await scoresOf(engine, info))[0], scores[0]);
    const outputPath = fixture.folder.path('edited.jsonl');
    const request = { outputPath, rows: 'all', order: 'file', withScores: false, overwrite: false } as const;
    await engine.request('dataset/export', { datasetId, ...request });
    const edited = source.replace(JSON.stringify(rows[0]?.output), '"A wholly different answer."');
    assert.equal(await readFile(outputPath, 'utf8'), edited);
    assert.equal(await readFile(file, 'utf8'), source);
    await appendFile(decisionsFile(), toJsonLines([edit(0, null)]));
    const { decisions } = await engine.request('dataset/inspect', { datasetId, mostProblems: 0 });
    assert.equal(decisions?.edited, 0);
    assert.deepEqual((await engine.request('dataset/open', { path: file })).selection, before);
    assert.deepEqual(await scoresOf(engine, info), scores);
  });

  it('are exported to the file of the pool that their row comes from, as JSON where that is a table', async () => {
    const engine = fixture.start();
    const header = 'instruction,output\n';
    await fixture.folder.write('a.csv', `${header}one,first\n`);
    await fixture.folder.write('b.jsonl', toJsonLines([{ instruction: 'two', output: 'second' }, rows[0]]));
    await fixture.folder.write('c.csv', `${header}three,third\n`);
    const files = ['a.csv', 'b.jsonl', 'c.csv'].map((file) => ({ path: file }));
    const file = await fixture.folder.write('mix.deita-pool.json', JSON.stringify({ deitaPool: 1, files }));
    await mkdir(fixture.folder.path('mix.deita-pool.deita'), { recursive: true });
    const edits = [
      { id: idOf({ instruction: 'one', output: 'first' }), kind: 'edit', value: { '/output': 'edited' } },
      edit(0, { '/output': 'edited, too' }),
    ];
    await writeFile(fixture.folder.path('mix.deita-pool.deita/decisions.jsonl'), toJsonLines(edits));
    const { datasetId } = await engine.request('dataset/open', { path: file, showDecisions: true });
    await engine.request('dataset/inspect', { datasetId, mostProblems: 0 });
    const request = { rows: 'all', order: 'file', withScores: false, overwrite: false } as const;
    const folder = fixture.folder.path('split');
    const { outputs } = await engine.request('dataset/exportSources', { datasetId, folder, ...request });
    const written = await Promise.all(outputs.map(({ outputPath }) => readFile(outputPath, 'utf8')));
    assert.deepEqual(
      outputs.map(({ outputPath, rows: count }) => [path.basename(outputPath), count]),
      [
        ['a.jsonl', 1],
        ['b.jsonl', 2],
        ['c.csv', 1],
      ],
    );
    assert.deepEqual(written, [
      toJsonLines([{ instruction: 'one', output: 'edited' }]),
      toJsonLines([
        { instruction: 'two', output: 'second' },
        { ...rows[0], output: 'edited, too' },
      ]),
      `${header}three,third\n`,
    ]);
  });

  it('stand for the next engine with what was selected by them, and not for one without them', async () => {
    const first = fixture.start(new StubModels(), fixture.folder.path('cache'));
    const info = await open(first);
    await write(edit(3, { '/instruction': '' })); // A row that cannot be read so.
    const summary = await select(first, info, { budget: 4, decisions: decisionsFile() });
    assert.equal(summary.counts.unscored, 1);
    assert.equal((await first.request('dataset/open', { path: info.path })).problemCount, 1);
    await first.dispose();
    const second = fixture.start(new StubModels(), fixture.folder.path('cache'));
    const again = await second.request('dataset/open', { path: info.path });
    assert.deepEqual([again.selection, again.problemCount], [null, 0]);
    await second.request('dataset/open', { path: info.path, showDecisions: true });
    await eventually(async () => {
      const { selection, problemCount } = await second.request('dataset/open', { path: info.path });
      assert.deepEqual([selection, problemCount], [summary, 1]);
    });
    await writeFile(decisionsFile(), '');
    await second.request('dataset/inspect', { datasetId: info.datasetId, mostProblems: 0 });
    assert.equal((await second.request('dataset/open', { path: info.path })).problemCount, 0);
  });
});
