import assert from 'node:assert/strict';
import { SETTING_DEFAULTS, type SettingKey, type Settings } from '../../../src/editor/contributions/settings';
import { type DatasetThreshold, RunParameters } from '../../../src/editor/runParameters';
import { EMBEDDERS } from '../../../src/choices/embedders';
import type { EmbedderSummary, SelectionSummary } from '../../../src/protocol/dataset';
import { initialFields } from '../../../src/protocol/pages/runFields';
import { fileUri } from './support/fakeEngine';

describe('RunParameters', () => {
  function setUp(settings: Partial<Settings> = {}, known?: EmbedderSummary) {
    const readSetting = <K extends SettingKey>(key: K): Settings[K] => ({ ...SETTING_DEFAULTS, ...settings })[key];
    const told: string[] = [];
    const kept = new Map<string, DatasetThreshold>();
    const parameters = new RunParameters({
      readSetting,
      embedders: { known: () => known },
      thresholds: {
        get: ({ path }) => kept.get(path) ?? null,
        set: (uri, own) => Promise.resolve(void kept.set(uri.path, own)),
      },
      tellOfFormerNames: ({ fsPath }) => void told.push(fsPath),
      ignoredSettings: () => Promise.resolve('Some are ignored.'),
    });
    const info = { selection: null };
    const session = { uri: fileUri('/data/train.jsonl'), info };
    const other = { uri: fileUri('/data/other.jsonl'), info };
    return { parameters, session, other, told, kept };
  }

  it('are the settings, and for a table what its fields hold, whoever starts the run, until their settings change', async () => {
    const { parameters, session, other } = setUp({ budget: 100, threshold: 0.5 });
    await parameters.type(session, { budget: '7', threshold: '0.6' });
    const models = { scorer: { kind: 'built-in' }, embedder: { kind: 'built-in' } };
    assert.deepEqual(parameters.of(session), { budget: 7, threshold: 0.6, ...models });
    assert.deepEqual(parameters.of(other), { budget: 100, threshold: 0.5, ...models });
    await parameters.type(session, { budget: '7', threshold: '' });
    assert.deepEqual(parameters.of(session), { budget: 7, threshold: null, ...models });
    assert.deepEqual(parameters.forComparing(session), { embedder: models.embedder, threshold: null });
    await parameters.type(session, { budget: '10%', threshold: '' });
    assert.deepEqual(parameters.of(session), { budget: -1, budgetShare: 10, threshold: null, ...models });
    await parameters.type(session, { budget: 'seven', threshold: '0.6' });
    assert.throws(() => parameters.of(session), { code: 'usage', message: /budget .*"seven"/ });
    parameters.forget();
    assert.deepEqual(parameters.of(session), { budget: 100, threshold: 0.5, ...models });
  });

  it('go by a threshold of the dataset’s own, whatever the setting and others say, and typing another changes it', async () => {
    const { parameters, session, other, kept } = setUp({ budget: 100, threshold: 0.5 });
    await parameters.keepThreshold(session, 0.8);
    assert.equal(parameters.forComparing(session).threshold, 0.8);
    assert.equal(parameters.forComparing(other).threshold, 0.5);
    assert.equal(parameters.next(session).threshold, '0.8');
    const page = await parameters.forPage(session);
    assert.deepEqual([page.threshold, page.hasOwnThreshold], [0.8, true]);
    assert.deepEqual(initialFields(page, { parameters: { budget: 9, threshold: 0.6 } } as never).threshold, '0.8');
    assert.equal('hasOwnThreshold' in (await parameters.forPage(other)), false);
    await parameters.type(session, { budget: '7', threshold: '0.7' });
    parameters.forget();
    assert.equal(parameters.forComparing(session).threshold, 0.7);
    await parameters.type(session, { budget: '7', threshold: 'x' });
    assert.deepEqual(kept.get(session.uri.path), { threshold: 0.7 });
    await parameters.keepThreshold(session, 0.75);
    assert.deepEqual(parameters.typed(session), { budget: '7', threshold: '0.75' });
    await parameters.type(session, { budget: '7', threshold: '' });
    parameters.forget();
    assert.equal(parameters.forComparing(session).threshold, null);
    await parameters.type(other, { budget: '7', threshold: '0.4' });
    assert.equal(kept.has(other.uri.path), false);
  });

  it('hold what the strategy needs and nothing else, as was chosen, else as the last run had it', () => {
    const { parameters, session } = setUp({ budget: 100, threshold: 0.5 });
    const [scorer, embedder] = [{ kind: 'built-in' }, { kind: 'built-in' }];
    parameters.choose(session, { strategy: 'none', rankBy: 'random', seed: 3, alpha: 0.2 });
    assert.deepEqual(parameters.of(session), { strategy: 'none', rankBy: 'random', seed: 3, budget: 100 });
    parameters.choose(session, {
      strategy: 'facility-location',
      where: 'turns <= 4',
      quotas: [{ signal: 'source', share: 30 }],
    });
    assert.deepEqual(parameters.of(session), {
      ...{ strategy: 'facility-location', where: 'turns <= 4', quotas: [{ signal: 'source', share: 30 }] },
      ...{ budget: 100, alpha: 0.7, scorer, embedder },
    });
    const last = { budget: 9, strategy: 'none', rankBy: 'total-length', ascending: true } as const;
    const opened = { ...session, info: { selection: { parameters: last } as unknown as SelectionSummary } };
    assert.deepEqual(parameters.of(opened), { strategy: 'none', rankBy: 'total-length', ascending: true, budget: 100 });
    parameters.choose(opened, {});
    assert.deepEqual(parameters.of(opened), { budget: 100, threshold: 0.5, scorer, embedder });
  });

  it('cannot be had where the strategy lacks something', () => {
    const { parameters, session } = setUp();
    parameters.choose(session, { strategy: 'instag' });
    assert.throws(() => parameters.of(session), { code: 'usage', message: /tags/ });
  });

  it('take the setting of the budget as rows, a share or tokens, and name it where it is none of them', () => {
    const budgetOf = (budget: number | string) => {
      const { parameters, session } = setUp({ budget });
      const { budget: rows, budgetShare, budgetTokens } = parameters.of(session);
      return [rows, budgetShare, budgetTokens];
    };
    assert.deepEqual(budgetOf(7), [7, undefined, undefined]);
    assert.deepEqual(budgetOf('10%'), [-1, 10, undefined]);
    assert.deepEqual(budgetOf('2M tokens'), [-1, undefined, 2_000_000]);
    assert.throws(() => budgetOf('some'), { code: 'usage', message: /deita\.budget is "some"/ });
  });

  it('name the setting that a model lacks: an error for a run, a notice for the page', async () => {
    const { parameters, session } = setUp({ scorer: 'onnx' });
    assert.throws(() => parameters.of(session), { code: 'usage', message: /deita\.onnx\.complexityModel/ });
    assert.deepEqual(parameters.forComparing(session), { embedder: { kind: 'built-in' }, threshold: null });
    const page = await parameters.forPage(session);
    assert.equal(page.scorerLabel, 'Not set up');
    assert.equal(page.heuristicScorer, false);
    assert.equal(page.notices[0], 'Some are ignored.');
    assert.match(page.notices[1] ?? '', /deita\.onnx\.complexityModel/);
  });

  it('say whether scores are those that rows carry', async () => {
    const carried = setUp({ scorer: 'precomputed' });
    assert.equal((await carried.parameters.forPage(carried.session)).takesCarriedScores, true);
    const builtIn = setUp({});
    assert.equal((await builtIn.parameters.forPage(builtIn.session)).takesCarriedScores, undefined);
  });

  it('tell of values that earlier versions called otherwise, for a run and for the page', async () => {
    const { parameters, session, other, told } = setUp({});
    parameters.of(session);
    await parameters.forPage(other);
    parameters.forComparing(session);
    assert.deepEqual(told, ['/data/train.jsonl', '/data/other.jsonl', '/data/train.jsonl']);
  });

  it('recommend the threshold of the embedder that is chosen', async () => {
    const server: Partial<Settings> = {
      embedder: 'server',
      'server.embeddingBaseUrl': 'http://localhost:8000/v1',
      'server.embeddingModel': 'm',
    };
    const summary = { name: 'm', dimensions: 3, recommendedThreshold: 0.83 };
    for (const [settings, known, expected] of [
      [{}, undefined, EMBEDDERS['built-in'].recommendedThreshold],
      [{ embedder: 'file', embeddingsFile: 'e.npy' }, undefined, 0.9],
      [server, summary, 0.83],
      [server, undefined, null],
      [{ embedder: 'onnx' }, undefined, null],
    ] as const) {
      const { parameters, session } = setUp(settings, known);
      assert.equal((await parameters.forPage(session)).recommendedThreshold, expected);
    }
  });
});
