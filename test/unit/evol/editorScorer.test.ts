import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { DeitaError, throwIfAborted } from '../../../src/common/errors';
import { createEngine, type Engine } from '../../../src/engine/engine';
import { hostOf, type HostHandlers } from '../../../src/protocol/hostRequests';
import type { SelectionSummary } from '../../../src/protocol/dataset';
import { chatAnswer } from '../../support/servers/evolModel';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writePool } from './evolFixture';

const ROWS = 12;
const SCORER = { kind: 'editor', model: 'acme/wise-1', maxRequests: 300 } as const;

describe('direct scoring by a model of the editor’s own', () => {
  const folder = temporaryFolder();
  let asked: string[];
  let engine: Engine | undefined;

  beforeEach(() => (asked = []));
  afterEach(async () => {
    await engine?.dispose();
    engine = undefined;
  });

  /** @param isSlow whether other work is done before an answer comes */
  async function start(answer: (prompt: string) => string = (prompt) => chatAnswer(prompt, {}), isSlow = false) {
    const host: HostHandlers = {
      'chat/ask': async ({ prompt }, signal) => {
        asked.push(prompt);
        if (isSlow) await turn();
        throwIfAborted(signal);
        return { text: answer(prompt) };
      },
    };
    await engine?.dispose();
    const options = { cacheDir: folder.path('cache'), modelDir: '', threads: 1 };
    engine = createEngine(options, { host: hostOf(host) });
    const running = engine;
    const { datasetId } = await running.request('dataset/open', { path: writePool(folder, ROWS) });
    const select = (maxRequests: number = SCORER.maxRequests): Promise<SelectionSummary> =>
      running.request('dataset/select', {
        ...{ datasetId, budget: 5, scorer: { ...SCORER, maxRequests }, rankBy: 'evol', strategy: 'none' },
      });
    const left = async (): Promise<number> => {
      const request = { datasetId, scorer: SCORER, pricePerMillionTokens: null };
      return (await running.request('dataset/estimate', request)).turnsToAsk;
    };
    return { select, left };
  }

  it('scores each turn by one request, says beforehand how many, and asks nothing twice', async () => {
    const { select, left } = await start();
    assert.deepEqual([await left(), asked.length], [ROWS, 0]);
    const { counts } = await select();
    assert.deepEqual([counts.selected, asked.length, new Set(asked).size], [5, ROWS, ROWS]);
    const again = await start();
    assert.equal(await again.left(), 0);
    assert.equal((await again.select()).counts.selected, 5);
    assert.equal(asked.length, ROWS);
  });

  it('stops exactly at its cap with what to do, and goes on from there', async () => {
    const { select, left } = await start();
    await assert.rejects(select(5), {
      code: 'chatPaused',
      message: 'acme/wise-1 was asked 5 times, the most that one run may.',
      hint: /Run again to go on: what was scored is kept/,
    });
    assert.deepEqual([asked.length, await left()], [5, ROWS - 5]);
    await assert.rejects(select(5), { code: 'chatPaused' });
    assert.equal((await select(5)).counts.selected, 5);
    assert.deepEqual([asked.length, await left()], [ROWS, 0]);
  });

  it('keeps what was under way when its cap was reached: it is paid for', async () => {
    const { select, left } = await start(undefined, true);
    for (let asks = 1; asks <= 3; asks++) {
      await assert.rejects(select(1), { code: 'chatPaused' });
      assert.deepEqual([asked.length, await left()], [asks, ROWS - asks]);
    }
  });

  it('pauses when the allowance is used up, and keeps what was scored', async () => {
    let allowance = 4;
    const { select, left } = await start((prompt) => {
      if (allowance-- <= 0) throw new DeitaError('chatPaused', 'The allowance is used up.', 'Go on tomorrow.');
      return chatAnswer(prompt, {});
    });
    await assert.rejects(select(), {
      code: 'chatPaused',
      message: 'The allowance is used up.',
      hint: 'Go on tomorrow.',
    });
    assert.equal(await left(), ROWS - 4);
    allowance = ROWS;
    assert.equal((await select()).counts.selected, 5);
    assert.equal(await left(), 0);
  });

  it('leaves turns unscored that the model refuses or answers otherwise, for good', async () => {
    const { select, left } = await start((prompt) => {
      if (prompt.includes('museum 3')) throw new DeitaError('chatRefused', 'It was filtered.');
      return prompt.includes('museum 4 ') ? 'Complexity: high. Quality: fine.' : chatAnswer(prompt, {});
    });
    const { counts } = await select();
    assert.equal(counts.unscored, 3, 'and one bad row');
    assert.deepEqual([asked.length, await left()], [ROWS, 0]);
  });

  it('asks again another time about a turn that it did not answer', async () => {
    let isDown = true;
    const { select, left } = await start((prompt) => {
      if (isDown && prompt.includes('museum 3 ')) throw new DeitaError('chatFailed', 'It did not answer.');
      return chatAnswer(prompt, {});
    });
    assert.equal((await select()).counts.unscored, 2);
    assert.equal(await left(), 1);
    isDown = false;
    assert.equal((await select()).counts.unscored, 1);
  });
});
