import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { seededRandom } from '../../support/seededRandom';
import { evolModel } from '../../support/servers/evolModel';
import { recordingServers } from '../../support/servers/recordingServer';
import { temporaryFolder } from '../../support/temporaryFolder';
import { inspectJson, writePool } from './evolFixture';

const BIN = path.resolve(__dirname, '../../../src/cli/bin.ts');
const [KILLS, CHAINS, CONCURRENCY] = [10, 60, 4];
/** Five evolutions and two orders. */
const REQUESTS = CHAINS * 7;
const FAULTS = { refuses: 0.03, echoes: 0.03, ranked: 0.3, brokenJson: 0.1, missingIndex: 0.1 };

describe('an annotation that is killed again and again', () => {
  const folder = temporaryFolder();
  const start = recordingServers();

  it('ends with the chains of an undisturbed one, and asks again only for what was in flight', async () => {
    let asked = 0;
    let wake = (): void => undefined;
    const options = { faults: FAULTS, noise: 0.2 };
    const onRequest = async (): Promise<void> => {
      asked++;
      wake();
      await turn();
    };
    const { baseUrl } = await start(evolModel({ ...options, onRequest }));
    const random = seededRandom(5);

    function annotate(run: string) {
      const args = ['evol', 'annotate', writePool(folder, CHAINS), '--run', folder.path(run), '--base-url', baseUrl];
      const parameters = ['--model', 'stand-in', '--dimension', 'complexity', '--seeds', String(CHAINS), '--yes'];
      return spawn(
        process.execPath,
        ['--import=tsx', BIN, ...args, ...parameters, '--concurrency', String(CONCURRENCY)],
        { stdio: 'ignore', cwd: path.dirname(BIN) },
      );
    }

    for (let kill = 0; kill < KILLS; kill++) {
      const target = asked + 1 + Math.floor(random() * (REQUESTS / (KILLS + 1)));
      const child = annotate('killed.evol');
      const reached = new Promise<void>((resolve) => (wake = () => asked >= target && resolve()));
      const exited = once(child, 'exit');
      await Promise.race([reached, exited]);
      assert.equal(child.exitCode, null, 'the run ended before it was killed');
      child.kill('SIGKILL');
      await exited;
    }
    wake = () => undefined;
    const last = annotate('killed.evol');
    assert.deepEqual(await once(last, 'exit'), [0, null]);
    const withKills = asked;
    asked = 0;
    assert.deepEqual(await once(annotate('whole.evol'), 'exit'), [0, null]);
    const [killed, whole] = [
      await inspectJson(folder, folder.path('killed.evol')),
      await inspectJson(folder, folder.path('whole.evol')),
    ];
    assert.deepEqual(killed.chains, whole.chains);
    assert.ok(withKills <= asked + KILLS * CONCURRENCY, `${withKills} requests, ${asked} without kills`);
    // A request is noted before it goes out: one that the kill kept from going counts, none goes uncounted.
    assert.ok(killed.requests >= withKills && killed.requests <= withKills + KILLS * CONCURRENCY);
  });
});
