import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engine';
import type { Inspection } from '../../../src/protocol/inspection';
import { say } from '../../../src/messages/say';
import { EngineFixture } from './engineFixture';
import { StubModels } from './stubModels';

const GOOD = { instruction: 'Name a river.', output: 'The Elbe.' };
const LINES = [
  JSON.stringify({ ...GOOD, complexity_scores: [2], quality_scores: [3] }),
  JSON.stringify({ ...GOOD, complexity_scores: [2, 4], quality_scores: [3] }),
  JSON.stringify(GOOD),
  '{"a": 1}',
  '{"instruction": "x',
];

describe('engine: an inspection', () => {
  const fixture = new EngineFixture();

  async function inspect(engine: Engine, file: string, mostProblems: number): Promise<Inspection> {
    const { datasetId } = await engine.request('dataset/open', { path: file });
    return engine.request('dataset/inspect', { datasetId, mostProblems });
  }

  it('counts rows, turns, problems and carried scores, and lists as many problems as asked for', async () => {
    const file = await fixture.folder.write('pool.jsonl', LINES.join('\n'));
    const { problems, ...found } = await inspect(fixture.start(), file, 1);
    assert.deepEqual(found, {
      container: say('container.jsonLines'),
      format: 'Alpaca',
      bytes: Buffer.byteLength(LINES.join('\n')),
      containerNotes: [],
      rows: 5,
      turns: 3,
      problemCount: 2,
      carriedScores: { usable: 1, unusable: 1 },
      reading: found.reading,
    });
    assert.deepEqual(
      problems.map(({ lineNumber }) => lineNumber),
      [4],
    );
  });

  it('finds the same where an earlier engine has kept what it knows of the rows', async () => {
    const file = await fixture.folder.write('pool.jsonl', LINES.join('\n'));
    const first = fixture.start(new StubModels(), fixture.folder.path('cache'));
    const found = await inspect(first, file, 10);
    await first.dispose();
    assert.deepEqual(await inspect(fixture.start(new StubModels(), fixture.folder.path('cache')), file, 10), found);
  });
});
