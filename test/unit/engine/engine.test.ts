import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { DeitaError } from '../../../src/common/errors';
import { createEngine, type Engine } from '../../../src/engine/engine';
import type { DatasetInfo, JobProgress, RowSummary, SelectionSummary } from '../../../src/protocol/dataset';
import type { ParamsOf } from '../../../src/protocol/requests';
import { poolRows, TemporaryFolder, toJsonLines } from './poolFiles';
import { StubModels, stubScore } from './stubModels';

const EMBEDDED = { kind: 'embedded' } as const;
const PRECOMPUTED = { kind: 'precomputed' } as const;

interface Report {
  readonly parameters: { readonly budget: number; readonly threshold: number };
  readonly counts: SelectionSummary['counts'];
  readonly rows: readonly {
    readonly rowIndex: number;
    readonly lineNumber: number;
    readonly status: string;
    readonly rank?: number;
    readonly evolScore?: number;
    readonly complexityScores?: (number | null)[];
    readonly qualityScores?: (number | null)[];
    readonly nearDuplicateOf?: number;
    readonly cosineSimilarity?: number;
    readonly reason?: string;
  }[];
}

describe('engine', () => {
  const folder = new TemporaryFolder();
  const engines: Engine[] = [];

  beforeEach(() => folder.create());
  afterEach(async () => {
    await Promise.all(engines.splice(0).map((engine) => engine.dispose()));
    await folder.remove();
  });

  function startEngine(models = new StubModels(), cacheDir: string | null = null): Engine {
    const engine = createEngine({ cacheDir, modelDir: '', threads: null }, { models });
    engines.push(engine);
    return engine;
  }

  function select(
    engine: Engine,
    { datasetId }: DatasetInfo,
    parameters: Partial<ParamsOf<'dataset/select'>> = {},
  ): Promise<SelectionSummary> {
    const defaults = { budget: 5, threshold: 0.9, scorer: EMBEDDED, embedder: EMBEDDED };
    return engine.request('dataset/select', { datasetId, ...defaults, ...parameters });
  }

  async function report(engine: Engine, { datasetId }: DatasetInfo): Promise<Report> {
    const outputPath = folder.path('report.json');
    await engine.request('dataset/report', { datasetId, outputPath, overwrite: true });
    return JSON.parse(await readFile(outputPath, 'utf8')) as Report;
  }

  async function allRows(engine: Engine, { datasetId }: DatasetInfo): Promise<RowSummary[]> {
    await engine.request('view/set', { datasetId, viewId: 'all', query: {} });
    return engine.request('view/rows', { datasetId, viewId: 'all', start: 0, count: 1000 });
  }

  it('shows rows at once, without status or scores', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(3)));
    const engine = startEngine();
    const info = await engine.request('dataset/open', { path: file });
    assert.equal(info.rowCount, 3);
    assert.equal(info.selection, null);
    assert.deepEqual((await allRows(engine, info))[1], {
      rowIndex: 1,
      lineNumber: 2,
      turnCount: 1,
      preview: 'topic1 question number 1',
    });
  });

  it('scores every turn, selects by evol score and explains each row in the report', async () => {
    const rows = [
      ...poolRows(40, 10),
      {
        conversations: [
          { from: 'human', value: 'unscorable first' },
          { from: 'gpt', value: 'x' },
        ],
      },
    ];
    const file = await folder.write('pool.jsonl', `${toJsonLines(rows)}{"broken\n`);
    const engine = startEngine();
    const info = await engine.request('dataset/open', { path: file });
    const summary = await select(engine, info, { budget: 6 });
    const { counts, rows: entries } = await report(engine, info);

    assert.deepEqual(summary.counts, counts);
    assert.equal(counts.rows, 42);
    assert.equal(counts.selected + counts.nearDuplicate + counts.notReached + counts.unscored, counts.rows);
    assert.equal(counts.unscored, 2);
    assert.deepEqual(
      entries.map(({ rowIndex }) => rowIndex),
      Array.from({ length: 42 }, (_, row) => row),
    );
    const selected = entries.filter(({ status }) => status === 'selected');
    assert.equal(selected.length, 6);
    const byRank = [...selected].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
    assert.deepEqual(
      byRank.map(({ rank }) => rank),
      [1, 2, 3, 4, 5, 6],
    );
    for (const [at, row] of byRank.entries()) {
      assert.ok(at === 0 || (byRank[at - 1]?.evolScore ?? 0) >= (row.evolScore ?? 0));
    }
    const topics = new Set(selected.map(({ rowIndex }) => rowIndex % 10));
    assert.equal(topics.size, 6, 'two selected rows begin with the same word');
    for (const row of entries.slice(0, 40)) {
      const score = stubScore({
        instruction: `topic${row.rowIndex % 10} question number ${row.rowIndex}`,
        response: `answer ${row.rowIndex}`,
      });
      assert.ok('complexityScore' in score);
      assert.deepEqual(row.complexityScores, [score.complexityScore]);
      assert.deepEqual(row.qualityScores, [score.qualityScore]);
      assert.equal(row.evolScore, score.complexityScore * score.qualityScore);
    }
    for (const row of entries.filter(({ status }) => status === 'nearDuplicate')) {
      const original = entries[row.nearDuplicateOf ?? -1];
      assert.equal(original?.status, 'selected');
      assert.equal(original.rowIndex % 10, row.rowIndex % 10);
      assert.ok((row.cosineSimilarity ?? 0) > 0.9);
    }
    assert.equal(entries[40]?.reason, 'cannot be scored');
    assert.match(entries[41]?.reason ?? '', /Invalid JSON/);
    assert.equal(entries[41]?.complexityScores, undefined);
  });

  it('never scores or embeds a bad row', async () => {
    const file = await folder.write(
      'pool.jsonl',
      `{"instruction": "", "output": "x"}\n${toJsonLines(poolRows(2))}nonsense\n`,
    );
    const models = new StubModels();
    const engine = startEngine(models);
    const info = await engine.request('dataset/open', { path: file });
    const summary = await select(engine, info);
    assert.deepEqual(summary.counts, { rows: 4, selected: 2, nearDuplicate: 0, notReached: 0, unscored: 2 });
    assert.equal(models.scored.length, 2);
    assert.equal(models.embedded.length, 2);
    const problems = await engine.request('dataset/problems', { datasetId: info.datasetId, limit: 10 });
    assert.deepEqual(
      problems.map(({ lineNumber, code }) => [lineNumber, code]),
      [
        [1, 'emptyInstruction'],
        [4, 'invalidJson'],
      ],
    );
  });

  it('finds bad rows in the background', async () => {
    const file = await folder.write('pool.jsonl', `${toJsonLines(poolRows(200))}nonsense\n`);
    const engine = startEngine();
    const found = new Promise<DatasetInfo>((resolve) => {
      engine.on('datasetChanged', (info) => info.problemCount > 0 && resolve(info));
    });
    await engine.request('dataset/open', { path: file });
    assert.equal((await found).problemCount, 1);
  });

  it('embeds only what the walk reaches', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(500)));
    const models = new StubModels();
    const engine = startEngine(models);
    const summary = await select(engine, await engine.request('dataset/open', { path: file }), { budget: 3 });
    assert.equal(summary.walked, 3);
    assert.ok(models.embedded.length < 100, `${models.embedded.length} rows embedded`);
  });

  it('reuses every score and embedding with another threshold and budget', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(60, 20)));
    const engine = startEngine();
    const info = await engine.request('dataset/open', { path: file });
    const first = await select(engine, info, { budget: -1 });
    assert.deepEqual(first.computed, { turnsScored: 60, rowsEmbedded: 60 });
    const second = await select(engine, info, { budget: 7, threshold: 0.5 });
    assert.deepEqual(second.computed, { turnsScored: 0, rowsEmbedded: 0 });
    assert.equal(second.counts.selected, 7);
  });

  it('keeps scores, embeddings and the last selection for the next engine', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(60, 20)));
    const cacheDir = folder.path('cache');
    const first = startEngine(new StubModels(), cacheDir);
    const summary = await select(first, await first.request('dataset/open', { path: file }), { budget: -1 });
    await first.dispose();

    const models = new StubModels();
    const second = startEngine(models, cacheDir);
    const info = await second.request('dataset/open', { path: file });
    assert.deepEqual(info.selection, summary);
    const rows = await allRows(second, info);
    assert.equal(rows.filter(({ status }) => status === 'selected').length, summary.counts.selected);
    assert.equal((await select(second, info, { budget: 4 })).counts.selected, 4);
    assert.deepEqual([models.scored, models.embedded], [[], []]);
  });

  it('drops the kept selection when the file has changed, and computes only the changed rows', async () => {
    const rows = poolRows(30);
    const file = await folder.write('pool.jsonl', toJsonLines(rows));
    const cacheDir = folder.path('cache');
    const first = startEngine(new StubModels(), cacheDir);
    await select(first, await first.request('dataset/open', { path: file }), { budget: -1 });
    await first.dispose();

    await writeFile(file, toJsonLines(rows.map((row, at) => (at === 7 ? { ...row, output: 'another' } : row))));
    const models = new StubModels();
    const second = startEngine(models, cacheDir);
    const info = await second.request('dataset/open', { path: file });
    assert.equal(info.selection, null);
    const summary = await select(second, info, { budget: -1 });
    assert.deepEqual(summary.computed, { turnsScored: 1, rowsEmbedded: 1 });
    assert.deepEqual(models.scored, ['topic7 question number 7']);
  });

  it('takes up rows appended to an open file with the next job', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(10)));
    const engine = startEngine();
    const info = await engine.request('dataset/open', { path: file });
    await select(engine, info, { budget: -1 });
    await appendFile(file, toJsonLines([{ instruction: 'fresh row', output: 'x' }]));
    const summary = await select(engine, info, { budget: -1 });
    assert.equal(summary.counts.rows, 11);
    assert.equal(summary.computed.turnsScored, 1);
  });

  it('scores the same text once, also within one batch', async () => {
    const row = { instruction: 'same words', output: 'same answer' };
    const file = await folder.write('pool.jsonl', toJsonLines(Array.from({ length: 50 }, () => row)));
    const models = new StubModels();
    const engine = startEngine(models);
    const summary = await select(engine, await engine.request('dataset/open', { path: file }), { budget: -1 });
    assert.deepEqual(models.scored, ['same words']);
    assert.deepEqual(summary.computed, { turnsScored: 1, rowsEmbedded: 1 });
    assert.equal(summary.counts.nearDuplicate, 49);
  });

  it('uses carried scores, and says which rows have none', async () => {
    const rows = [
      { instruction: 'a', output: 'b', complexity_scores: [2], quality_scores: [3] },
      { instruction: 'c', output: 'd' },
      { instruction: 'e', output: 'f', complexity_scores: [4], quality_scores: [9] },
    ];
    const file = await folder.write('pool.jsonl', toJsonLines(rows));
    const models = new StubModels();
    const engine = startEngine(models);
    const info = await engine.request('dataset/open', { path: file });
    const summary = await select(engine, info, { scorer: PRECOMPUTED });
    assert.equal(summary.counts.selected, 1);
    assert.deepEqual(models.scored, []);
    const entries = (await report(engine, info)).rows;
    assert.equal(entries[0]?.evolScore, 6);
    assert.match(entries[1]?.reason ?? '', /carries no complexity_scores/);
    assert.match(entries[2]?.reason ?? '', /outside 1 to 6/);
  });

  it('refuses carried scores when no row has any', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(3)));
    const engine = startEngine();
    const info = await engine.request('dataset/open', { path: file });
    await assert.rejects(select(engine, info, { scorer: PRECOMPUTED }), (error) => {
      return error instanceof DeitaError && error.code === 'scoresMissing';
    });
  });

  it('refuses embeddings with another number of rows', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(12)));
    const embedder = { kind: 'file', path: await folder.write('embeddings.npy', npy(10, 4)) } as const;
    const engine = startEngine();
    const info = await engine.request('dataset/open', { path: file });
    await assert.rejects(select(engine, info, { embedder }), {
      code: 'embeddingsMismatch',
      message: 'embeddings.npy has 10 rows, the dataset 12.',
    });
  });

  it('runs one job a dataset at a time', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(40)));
    const models = new StubModels();
    const engine = startEngine(models);
    const info = await engine.request('dataset/open', { path: file });
    const { entered, release } = gate(models);
    const first = select(engine, info);
    await entered;
    await assert.rejects(select(engine, info), { code: 'jobRunning' });
    release();
    assert.equal((await first).counts.selected, 5);
    assert.equal((await select(engine, info)).counts.selected, 5);
  });

  it('keeps the previous selection when a run is cancelled', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(40)));
    const models = new StubModels();
    const engine = startEngine(models);
    const info = await engine.request('dataset/open', { path: file });
    const before = await select(engine, info, { budget: 3 });
    const rowsBefore = await allRows(engine, info);
    const abort = new AbortController();
    const { entered, release } = gate(models);
    const request = { datasetId: info.datasetId, budget: -1, threshold: 0.9, scorer: EMBEDDED, embedder: EMBEDDED };
    const running = engine.request('dataset/select', request, { signal: abort.signal });
    await entered;
    abort.abort();
    release();
    await assert.rejects(running, { code: 'cancelled' });
    const [after] = [await engine.request('dataset/open', { path: file })];
    assert.deepEqual(after.selection, before);
    assert.deepEqual(await allRows(engine, info), rowsBefore);
    assert.equal((await select(engine, info, { budget: -1 })).counts.selected, 40);
  });

  it('reports progress that never falls and ends complete, stage by stage', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(100)));
    const engine = startEngine();
    const { datasetId } = await engine.request('dataset/open', { path: file });
    const seen: JobProgress[] = [];
    await engine.request(
      'dataset/select',
      { datasetId, budget: 10, threshold: null, scorer: EMBEDDED, embedder: EMBEDDED },
      { onProgress: (progress) => seen.push(progress) },
    );
    assert.deepEqual([...new Set(seen.map(({ stage }) => stage))], ['score', 'select']);
    for (const stage of ['score', 'select']) {
      const done = seen.filter((progress) => progress.stage === stage);
      assert.deepEqual(
        done.map((progress) => progress.done),
        done.map((progress) => progress.done).sort((a, b) => a - b),
      );
      assert.equal(done.at(-1)?.done, done.at(-1)?.total);
    }
  });

  it('exports selected rows byte for byte with a manifest that checks out', async () => {
    const lines = poolRows(30).map((row, at) =>
      at % 2 === 0 ? JSON.stringify(row) : JSON.stringify(row, null, 1).replaceAll('\n', ' '),
    );
    const file = await folder.write('pool.jsonl', lines.join('\r\n'));
    const engine = startEngine();
    const info = await engine.request('dataset/open', { path: file });
    await select(engine, info, { budget: 8 });
    const ranked = (await report(engine, info)).rows
      .filter(({ rank }) => rank !== undefined)
      .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
    for (const order of ['score', 'file'] as const) {
      const outputPath = folder.path(`selected-${order}.jsonl`);
      const request = {
        datasetId: info.datasetId,
        outputPath,
        rows: 'selected',
        order,
        withScores: false,
        overwrite: false,
      } as const;
      const summary = await engine.request('dataset/export', request);
      const rowIndexes = ranked.map(({ rowIndex }) => rowIndex);
      if (order === 'file') rowIndexes.sort((a, b) => a - b);
      const written = await readFile(outputPath);
      assert.deepEqual(
        written
          .toString('utf8')
          .split(/\r?\n/)
          .filter((line) => line !== ''),
        rowIndexes.map((row) => lines[row]),
      );
      const manifest = JSON.parse(await readFile(summary.manifestPath, 'utf8')) as {
        source: { sha256: string; bytes: number };
        output: { sha256: string; bytes: number; rows: number };
        selection: SelectionSummary;
      };
      assert.equal(manifest.output.sha256, sha256(written));
      assert.equal(manifest.output.bytes, written.length);
      assert.equal(manifest.output.rows, 8);
      assert.equal(manifest.source.sha256, sha256(await readFile(file)));
      assert.equal(manifest.selection.counts.selected, 8);
      await assert.rejects(engine.request('dataset/export', request), { code: 'outputExists' });
    }
  });

  it('exports all rows with scores and leaves bad rows as they are', async () => {
    const file = await folder.write('pool.jsonl', `${toJsonLines(poolRows(2))}nonsense\n`);
    const engine = startEngine();
    const info = await engine.request('dataset/open', { path: file });
    await engine.request('dataset/score', { datasetId: info.datasetId, scorer: EMBEDDED });
    const outputPath = folder.path('scored.jsonl');
    await engine.request('dataset/export', {
      datasetId: info.datasetId,
      outputPath,
      rows: 'all',
      order: 'file',
      withScores: true,
      overwrite: false,
    });
    const lines = (await readFile(outputPath, 'utf8')).trimEnd().split('\n');
    assert.equal(lines.length, 3);
    assert.equal(lines[2], 'nonsense');
    const row = JSON.parse(lines[0] ?? '') as {
      complexity_scores: number[];
      quality_scores: number[];
      evol_score: number;
    };
    assert.equal(row.evol_score, (row.complexity_scores[0] ?? 0) * (row.quality_scores[0] ?? 0));
  });

  it('tells a row in detail: scores by turn and near-duplicates both ways', async () => {
    const rows = [
      { instruction: 'topic0 long foreign', output: 'x', history: [['topic0 before', 'y']], system: 'be kind' },
      { instruction: 'topic0 other', output: 'z' },
      { instruction: 'topic1 other', output: 'z' },
    ];
    const file = await folder.write('pool.jsonl', toJsonLines(rows));
    const engine = startEngine();
    const { datasetId } = await engine.request('dataset/open', { path: file });
    await engine.request('dataset/select', {
      datasetId,
      budget: -1,
      threshold: 0.9,
      scorer: EMBEDDED,
      embedder: EMBEDDED,
    });
    const detail = await engine.request('row/detail', { datasetId, rowIndex: 0 });
    assert.equal(detail.system, 'be kind');
    assert.equal(detail.turns.length, 2);
    assert.equal(detail.heuristicScores, true);
    assert.equal(detail.turns[1]?.truncated, 'the end was cut');
    assert.equal(detail.turns[1].outsideLanguage, true);
    assert.equal(detail.selectedCount, 3);
    const evol = detail.turns.reduce((sum, turn) => sum + (turn.complexityScore ?? 0) * (turn.qualityScore ?? 0), 0);
    assert.equal(detail.evolScore, evol);
  });

  it('finds nearest rows and groups of near-duplicates of the whole pool', async () => {
    const file = await folder.write('pool.jsonl', `nonsense\n${toJsonLines(poolRows(12, 4))}`);
    const engine = startEngine();
    const { datasetId } = await engine.request('dataset/open', { path: file });
    const near = await engine.request('row/neighbours', { datasetId, rowIndex: 3, count: 3, embedder: EMBEDDED });
    assert.deepEqual(
      near.slice(0, 2).map(({ rowIndex, lineNumber }) => [rowIndex, lineNumber]),
      [
        [7, 8],
        [11, 12],
      ],
    );
    assert.equal(near.length, 3);
    const groups = await engine.request('dataset/nearDuplicates', { datasetId, embedder: EMBEDDED, threshold: 0.9 });
    assert.deepEqual(
      groups.map(({ rows }) => rows.map(({ rowIndex }) => rowIndex)),
      [
        [1, 5, 9],
        [2, 6, 10],
        [3, 7, 11],
        [4, 8, 12],
      ],
    );
    await assert.rejects(engine.request('row/neighbours', { datasetId, rowIndex: 0, count: 3, embedder: EMBEDDED }), {
      code: 'usage',
    });
  });

  it('answers for lines and for the nearest selected row', async () => {
    const file = await folder.write('pool.jsonl', `\n${toJsonLines(poolRows(10)).replaceAll('\n', '\n\n')}`);
    const engine = startEngine();
    const info = await engine.request('dataset/open', { path: file });
    const { datasetId } = info;
    const rows = await engine.request('row/byLines', { datasetId, firstLine: 1, lastLine: 5 });
    assert.deepEqual(
      rows.map(({ rowIndex, lineNumber }) => [rowIndex, lineNumber]),
      [
        [0, 2],
        [1, 4],
      ],
    );
    await select(engine, info, { budget: 2 });
    const selected = (await allRows(engine, info)).filter(({ rank }) => rank !== undefined).map((row) => row.rowIndex);
    const [low, high] = selected as [number, number];
    const adjacent = async (rowIndex: number, step: 1 | -1) =>
      (await engine.request('row/adjacentSelected', { datasetId, rowIndex, step }))?.rowIndex;
    assert.equal(await adjacent(low, 1), high);
    assert.equal(await adjacent(high, 1), low, 'wraps around');
    assert.equal(await adjacent(low, -1), high, 'wraps around');
  });

  it('is one dataset however often it is opened, and closed with the last use', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(3)));
    const engine = startEngine();
    const first = await engine.request('dataset/open', { path: file });
    const second = await engine.request('dataset/open', { path: file });
    assert.equal(first.datasetId, second.datasetId);
    const { datasetId } = first;
    await engine.request('dataset/close', { datasetId });
    await engine.request('row/detail', { datasetId, rowIndex: 0 });
    await engine.request('dataset/close', { datasetId });
    await assert.rejects(engine.request('row/detail', { datasetId, rowIndex: 0 }), { code: 'datasetNotOpen' });
  });

  it('works without a cache that cannot be opened, and says so', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(3)));
    const blocked = await folder.write('blocked', 'a file where the folder should be');
    const engine = startEngine(new StubModels(), blocked);
    const warned = new Promise<string>((resolve) => engine.on('log', ({ message }) => resolve(message)));
    assert.match(await warned, /works without it/);
    const info = await engine.request('dataset/open', { path: file });
    assert.equal((await select(engine, info)).counts.selected, 3);
  });

  it('refuses requests after it was stopped, and ends what was running', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(40)));
    const models = new StubModels();
    const engine = startEngine(models);
    const info = await engine.request('dataset/open', { path: file });
    const { entered, release } = gate(models);
    const running = select(engine, info);
    running.catch(() => undefined);
    await entered;
    const stopping = engine.dispose();
    release();
    await stopping;
    await assert.rejects(running, { code: 'cancelled' });
    await assert.rejects(engine.request('dataset/open', { path: file }), { code: 'engineStopped' });
    assert.ok(models.disposed);
  });
});

/** Holds the models at their next batch. */
function gate(models: StubModels): { entered: Promise<void>; release: () => void } {
  let release!: () => void;
  let enter!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  const entered = new Promise<void>((resolve) => (enter = resolve));
  models.beforeBatch = () => {
    models.beforeBatch = () => Promise.resolve();
    enter();
    return released;
  };
  return { entered, release };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A float32 matrix of ones in NumPy's format, version 1. */
function npy(rows: number, dimensions: number): Buffer {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${dimensions}), }`;
  const header = Buffer.from(`${text.padEnd(117)}\n`);
  const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length, 0]);
  return Buffer.concat([start, header, Buffer.from(new Float32Array(rows * dimensions).fill(1).buffer)]);
}
