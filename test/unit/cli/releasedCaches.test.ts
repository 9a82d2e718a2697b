import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DATABASE, KEPT, RELEASED_CACHES, RELEASED_POOL, releasedRuns } from '../../support/releasedCaches/runs';
import { expectedScores } from '../../support/servers/expectedScores';
import { stubServers } from '../../support/servers/startStub';
import { temporaryFolder } from '../../support/temporaryFolder';
import { json, read } from './cliCase';
import { RUNNERS, type CliResult } from './cliRunners';

const RELEASES = readdirSync(RELEASED_CACHES).filter((name) => name.endsWith('.mdb.gz'));
const [runner] = RUNNERS;

describe('what released versions kept', () => {
  const folder = temporaryFolder();
  const start = stubServers();

  async function run(args: readonly string[]): Promise<CliResult> {
    assert.ok(runner);
    const result = await runner.run(args, { cacheDir: folder.path('cache') });
    assert.equal(result.code, 0, result.stderr);
    return result;
  }

  async function runs() {
    const { baseUrl } = await start({ api: 'vllm' });
    return releasedRuns(folder.write('pool.jsonl', RELEASED_POOL), baseUrl);
  }

  function keep(release: string): void {
    mkdirSync(folder.path('cache'));
    const database = gunzipSync(readFileSync(path.join(RELEASED_CACHES, release)));
    writeFileSync(path.join(folder.path('cache'), DATABASE), database);
  }

  it('would be asked for without a cache', async () => {
    const { scores, embeddings } = await runs();
    assert.equal(json(await run(scores)).turnsScored, KEPT.turns);
    assert.equal(json(await run(embeddings)).rowsEmbedded, KEPT.rows);
  });

  it('is there for each release', () => assert.ok(RELEASES.includes('0.1.0-f239315.mdb.gz')));

  for (const release of RELEASES) {
    it(`is found again: scores of ${release}`, async () => {
      keep(release);
      const { scores } = await runs();
      const result = await run([...scores, '--output', folder.path('scored.jsonl')]);
      assert.equal(json(result).turnsScored, 0);
      assert.equal(result.stderr.includes('cache'), false, result.stderr);
      const [first = ''] = read(folder, 'scored.jsonl').split('\n');
      const scored = JSON.parse(first) as Record<'complexity_scores' | 'quality_scores', number[]>;
      const expected = expectedScores('Name three colours.', 'Red, green and blue.');
      assert.ok(Math.abs((scored.complexity_scores[0] ?? 0) - expected.complexityScore) < 1e-6);
      assert.ok(Math.abs((scored.quality_scores[0] ?? 0) - expected.qualityScore) < 1e-6);
    });

    it(`is found again: embeddings of ${release}`, async () => {
      keep(release);
      const { embeddings } = await runs();
      assert.equal(json(await run(embeddings)).rowsEmbedded, 0);
    });
  }
});
