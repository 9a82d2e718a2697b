import assert from 'node:assert/strict';
import type { Row } from '../../../src/dataset/conversation';
import { openScoreSource } from '../../../src/engine/sources/scoreSource';
import { MemoryBlobs } from '../../../src/storage/memoryBlobs';
import { StubModels, stubScore } from './stubModels';

describe('score source', () => {
  const CHOICE = { kind: 'built-in' } as const;

  function rowOf(rowIndex: number, turnCount: number): Row {
    const turns = Array.from({ length: turnCount }, (_, turn) => ({
      instruction: `${rowIndex} ${turn}`,
      response: 'r',
    }));
    return { rowIndex, lineNumber: rowIndex + 1, conversation: { turns } };
  }

  it('asks for few of very many turns at once, and has their scores in order', async () => {
    const models = new StubModels();
    const [asked, most] = [new Set<object>(), { turns: 0, underWay: 0 }];
    models.beforeBatch = async () => {
      const batch = {};
      asked.add(batch);
      most.underWay = Math.max(most.underWay, asked.size);
      await new Promise((resolve) => setImmediate(resolve));
      asked.delete(batch);
    };
    const rows = [rowOf(0, 2), rowOf(1, 20_000)];
    const source = await openScoreSource(CHOICE, models, new MemoryBlobs(2 ** 30));
    const done: number[] = [];
    const scores = await source.score(rows, undefined, () => done.push(done.length));
    assert.deepEqual(
      scores.map((row) => row.map(({ complexityScore }) => complexityScore)),
      rows.map((row) =>
        row.problem === undefined
          ? row.conversation.turns.map((turn) => {
              const score = stubScore(turn);
              return 'complexityScore' in score ? score.complexityScore : Number.NaN;
            })
          : [],
      ),
    );
    assert.equal(models.scored.length, 20_002);
    assert.ok(most.underWay <= 3, `${most.underWay} portions at once`);
    assert.deepEqual(done, [0, 1]);
  });

  it('ends with the error of a portion', async () => {
    const models = new StubModels();
    let batches = 0;
    models.beforeBatch = () => (++batches === 2 ? Promise.reject(new Error('no more')) : Promise.resolve());
    const source = await openScoreSource(CHOICE, models, new MemoryBlobs(2 ** 30));
    await assert.rejects(source.score([rowOf(0, 20_000)]), /no more/);
  });
});
