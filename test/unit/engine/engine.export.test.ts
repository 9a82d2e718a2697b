import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SelectionSummary } from '../../../src/protocol/dataset';
import { EMBEDDED, EngineFixture, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';

describe('engine: export', () => {
  const fixture = new EngineFixture();

  it('exports selected rows byte for byte with a manifest that checks out', async () => {
    const lines = poolRows(30).map((row, at) =>
      at % 2 === 0 ? JSON.stringify(row) : JSON.stringify(row, null, 1).replaceAll('\n', ' '),
    );
    const file = await fixture.folder.write('pool.jsonl', lines.join('\r\n'));
    const engine = fixture.start();
    const info = await engine.request('dataset/open', { path: file });
    await select(engine, info, { budget: 8 });
    const ranked = (await fixture.report(engine, info)).rows
      .filter(({ rank }) => rank !== undefined)
      .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
    for (const order of ['score', 'file'] as const) {
      const outputPath = fixture.folder.path(`selected-${order}.jsonl`);
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

  it('writes neither rows nor a report over the dataset itself', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(6)));
    const before = await readFile(file);
    const engine = fixture.start();
    const info = await engine.request('dataset/open', { path: file });
    await select(engine, info, { budget: 2 });
    const { datasetId } = info;
    const target = { datasetId, outputPath: file, overwrite: true } as const;
    await assert.rejects(engine.request('dataset/report', target), { code: 'usage' });
    const rows = { rows: 'selected', order: 'file', withScores: false } as const;
    await assert.rejects(engine.request('dataset/export', { ...target, ...rows }), { code: 'usage' });
    assert.deepEqual(await readFile(file), before);
  });

  it('writes neither rows, a report nor a recipe over a file of a pool', async () => {
    const file = await fixture.folder.write('member.json', JSON.stringify(poolRows(6)));
    const before = await readFile(file);
    const pool = await fixture.folder.write('a.deita-pool.json', '{"deitaPool":1,"files":[{"path":"member.json"}]}');
    const engine = fixture.start();
    const info = await engine.request('dataset/open', { path: pool });
    await select(engine, info, { budget: 2 });
    const target = { datasetId: info.datasetId, outputPath: file, overwrite: true } as const;
    const rows = { rows: 'selected', order: 'file', withScores: false } as const;
    await assert.rejects(engine.request('dataset/report', target), { code: 'usage' });
    await assert.rejects(engine.request('dataset/recipe', { ...target, order: 'file' }), { code: 'usage' });
    await assert.rejects(engine.request('dataset/export', { ...target, ...rows }), { code: 'usage' });
    assert.deepEqual(await readFile(file), before);
  });

  it('exports all rows with scores and leaves bad rows as they are', async () => {
    const file = await fixture.folder.write('pool.jsonl', `${toJsonLines(poolRows(2))}{"unknown": "shape"}\n`);
    const engine = fixture.start();
    const info = await engine.request('dataset/open', { path: file });
    await engine.request('dataset/score', { datasetId: info.datasetId, scorer: EMBEDDED });
    const outputPath = fixture.folder.path('scored.jsonl');
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
    assert.equal(lines[2], '{"unknown": "shape"}');
    const row = JSON.parse(lines[0] ?? '') as {
      complexity_scores: number[];
      quality_scores: number[];
      evol_score: number;
    };
    assert.equal(row.evol_score, (row.complexity_scores[0] ?? 0) * (row.quality_scores[0] ?? 0));
  });
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
