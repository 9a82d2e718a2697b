import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { methodOf } from '../../../src/evol/chain/chainPlan';
import type { Method } from '../../../src/evol/prompts/evolvePrompts';
import { isKept } from '../../../src/evol/chain/chainState';
import { readRun } from '../../../src/evol/run/runFolder';
import { mean } from '../../../src/training/metrics';
import {
  constraintsIn,
  evolModel,
  judgeScore,
  plainScore,
  type EvolModelOptions,
} from '../../support/servers/evolModel';
import { recordingServers } from '../../support/servers/recordingServer';
import { temporaryFolder } from '../../support/temporaryFolder';
import { deita, inspectJson, writePool } from './evolFixture';
import type { InspectedChain } from '../../../src/evol/types';

const EVERY_FAULT = {
  refuses: 0.06,
  echoes: 0.06,
  leaksPrompt: 0.06,
  ranked: 0.2,
  preamble: 0.2,
  brokenJson: 0.1,
  missingIndex: 0.1,
  indexTwice: 0.1,
};
const KEY = 'deita-test-key-27182818';

describe('deita evol annotate', () => {
  const folder = temporaryFolder();
  const start = recordingServers();

  async function annotate(options: EvolModelOptions, args: readonly string[] = [], rows = 40) {
    const server = await start(evolModel(options));
    const result = await deita(folder, [...argsFor(server.baseUrl, rows), ...args]);
    return { result, server };
  }

  function argsFor(baseUrl: string, rows = 40): string[] {
    return [
      ...['evol', 'annotate', writePool(folder, rows), '--run', folder.path('r.evol'), '--base-url', baseUrl],
      ...['--model', 'stand-in', '--seeds', '20', '--yes', '--json'],
    ];
  }

  it('joins every score to its own variant, whatever form and order the judge answers in', async () => {
    const options = { faults: EVERY_FAULT, noise: 0.3, firstBonus: 0.4 };
    const { result } = await annotate(options, ['--seeds', '40']);
    assert.equal(result.code, 0, result.stderr);
    const { chains } = await inspectJson(folder, folder.path('r.evol'));
    assert.equal(chains.length, 80);
    let joined = 0;
    for (const { variants, orders } of chains) {
      for (const { step, text, scores } of variants.filter(isKept)) {
        for (const [at, score] of scores.entries()) {
          const order = orders[at] ?? [];
          if (score === null) continue;
          assert.equal(score, judgeScore(text, order.indexOf(step), order.length, options));
          joined++;
        }
      }
    }
    assert.ok(joined > 700, `${joined} scores`);
    const used = chains.flatMap(({ variants }) => variants.filter(isKept));
    assert.ok(
      used.every(({ step, text }) => constraintsIn(text) > 0 === step > 0),
      'a failed evolution was kept',
    );
  });

  it('finds evolutions that failed, tries once more by another method and goes on from the last good one', async () => {
    const { result } = await annotate({ faults: { refuses: 0.3, echoes: 0.1, leaksPrompt: 0.1 } }, [], 40);
    assert.equal(result.code, 0, result.stderr);
    const run = await readRun(folder.path('r.evol'));
    const { chains } = await inspectJson(folder, folder.path('r.evol'));
    const reasons = new Set(chains.flatMap(({ variants }) => variants.flatMap(({ dropped }) => dropped ?? [])));
    assert.deepEqual([...reasons].sort(), ['changed nothing', 'refused', 'repeats the prompt']);
    const tries = run.answers.filter(({ key }) => key.endsWith('/try-2'));
    assert.ok(tries.length > 10);
    for (const { id, variants } of chains) {
      const plan = run.plans.find((candidate) => candidate.id === id);
      assert.ok(plan !== undefined);
      let kept = 0;
      for (const { step, method, text, dropped } of variants.slice(1)) {
        const [first, second] = ([0, 1] as const).map((attempt): Method => methodOf(0, plan, step, attempt));
        assert.notEqual(first, second);
        const triedTwice = run.answerOf(`${id}/step-${step}/try-2`) !== undefined;
        assert.equal(method, triedTwice ? second : first);
        if (dropped === undefined) assert.equal(constraintsIn(text), ++kept, 'not made from the last good variant');
      }
    }
  });

  it('reports the bias of a judge that prefers the first place, and cancels it in the means', async () => {
    const planted = 0.5;
    const { result } = await annotate({ firstBonus: planted, noise: 0.1 }, ['--orders', '6', '--seeds', '30']);
    assert.equal(result.code, 0, result.stderr);
    const { positionBias, chains } = await inspectJson(folder, folder.path('r.evol'));
    assert.ok(Math.abs((positionBias ?? 0) - planted) < 0.05, `reported ${positionBias}`);
    for (const chain of chains) assertSameDistances(chain, 0.25);
  });

  it('cancels a bias that is linear in the place by two orders, the second the reverse of the first', async () => {
    await annotate({ perPlace: 0.2 });
    const { chains } = await inspectJson(folder, folder.path('r.evol'));
    for (const chain of chains) {
      assert.deepEqual(chain.orders[1], [...(chain.orders[0] ?? [])].reverse());
      assertSameDistances(chain, 0.002);
      assert.equal(chain.kendall, 1);
    }
  });

  it('reports half of a bias for the first place at two orders as what it is in one of them', async () => {
    await annotate({ firstBonus: 0.5 });
    const { positionBias } = await inspectJson(folder, folder.path('r.evol'));
    assert.ok(Math.abs((positionBias ?? 0) - 0.5) < 0.01);
  });

  it('remembers that a server takes no response_format', async () => {
    let [withFormat, without] = [0, 0];
    const { result } = await annotate({
      refusesFormat: true,
      onRequest: ({ response_format }) => (response_format === undefined ? without++ : withFormat++),
    });
    assert.equal(result.code, 0, result.stderr);
    assert.equal(withFormat, 1);
    assert.equal(without, 40 * 7);
  });

  it('keeps within --max-requests, over all resumptions, and says what to do', async () => {
    const asked: string[] = [];
    const { baseUrl } = await start(evolModel({ onRequest: ({ model }) => asked.push(model), statuses: [500, 429] }));
    const capped = [...argsFor(baseUrl), '--max-requests', '100', '--concurrency', '8'];
    const first = await deita(folder, capped);
    assert.deepEqual([first.code, asked.length], [1, 100], first.stderr);
    assert.equal((JSON.parse(first.stdout) as { stoppedBy: string }).stoppedBy, 'max-requests');
    await deita(folder, capped);
    assert.equal(asked.length, 100);
    const rest = await deita(folder, argsFor(baseUrl));
    assert.equal(rest.code, 0, rest.stderr);
    assert.equal(asked.length, 40 * 7 + 2);
  });

  it('keeps within --max-cost while requests are under way, and refuses a run that is estimated to cost more', async () => {
    let answered = 0;
    const { baseUrl, requests } = await start(evolModel({ tokens: 900, onRequest: () => answered++ }));
    const args = argsFor(baseUrl);
    const refused = await deita(folder, [...args, '--max-cost', '0.02', '--price', '1']);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /estimated cost of 0\.\d+ is above --max-cost 0\.02; nothing was asked/);
    assert.equal(requests.length, 0);
    const stopped = await deita(folder, [...args, '--max-cost', '0.15', '--price', '1']);
    assert.equal(stopped.code, 1, stopped.stderr);
    const { tokens, stoppedBy } = JSON.parse(stopped.stdout) as { tokens: number; stoppedBy: string };
    assert.deepEqual([tokens, stoppedBy], [answered * 900, 'max-cost']);
    assert.ok(tokens <= 150_000 && tokens > 140_000, `${tokens} tokens`);
  });

  it('does a pilot first, and the rest only when told so', async () => {
    const { baseUrl, requests } = await start(evolModel());
    const pilot = await deita(
      folder,
      argsFor(baseUrl).filter((arg) => arg !== '--yes'),
    );
    assert.deepEqual([pilot.code, pilot.stdout, requests.length], [2, '', 10 * 7]);
    assert.match(pilot.stderr, /Monotone chains: 10 of 10[^]*The other 30 chains will take 210 requests[^]*--yes/);
    const rest = await deita(folder, argsFor(baseUrl));
    assert.deepEqual([rest.code, requests.length], [0, 40 * 7]);
  });

  it('refuses a folder that holds a run with other parameters or of another file', async () => {
    const { server } = await annotate({}, ['--seeds', '3']);
    const asked = server.requests.length;
    const other = await deita(folder, [...argsFor(server.baseUrl), '--seeds', '4']);
    assert.equal(other.code, 1);
    assert.match(other.stderr, /other parameters: seeds 3, not 4/);
    const edited = await deita(folder, [...argsFor(server.baseUrl, 41), '--seeds', '3']);
    assert.equal(edited.code, 1);
    assert.match(edited.stderr, /the file’s content/);
    const same = await deita(folder, [...argsFor(server.baseUrl), '--seeds', '3']);
    assert.deepEqual([same.code, server.requests.length], [0, asked]);
  });

  it('goes on after a crash in the middle of a line', async () => {
    const { server, result } = await annotate({ noise: 0.2 }, ['--seeds', '6']);
    assert.equal(result.code, 0, result.stderr);
    const whole = await inspectJson(folder, folder.path('r.evol'));
    const file = folder.path('r.evol/answers.jsonl');
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, `${lines.slice(0, 30).join('\n')}\n${(lines[30] ?? '').slice(0, 40)}`);
    const asked = server.requests.length;
    const again = await deita(folder, [...argsFor(server.baseUrl), '--seeds', '6']);
    assert.equal(again.code, 0, again.stderr);
    assert.equal(server.requests.length - asked, asked - 30);
    assert.deepEqual((await inspectJson(folder, folder.path('r.evol'))).chains, whole.chains);
  });

  it('applies corrections, the last one about a thing, and takes them back', async () => {
    await annotate({}, ['--seeds', '4', '--dimension', 'complexity']);
    const run = folder.path('r.evol');
    const [chain] = (await inspectJson(folder, run)).chains;
    assert.ok(chain !== undefined);
    const say = (line: object): void =>
      appendFileSync(`${run}/corrections.jsonl`, `${JSON.stringify({ chain: chain.id, at: '2026-01-01', ...line })}\n`);
    say({ step: 2, score: 5.5 });
    say({ step: 3, drop: true });
    const corrected = (await inspectJson(folder, run)).chains[0];
    assert.deepEqual(
      [corrected?.variants[2]?.score, corrected?.variants[2]?.judgedScore],
      [5.5, chain.variants[2]?.score],
    );
    assert.equal(corrected?.variants[3]?.dropped, 'by hand');
    assert.ok((corrected.kendall ?? 1) < 1);
    say({ step: 2, score: null });
    say({ step: 3, drop: false });
    assert.deepEqual((await inspectJson(folder, run)).chains[0], chain);
    say({ drop: true });
    const { kendall, chains } = await inspectJson(folder, run);
    assert.deepEqual([chains[0]?.dropped, kendall], ['by hand', 1]);
    say({ step: 1, score: 7 });
    assert.match(
      (await deita(folder, ['evol', 'status', '--run', run])).stderr,
      /Line 6 of .*corrections\.jsonl is no correction/,
    );
  });

  it('keeps raw answers and prompts, and no key anywhere', async () => {
    const server = await start(evolModel({ faults: EVERY_FAULT }));
    const { code } = await deita(folder, argsFor(server.baseUrl), { env: { DEITA_API_KEY: KEY } });
    assert.equal(code, 0);
    assert.deepEqual(server.authorizations, [`Bearer ${KEY}`]);
    const run = folder.path('r.evol');
    const names = readdirSync(run, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
    assert.ok(names.includes('prompts/complexity-rank.txt'));
    for (const name of names) assert.ok(!readFileSync(`${run}/${name}`, 'utf8').includes(KEY), name);
    const { answers } = await readRun(run);
    assert.ok(answers.every(({ prompt, answer, model, tokens }) => prompt && answer && model === 'stand-in' && tokens));
  });

  it('draws the same seeds for the same seed, and gives each kind its share when stratified', async () => {
    await annotate({}, ['--seeds', '10', '--sample', 'stratified', '--dimension', 'complexity']);
    const { plans } = await readRun(folder.path('r.evol'));
    const even = plans.filter(({ seed }) => seed.rowIndex % 2 === 0);
    assert.deepEqual([plans.length, even.length], [10, 5]);
  });

  for (const [title, options] of Object.entries({
    '429 and 500 now and then': { statuses: [200, 200, 200, 429, 500, 503, 429] },
    'a refused text': { statuses: [...new Array<number>(30).fill(200), 400, 400] },
  } satisfies Record<string, EvolModelOptions>)) {
    it(`survives a server with ${title}`, async () => {
      const { result } = await annotate(options, ['--seeds', '8', '--concurrency', '2']);
      assert.equal(result.code, 0, result.stderr);
    });
  }

  it('keeps no refusal by a model that has answered nothing: what it says ends the run, and the next one asks again', async () => {
    const { result, server } = await annotate({ statuses: new Array<number>(500).fill(400) });
    assert.deepEqual([result.code, result.stdout], [1, '']);
    assert.match(result.stderr, /answered 400: .*stand-in 400/);
    assert.ok(server.requests.length <= 40, `${server.requests.length} requests for the ten chains of the pilot`);
    assert.deepEqual((await readRun(folder.path('r.evol'))).answers, []);
    const { result: next } = await annotate({});
    assert.equal(next.code, 0, next.stderr);
    const { chains } = await inspectJson(folder, folder.path('r.evol'));
    assert.ok(chains.every(({ variants }) => variants.every(isKept)));
  });

  it('takes a text that is refused before anything was answered for what it is once others are answered', async () => {
    const { result } = await annotate({ statuses: [400, 400] }, ['--concurrency', '1']);
    assert.equal(result.code, 0, result.stderr);
    const { chains } = await inspectJson(folder, folder.path('r.evol'));
    assert.ok(chains.every(({ done }) => done));
  });

  it('stops with a clear error at a server that is not there, and at a wrong key', async () => {
    const gone = await deita(folder, argsFor('http://127.0.0.1:9/v1'));
    assert.deepEqual([gone.code, gone.stdout], [1, '']);
    assert.match(gone.stderr, /No answer from http:\/\/127\.0\.0\.1:9/);
    const { result } = await annotate({ statuses: new Array<number>(200).fill(401) });
    assert.equal(result.code, 1);
    assert.match(result.stderr, /answered 401\.\nCheck the key/);
  });
});

/** The means differ from the true scores by the same amount for all variants of a chain. */
function assertSameDistances({ variants }: InspectedChain, tolerance: number): void {
  const distances = variants.filter(isKept).map(({ score, text }) => (score ?? Number.NaN) - plainScore(text));
  const middle = mean(distances);
  for (const distance of distances) assert.ok(Math.abs(distance - middle) <= tolerance, distances.join(' '));
}
