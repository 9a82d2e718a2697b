import assert from 'node:assert/strict';
import { RANKING_SIGNALS } from '../../../src/protocol/signals';
import { EngineFixture, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';
import { stubScore } from './stubModels';

describe('engine: figures of a selection', () => {
  const fixture = new EngineFixture();
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

  it('are the means and tokens of its rows, and those of the pool without its bad rows', async () => {
    const rows = poolRows(30);
    const file = await fixture.folder.write('pool.jsonl', `${toJsonLines(rows)}nonsense\n`);
    const engine = fixture.start();
    const opened = await engine.request('dataset/open', { path: file });
    assert.equal(opened.figures, undefined);
    await select(engine, opened, { budget: 4 });
    const { figures } = await engine.request('dataset/open', { path: file });
    const scores = rows.map(({ instruction, output }) => stubScore({ instruction, response: output }));
    const evolOf = (row: number): number => {
      const score = scores[row];
      return score === undefined || 'unscoredReason' in score ? NaN : score.complexityScore * score.qualityScore;
    };
    const best = rows.map((_, row) => row).sort((a, b) => evolOf(b) - evolOf(a));
    const tokensOf = (row: number): number => {
      const { instruction = '', output = '' } = rows[row] ?? {};
      return Math.ceil(instruction.length / 4) + Math.ceil(output.length / 4);
    };
    for (const [part, expected] of [
      ['pool', best],
      ['selected', best.slice(0, 4)],
    ] as const) {
      const found = figures?.[part];
      assert.equal(found?.rows, part === 'pool' ? 31 : 4);
      assert.ok(Math.abs((found.means.evolScore ?? 0) - mean(expected.map(evolOf))) < 1e-9, part);
      assert.equal(
        found.estimatedTokens,
        expected.map(tokensOf).reduce((a, b) => a + b, 0),
      );
    }
  });

  it('come with estimated tokens that the table sorts by and runs know nothing of', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(3)));
    const engine = fixture.start();
    const info = await engine.request('dataset/open', { path: file });
    const query = { sort: { column: 'estimatedTokens', descending: true } } as const;
    await engine.request('view/set', { datasetId: info.datasetId, viewId: 'v', query });
    assert.ok(!RANKING_SIGNALS.map(String).includes('estimatedTokens'));
    await assert.rejects(select(engine, info, { rankBy: 'estimated-tokens' }), { code: 'usage' });
  });
});
