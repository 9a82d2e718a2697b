import assert from 'node:assert/strict';
import { say } from '../../../src/messages/say';
import { DeitaError } from '../../../src/common/errors';
import type { Scorer, TurnScore } from '../../../src/scoring/scorer';
import { EMBEDDED, EngineFixture } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';
import { StubModels, stubScore } from './stubModels';

const FAILED = say('verbatim', { text: 'answered 500' });

/** Scores turn by turn, as servers do, until something happens. */
class ServerLikeModels extends StubModels {
  /** The turn at which it fails; the ones before it are scored. */
  failsAt: string | undefined;
  /** The turn that the server does not manage this time. */
  temporary: string | undefined;

  override async scorer(): Promise<Scorer> {
    const scorer = await super.scorer();
    return {
      ...scorer,
      score: (turns, _signal, onScore) => {
        const scores = turns.map((turn, index): TurnScore => {
          if (turn.instruction === this.failsAt) throw new DeitaError('serverBusy', 'The server gave up.');
          this.scored.push(turn.instruction);
          const failed = turn.instruction === this.temporary;
          const score: TurnScore = failed ? { unscoredReason: FAILED, temporary: true } : stubScore(turn);
          onScore?.(index, score);
          return score;
        });
        return Promise.resolve(scores);
      },
    };
  }
}

describe('engine: scoring that is interrupted', () => {
  const fixture = new EngineFixture();
  const rows = poolRows(12);
  const instructions = rows.map(({ instruction }) => instruction);

  async function open(models: ServerLikeModels) {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(rows));
    const engine = fixture.start(models, fixture.folder.path('cache'));
    return { engine, datasetId: (await engine.request('dataset/open', { path: file })).datasetId };
  }

  it('keeps what was scored before a failure, and asks the next time for the rest alone', async () => {
    const models = new ServerLikeModels();
    const { engine, datasetId } = await open(models);
    models.failsAt = instructions[7];
    await assert.rejects(engine.request('dataset/score', { datasetId, scorer: EMBEDDED }), { code: 'serverBusy' });
    assert.deepEqual(models.scored.splice(0), instructions.slice(0, 7));
    models.failsAt = undefined;
    const { turnsScored } = await engine.request('dataset/score', { datasetId, scorer: EMBEDDED });
    assert.equal(turnsScored, 5);
    assert.deepEqual(models.scored, instructions.slice(7));
  });

  it('asks again for a turn that a server did not manage, and only for that', async () => {
    const models = new ServerLikeModels();
    const { engine, datasetId } = await open(models);
    const score = () => engine.request('dataset/score', { datasetId, scorer: EMBEDDED });
    const turn = async () => (await engine.request('row/detail', { datasetId, rowIndex: 3 })).turns[0];
    models.temporary = instructions[3];
    assert.equal((await score()).turnsScored, 11);
    assert.deepEqual((await turn())?.unscoredReason, FAILED);
    models.temporary = undefined;
    models.scored.length = 0;
    assert.equal((await score()).turnsScored, 1);
    assert.deepEqual(models.scored, [instructions[3]]);
    assert.equal((await turn())?.unscoredReason, undefined);
  });
});
