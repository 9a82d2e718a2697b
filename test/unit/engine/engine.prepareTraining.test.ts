import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PrepareRequest } from '../../../src/protocol/fineTuning';
import { EngineFixture, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';

describe('engine: preparing training', () => {
  const fixture = new EngineFixture();
  const asked = (outputPath: string, datasetId: string, file: string): PrepareRequest => ({
    ...{ trainer: 'trl', recipe: 'lora', baseModel: 'm', gpus: 1, seed: 0, overwrite: false, outputPath },
    ...{ selection: { datasetId }, pool: { path: file } },
  });

  it('takes what is selected of an open dataset, by rank', async () => {
    const rows = poolRows(30);
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(rows));
    const engine = fixture.start();
    const info = await engine.request('dataset/open', { path: file });
    const outputPath = fixture.folder.path('out');
    const request = asked(outputPath, info.datasetId, file);
    await assert.rejects(engine.request('training/prepare', request), { code: 'usage' });
    await select(engine, info, { budget: 8 });
    const ranked = (await fixture.report(engine, info)).rows
      .filter(({ rank }) => rank !== undefined)
      .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
      .map(({ rowIndex }) => rowIndex);
    const { sets } = await engine.request('training/prepare', request);
    assert.deepEqual(
      sets.map(({ name, rows: count }) => [name, count]),
      [
        ['selection', 8],
        ['random', 8],
        ['longest', 8],
      ],
    );
    const lines = await readFile(path.join(outputPath, 'selection', 'selection.jsonl'), 'utf8');
    const first = (line: string): unknown =>
      (JSON.parse(line) as { messages: readonly { content: string }[] }).messages[0]?.content;
    const expected = await Promise.all(
      ranked.map(async (rowIndex) => {
        const { turns } = await engine.request('row/detail', { datasetId: info.datasetId, rowIndex });
        return turns[0]?.instruction;
      }),
    );
    assert.deepEqual(lines.trimEnd().split('\n').map(first), expected);
  });
});
