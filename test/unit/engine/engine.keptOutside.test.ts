import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { EMBEDDED, EngineFixture } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';

const KEPT = 3;

describe('engine: a row kept by hand that fails the condition', () => {
  const fixture = new EngineFixture();

  /** @param scoreOfKept what the kept row is ranked by; absent = nothing */
  async function order(scoreOfKept?: number): Promise<(number | undefined)[]> {
    const engine = fixture.start();
    const rows = poolRows(12, 4).map((row, at) => {
      const score = at === KEPT ? scoreOfKept : (at * 7) % 12;
      return { ...row, group: at === KEPT ? 'b' : 'a', ...(score === undefined ? {} : { score }) };
    });
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(rows));
    const id = createHash('sha256').update(JSON.stringify(rows[KEPT])).digest('hex');
    const decisions = await fixture.folder.write('decisions.jsonl', toJsonLines([{ id: `${id}#0`, kind: 'keep' }]));
    const info = await engine.request('dataset/open', { path: file });
    const request = { budget: 6, strategy: 'facility-location', alpha: 0.1, rankBy: 'field:score' } as const;
    const chosen = { ...request, where: 'field:group = a', decisions, embedder: EMBEDDED };
    await engine.request('dataset/select', { datasetId: info.datasetId, ...chosen });
    const { rows: reported } = await fixture.report(engine, info);
    const selected = reported.filter(({ rank }) => rank !== undefined);
    return selected.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0)).map(({ rowIndex }) => rowIndex);
  }

  it('is no candidate that facility location counts or scales by, and covers what it does', async () => {
    const expected = await order();
    assert.equal(expected[0], KEPT);
    assert.deepEqual(await order(1000), expected);
    assert.deepEqual(await order(-1000), expected);
  });
});
