import assert from 'node:assert/strict';
import { VERSION } from '../../../src/common/version';
import { type LogEntry, logText } from '../../../src/protocol/log';
import { recordingServers, sendJson } from '../../support/servers/recordingServer';
import { createEngine, type Engine } from '../../../src/engine/engine';
import { EMBEDDED, EngineFixture, gate, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';
import { StubModels } from './stubModels';

const TEXT = 'SENTINEL-of-a-row';
const SEARCH = 'SENTINEL-of-a-search';
const KEY = 'SENTINEL-of-a-key';

describe('engine: the log', () => {
  const fixture = new EngineFixture();
  const record = recordingServers();

  /** Rows that hold the sentinel in every place, one of them no JSON and one in another language. */
  function poolFile(): Promise<string> {
    const rows = poolRows(40, 20).map(({ instruction, output }, index) => ({
      instruction: `${instruction} ${TEXT}${index === 0 ? ' foreign' : ''}`,
      input: TEXT,
      output: `${output} ${TEXT}`,
    }));
    return fixture.folder.write('pool.jsonl', `${toJsonLines(rows)}{"instruction": "${TEXT}" ${TEXT}}\n`);
  }

  function logOf(engine: Engine): LogEntry[] {
    const entries: LogEntry[] = [];
    engine.on('log', (entry) => entries.push(entry));
    return entries;
  }

  function find(entries: readonly LogEntry[], message: string, method: string): LogEntry {
    const found = entries.find((entry) => entry.message === message && entry.fields?.['method'] === method);
    assert.ok(found !== undefined, `${message} ${method} in\n${textOf(entries)}`);
    return found;
  }

  function textOf(entries: readonly LogEntry[]): string {
    return entries.map(logText).join('\n');
  }

  /** An engine whose log is heard from its start, with the pool open. */
  async function openPool({ models = new StubModels(), cacheDir }: { models?: StubModels; cacheDir?: string } = {}) {
    const path = await poolFile();
    const engine = fixture.start(models, cacheDir);
    const log = logOf(engine);
    const info = await engine.request('dataset/open', { path });
    return { path, engine, log, info, datasetId: info.datasetId };
  }

  it('holds what runs, the file, and every job with parameters, duration and counts', async () => {
    const { path, engine, log, info } = await openPool({ cacheDir: fixture.folder.path('cache') });
    await select(engine, info, { budget: 7, includeRejected: true });

    const started = log.find(({ message }) => message === 'engine started');
    assert.equal(started?.fields?.['node'], process.versions.node);
    assert.equal(started.fields['deita'], VERSION);
    const file = log.find(({ message }) => message === 'file read');
    const { rows, format, container } = file?.fields ?? {};
    assert.deepEqual(
      { path: file?.fields?.['path'], rows, format, container },
      {
        path,
        rows: 41,
        format: 'Alpaca',
        container: 'JSON Lines',
      },
    );
    const begun = find(log, 'job started', 'dataset/select');
    const done = find(log, 'job done', 'dataset/select');
    assert.equal(begun.level, 'info');
    assert.equal(begun.fields?.['job'], done.fields?.['job']);
    const { budget, threshold, includeRejected, scorer, embedder } = begun.fields ?? {};
    assert.deepEqual(
      { budget, threshold, includeRejected, scorer, embedder },
      {
        budget: 7,
        threshold: 0.9,
        includeRejected: true,
        scorer: EMBEDDED,
        embedder: EMBEDDED,
      },
    );
    const counts = done.fields ?? {};
    assert.equal(counts['selected'], 7);
    assert.equal(counts['unscored'], 1);
    assert.equal(counts['turnsScored'], 40);
    assert.equal(counts['rowsOutsideLanguage'], 1);
    assert.equal(typeof counts['durationMs'], 'number');
    assert.match(logText(done), /^job done method=dataset\/select job=1 durationMs=\d+ /);
  });

  it('holds errors with code and stack, cancellations, and which of them somebody is told of anyhow', async () => {
    const models = new StubModels();
    const { engine, log, info, datasetId } = await openPool({ models });
    await assert.rejects(engine.request('row/detail', { datasetId, rowIndex: 99 }), { code: 'rowOutOfRange' });
    const refused = find(log, 'request failed', 'row/detail');
    assert.equal(refused.fields?.['code'], 'rowOutOfRange');
    assert.match(refused.stack ?? '', /^ +at .*dataset/m);
    assert.equal(refused.answered, true);

    models.beforeBatch = () => Promise.reject(new TypeError('a defect'));
    await assert.rejects(select(engine, info));
    const failed = find(log, 'job failed', 'dataset/select');
    assert.equal(failed.level, 'error');
    assert.equal(failed.fields?.['error'], 'TypeError: a defect');
    assert.match(failed.stack ?? '', /engine\.log\.test/);

    const { entered, release } = gate(models);
    const abort = new AbortController();
    const scoring = engine.request('dataset/score', { datasetId, scorer: EMBEDDED }, { signal: abort.signal });
    await entered;
    abort.abort();
    release();
    await assert.rejects(scoring, { code: 'cancelled' });
    assert.equal(find(log, 'job cancelled', 'dataset/score').level, 'info');
  });

  it('never holds texts of rows, what was searched for, or keys, at any level', async () => {
    const models = new StubModels();
    const { engine, log, info, datasetId } = await openPool({ models });
    const baseUrl = `https://user:${KEY}@models.example/v1?key=${KEY}`;
    await engine.request('credentials/set', { baseUrl, apiKey: KEY, role: 'quality' });
    await engine.request('view/set', { datasetId, viewId: 'v', query: { text: SEARCH } });
    await engine.request('view/set', { datasetId, viewId: 'v', query: { text: TEXT } });
    await engine.request('view/rows', { datasetId, viewId: 'v', start: 0, count: 50 });
    await engine.request('row/detail', { datasetId, rowIndex: 40 });
    await engine.request('dataset/problems', { datasetId, limit: 5 });
    models.beforeBatch = () => {
      JSON.parse(`{"${TEXT}": ${TEXT}}`);
      return Promise.resolve();
    };
    await assert.rejects(engine.request('dataset/embed', { datasetId, embedder: { kind: 'onnx', model: 'other' } }));
    models.beforeBatch = () => Promise.resolve();
    await select(engine, info, { budget: -1 });
    await engine.request('dataset/nearDuplicates', { datasetId, embedder: EMBEDDED, threshold: 0.9 });
    await engine.request('dataset/calibrate', { datasetId, embedder: EMBEDDED, sampleSize: 20, seed: 1 });
    const near = { datasetId, count: 3, embedder: EMBEDDED };
    await engine.request('row/neighbours', { ...near, rowIndex: 0 });
    await assert.rejects(engine.request('row/neighbours', { ...near, rowIndex: 40 }), { code: 'usage' });
    const scorer = { kind: 'onnx', complexityModel: 'c', qualityModel: 'q' } as const;
    await engine.request('dataset/score', { datasetId, scorer }).catch(() => undefined);

    const text = textOf(log);
    assert.doesNotMatch(text, /SENTINEL/);
    assert.match(text, /request done method=credentials\/set server=https:\/\/models\.example role=quality given=true/);
    assert.match(text, /request done method=view\/set .*searching=true/);
    assert.match(text, /job failed method=row\/neighbours/);
    assert.match(text, /job failed method=dataset\/embed .*error=SyntaxError/);
  });

  it('never holds what a server repeats of a prompt or a key', async () => {
    const path = await poolFile();
    const { baseUrl } = await record((_request, response, body) =>
      sendJson(response, { error: { message: `cannot read ${KEY}: ${body.toString('utf8')}` } }, 400),
    );
    const engine = createEngine({ cacheDir: null, modelDir: '', threads: null });
    try {
      const log = logOf(engine);
      const { datasetId } = await engine.request('dataset/open', { path });
      await engine.request('credentials/set', { baseUrl, apiKey: KEY });
      const embedder = { kind: 'server', baseUrl, model: 'm' } as const;
      await assert.rejects(engine.request('dataset/embed', { datasetId, embedder }), /cannot read/);
      assert.doesNotMatch(textOf(log), /SENTINEL/);
      assert.match(textOf(log), /job failed method=dataset\/embed .*code=serverRefused .*answered 400: …/);
    } finally {
      await engine.dispose();
    }
  });
});
