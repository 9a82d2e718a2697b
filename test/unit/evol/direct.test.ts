import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { directScore } from '../../../src/evol/direct/directScoring';
import { inspectRun } from '../../../src/evol/inspect/inspectRun';
import { claimRun } from '../../../src/evol/run/runClaim';
import { readRun } from '../../../src/evol/run/runFolder';
import { textsOfRun } from '../../../src/evol/trainingTexts';
import type { TrainSummary } from '../../../src/protocol/training';
import { directScoreOf, evolModel, type ChatBody, type EvolModelOptions } from '../../support/servers/evolModel';
import { recordingServers } from '../../support/servers/recordingServer';
import { temporaryFolder } from '../../support/temporaryFolder';
import { missingModels, type CliResult } from '../cli/cliRunners';
import { deita, inspectJson, writePool } from './evolFixture';
import { writeRun } from './writtenRun';

const SEEDS = 8;
/** Of both dimensions; the original of a turn is one text with both. */
const TEXTS = 2 * SEEDS * 6;
const REQUESTS = TEXTS - SEEDS;

describe('deita evol train --direct', () => {
  const folder = temporaryFolder();
  const start = recordingServers();
  let rated: string[];

  beforeEach(() => (rated = []));

  async function startJudge(options: EvolModelOptions = {}): Promise<string> {
    const onRequest = ({ model, messages }: ChatBody): void => {
      if (messages[0]?.content.startsWith('Rate one example') === true) rated.push(model);
    };
    return (await start(evolModel({ noise: 0.1, ...options, onRequest }))).baseUrl;
  }

  async function annotated(baseUrl: string, ...more: string[]): Promise<string> {
    const run = folder.path('r.evol');
    const models = ['--base-url', baseUrl, '--model', 'evolver', '--rank-model', 'judge', '--yes'];
    const args = [
      'evol',
      'annotate',
      writePool(folder, 20),
      '--run',
      run,
      '--seeds',
      String(SEEDS),
      ...models,
      ...more,
    ];
    const { code, stderr } = await deita(folder, args);
    assert.equal(code, 0, stderr);
    return run;
  }

  function train(run: string, baseUrl: string, ...more: string[]): Promise<CliResult> {
    const output = ['--output', folder.path('scorer'), '--overwrite', '--json'];
    return deita(folder, ['evol', 'train', '--run', run, ...output, '--direct', '--base-url', baseUrl, ...more]);
  }

  function summaryOf({ code, stdout, stderr }: CliResult): TrainSummary {
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as TrainSummary;
  }

  function skipWithoutModels(this: Mocha.Context): void {
    const reason = missingModels();
    if (reason === undefined) return;
    console.log(`      skipped: ${reason}`);
    this.skip();
  }

  describe('with the models', () => {
    before(skipWithoutModels);

    it('has the judge of the run rate each variant by itself, once, and compares', async () => {
      const baseUrl = await startJudge({ faults: { preamble: 0.2, brokenJson: 0.1 } });
      const run = await annotated(baseUrl);
      const { chains } = await inspectJson(folder, run);
      const { heads, direct } = summaryOf(await train(run, baseUrl));
      assert.deepEqual([direct?.texts, direct?.requests, rated.length], [TEXTS, REQUESTS, REQUESTS]);
      assert.deepEqual([...new Set(rated)], ['judge']);
      assert.ok((direct?.scored ?? 0) < TEXTS && (direct?.scored ?? 0) > 0.8 * TEXTS, `${direct?.scored} scored`);
      for (const kind of ['complexity', 'quality'] as const) {
        const compared = heads[kind]?.baselines.direct;
        assert.ok((compared?.kendall ?? 1) < (compared?.head.kendall ?? 0), `${kind}: ${JSON.stringify(compared)}`);
      }
      const read = await readRun(run);
      for (const text of textsOfRun(read, inspectRun(read), { file: '', run })) {
        const plain = directScoreOf(text.dimension === 'complexity' ? text.turn.instruction : text.turn.response);
        const score = directScore(text, read.answerOf);
        assert.ok(score === null || score === plain, `${score} for ${plain}`);
      }
      // Nothing but the spending of the run has changed by it.
      assert.deepEqual((await inspectJson(folder, run)).chains, chains);
      assert.match(readFileSync(folder.path('scorer/README.md'), 'utf8'), /\| direct scoring \(\d+ texts\) \|/);

      const again = summaryOf(await train(run, baseUrl));
      assert.deepEqual([again.direct, rated.length], [direct, REQUESTS]);
    });

    it('keeps within --max-requests over all resumptions, and compares what there is', async () => {
      const baseUrl = await startJudge();
      const run = await annotated(baseUrl, '--dimension', 'complexity');
      const first = summaryOf(await train(run, baseUrl, '--max-requests', '30'));
      assert.deepEqual([first.direct?.stoppedBy, first.direct?.requests, rated.length], ['requests', 30, 30]);
      assert.ok((first.heads.complexity?.baselines.direct?.texts ?? 0) < (first.heads.complexity?.texts ?? 0));
      assert.equal(summaryOf(await train(run, baseUrl, '--max-requests', '30')).direct?.requests, 30);
      const rest = summaryOf(await train(run, baseUrl));
      assert.deepEqual([rest.direct?.scored, rest.direct?.stoppedBy, rated.length], [SEEDS * 6, undefined, SEEDS * 6]);
    });
  });

  it('asks nothing when it is estimated to cost more than --max-cost', async () => {
    const baseUrl = await startJudge();
    const { code, stderr } = await train(await annotated(baseUrl), baseUrl, '--max-cost', '0.001', '--price', '1');
    assert.deepEqual([code, rated.length], [2, 0], stderr);
    assert.match(
      stderr,
      /Direct scoring of 88 texts is estimated to take \d+ tokens, and 1000 are allowed; nothing was/,
    );
  });

  it('ends before training when the judge cannot be asked, and gives the run back', async () => {
    const baseUrl = await startJudge();
    const run = await annotated(baseUrl);
    for (let time = 0; time < 2; time++) {
      const gone = await train(run, 'http://127.0.0.1:9/v1');
      assert.deepEqual([gone.code, gone.stdout], [1, '']);
      assert.match(gone.stderr, /No answer from http:\/\/127\.0\.0\.1:9/);
    }
  });

  it('gives every run back when the answers of one cannot be brought to the disk', async function () {
    if (process.platform !== 'linux') {
      console.log('      skipped: needs a file that Linux cannot bring to the disk');
      this.skip();
    }
    const whole = writeRun(folder);
    const broken = folder.path('broken.evol');
    cpSync(whole, broken, { recursive: true });
    rmSync(`${broken}/answers.jsonl`);
    symlinkSync('/dev/null', `${broken}/answers.jsonl`);
    const { code, stderr } = await train(broken, await startJudge(), '--run', whole);
    assert.equal(code, 1);
    assert.match(stderr, /broken\.evol\/answers\.jsonl cannot be written/);
    for (const run of [broken, whole]) await (await claimRun(run)).release();
  });
});
