import assert from 'node:assert/strict';
import { EmbedderSummaries } from '../../../src/editor/engineHost/embedderSummaries';
import { FakeEngine, settled } from './support/fakeEngine';

const EMBEDDER = { kind: 'server', baseUrl: 'https://one.example/v1', model: 'm' } as const;
const SUMMARY = { name: 'm', dimensions: 3, recommendedThreshold: 0.8 };

describe('EmbedderSummaries', () => {
  function setUp(engine: FakeEngine) {
    const errors: unknown[] = [];
    let learned = 0;
    const summaries = new EmbedderSummaries(engine, (error) => errors.push(error));
    summaries.onLearned(() => learned++);
    return { summaries, errors, learned: () => learned };
  }

  it('ask once for each embedder, and tell when something is known', async () => {
    const engine = new FakeEngine({ 'embedder/describe': () => SUMMARY });
    const { summaries, learned } = setUp(engine);
    assert.equal(summaries.known(EMBEDDER), undefined);
    assert.equal(summaries.known(EMBEDDER), undefined);
    await settled();
    assert.equal(learned(), 1);
    assert.deepEqual(summaries.known({ ...EMBEDDER }), SUMMARY);
    summaries.known({ ...EMBEDDER, model: 'other' });
    await settled();
    assert.equal(engine.asked.length, 2);
  });

  it('do not ask again after a failure, until settings or keys have changed', async () => {
    const engine = new FakeEngine({ 'embedder/describe': () => Promise.reject(new Error('401')) });
    const { summaries, errors, learned } = setUp(engine);
    summaries.known(EMBEDDER);
    await settled();
    assert.equal(summaries.known(EMBEDDER), undefined);
    await settled();
    assert.deepEqual([engine.asked.length, errors.length, learned()], [1, 1, 0]);
    engine.answers['embedder/describe'] = () => SUMMARY;
    summaries.forget();
    summaries.known(EMBEDDER);
    await settled();
    assert.deepEqual(summaries.known(EMBEDDER), SUMMARY);
    assert.equal(learned(), 1);
  });

  it('do not take an answer for known that was asked for before settings or keys changed', async () => {
    let answer!: (error: Error) => void;
    const engine = new FakeEngine({ 'embedder/describe': () => new Promise((_, reject) => (answer = reject)) });
    const { summaries } = setUp(engine);
    summaries.known(EMBEDDER);
    await settled();
    const failBefore = answer;
    summaries.forget();
    engine.answers['embedder/describe'] = () => SUMMARY;
    summaries.known(EMBEDDER);
    failBefore(new Error('401'));
    await settled();
    assert.deepEqual(summaries.known(EMBEDDER), SUMMARY);
  });
});
