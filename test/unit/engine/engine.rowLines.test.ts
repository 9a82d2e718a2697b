import assert from 'node:assert/strict';
import { EngineFixture } from './engineFixture';

describe('engine: rows as JSON Lines', () => {
  const fixture = new EngineFixture();

  async function lines(name: string, content: string): Promise<(rows: readonly number[]) => Promise<string>> {
    const engine = fixture.start();
    const { datasetId } = await engine.request('dataset/open', { path: await fixture.folder.write(name, content) });
    return async (rowIndexes) => (await engine.request('row/lines', { datasetId, rowIndexes })).text;
  }

  it('are the lines of the file, byte for byte, bad ones too', async () => {
    const written = [
      '{"instruction": "a\\u0062",  "output":1.0e2}',
      '{"instruction":"é 中", "output": "x"}',
      'nonsense',
    ];
    const linesOf = await lines('pool.jsonl', written.join('\r\n'));
    assert.equal(await linesOf([2, 0, 1]), [written[2], written[0], written[1], ''].join('\n'));
  });

  it('are one line each where a row stands in several, with its numbers as they are written', async () => {
    const content = '[\n  {\n    "instruction": "a  b",\n    "output": "c",\n    "n": 1.0e2\n  }\n]\n';
    const linesOf = await lines('pool.json', content);
    assert.equal(await linesOf([0]), '{"instruction":"a  b","output":"c","n":1.0e2}\n');
  });

  it('are those of a view by their positions', async () => {
    const engine = fixture.start();
    const rows = ['a', 'b', 'c', 'd'].map((instruction) => JSON.stringify({ instruction, output: 'x' }));
    const path = await fixture.folder.write('pool.jsonl', rows.join('\n'));
    const { datasetId } = await engine.request('dataset/open', { path });
    const query = { sort: { column: 'instruction', descending: true } } as const;
    await engine.request('view/set', { datasetId, viewId: 'v', query });
    const copied = await engine.request('row/lines', { datasetId, viewId: 'v', rowIndexes: [], positions: [[1, 3]] });
    assert.deepEqual(copied, { text: `${rows[2]}\n${rows[1]}\n`, rows: 2 });
  });
});
