import assert from 'node:assert/strict';
import { confirmCost, type CostConsent } from '../../../src/editor/commands/costConfirmation';
import { DatasetSession } from '../../../src/editor/datasets/datasetSession';
import type { RunModels } from '../../../src/choices/runModels';
import type { CostEstimate, RowSample } from '../../../src/protocol/costEstimate';
import { FakeEngine, fileUri, INFO } from './support/fakeEngine';

const PAID: RunModels = {
  scorer: {
    kind: 'server',
    preset: 'openai',
    baseUrl: 'https://api.openai.com/v1',
    complexityModel: 'm',
    qualityModel: 'm',
  },
};
const LOCAL: RunModels = {
  scorer: {
    kind: 'server',
    preset: 'vllm',
    baseUrl: 'http://localhost:8000/v1',
    complexityModel: 'm',
    qualityModel: 'm',
  },
};

interface Person {
  readonly price: number | null;
  readonly limit: number;
  readonly agrees: boolean;
}

describe('consent to cost', () => {
  async function confirm(
    models: RunModels | readonly RunModels[],
    estimate: Partial<CostEstimate>,
    person: Partial<Person> = {},
    sample?: RowSample,
  ) {
    const { price = 2, limit = 1, agrees = false } = person;
    const answer = { turnsToAsk: 10, rowsToEmbed: 0, tokens: 5000, cost: 0.01, ...estimate };
    const engine = new FakeEngine({ 'dataset/open': () => INFO, 'dataset/estimate': () => answer });
    const session = await DatasetSession.open(fileUri('/data/train.jsonl'), engine, () =>
      engine.request('dataset/open', { path: '/data/train.jsonl' }),
    );
    const said: string[] = [];
    const asked: string[] = [];
    const consent: CostConsent = {
      price: () => price,
      limit: () => limit,
      tell: (message) => said.push(message),
      ask: (message, detail) => {
        asked.push(`${message} ${detail}`);
        return Promise.resolve(agrees);
      },
    };
    const goesOn = await confirmCost(session, models, consent, sample);
    return { goesOn, said, asked, estimated: engine.asked.filter(({ method }) => method === 'dataset/estimate') };
  }

  it('is asked for the sample alone where no more is scored', async () => {
    const sample = { rows: 500, seed: 0 };
    const { estimated } = await confirm(PAID, {}, {}, sample);
    assert.deepEqual(
      estimated.map(({ params }) => (params as { sample?: RowSample }).sample),
      [sample],
    );
  });

  it('is not asked for what costs nothing: models here, and servers of which no price is known', async () => {
    const models: RunModels = { scorer: { kind: 'built-in' }, embedder: { kind: 'built-in' } };
    for (const [run, price] of [
      [models, 2],
      [LOCAL, null],
    ] as const) {
      const { goesOn, said, asked, estimated } = await confirm(run, {}, { price });
      assert.deepEqual({ goesOn, said, asked, estimated }, { goesOn: true, said: [], asked: [], estimated: [] });
    }
  });

  it('is not asked up to the limit, but the cost is told; the estimate counts with the price', async () => {
    const { goesOn, said, asked, estimated } = await confirm(LOCAL, { cost: 1 }, { limit: 1 });
    assert.deepEqual([goesOn, said.length, asked], [true, 1, []]);
    assert.equal((estimated[0]?.params as { pricePerMillionTokens: number }).pricePerMillionTokens, 2);
  });

  for (const agrees of [true, false]) {
    it(`decides above the limit: ${agrees ? 'agreed to' : 'refused'}`, async () => {
      const { goesOn, said, asked } = await confirm(PAID, { cost: 1.01 }, { limit: 1, agrees });
      assert.equal(goesOn, agrees);
      assert.deepEqual(said, []);
      assert.match(asked[0] ?? '', /above 1, the limit in deita\.server\.confirmAboveCost/);
    });

    it(`decides where a server is paid and no price is known: ${agrees ? 'agreed to' : 'refused'}`, async () => {
      const { goesOn, asked } = await confirm(PAID, { cost: null }, { price: null, agrees });
      assert.equal(goesOn, agrees);
      assert.match(asked[0] ?? '', /deita\.server\.pricePerMillionTokens/);
    });
  }

  it('is about several runs together', async () => {
    const { goesOn, asked, estimated } = await confirm([LOCAL, PAID], { cost: 0.6 }, { limit: 1 });
    assert.deepEqual([goesOn, estimated.length, asked.length], [false, 2, 1]);
    assert.match(asked[0] ?? '', /1\.20/);
    const unknown = await confirm([LOCAL, PAID], { cost: null }, { price: null, agrees: true });
    assert.deepEqual([unknown.goesOn, unknown.estimated.length, unknown.asked.length], [true, 1, 1]);
  });

  it('is not asked when everything is kept already', async () => {
    const { goesOn, said, asked } = await confirm(PAID, { tokens: 0, cost: null }, { price: null });
    assert.deepEqual({ goesOn, said, asked }, { goesOn: true, said: [], asked: [] });
  });

  describe('to requests off the user’s allowance in the editor', () => {
    const EDITOR = (maxRequests: number): RunModels => ({
      scorer: { kind: 'editor', model: 'acme/wise-1', maxRequests },
    });

    it('is asked for before any request, whatever the price, and says how many', async () => {
      const { goesOn, asked } = await confirm(EDITOR(300), { turnsToAsk: 40 }, { price: null, agrees: true });
      assert.equal(goesOn, true);
      assert.equal(asked.length, 1);
      assert.match(asked[0] ?? '', /^This run makes 40 requests to wise-1 \(direct scoring\)\. They come off your own/);
      assert.equal((await confirm(EDITOR(300), { turnsToAsk: 40 })).goesOn, false);
    });

    it('says what stays for other runs above the cap', async () => {
      const { asked } = await confirm(EDITOR(300), { turnsToAsk: 1300 });
      assert.match(asked[0] ?? '', /^This run makes 300 requests to .*, and 1,000 turns stay for the next runs\./);
    });

    it('is not asked for when all is scored', async () => {
      assert.deepEqual((await confirm(EDITOR(300), { turnsToAsk: 0, tokens: 0 })).asked, []);
    });
  });
});
