import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { bundleProcess } from '../../support/engine/bundleProcess';
import { AskedCounter, startCommand } from '../../support/engine/killedCommand';
import { evolModel } from '../../support/servers/evolModel';
import { recordingServers } from '../../support/servers/recordingServer';
import { temporaryFolder } from '../../support/temporaryFolder';
import { inspectJson, writePool } from './evolFixture';

const PROGRAM = path.resolve(__dirname, '../../../src/cli/bin.ts');
const [KILLS, CHAINS, CONCURRENCY] = [10, 60, 4];
/** Five evolutions and two orders. */
const REQUESTS = CHAINS * 7;
const FAULTS = { refuses: 0.03, echoes: 0.03, ranked: 0.3, brokenJson: 0.1, missingIndex: 0.1 };

describe('an annotation that is killed again and again', () => {
  const folder = temporaryFolder();
  const start = recordingServers();
  let program = '';
  let asked = new AskedCounter();

  async function startModel(): Promise<string> {
    program = await bundleProcess(PROGRAM, folder.path('.'));
    asked = new AskedCounter();
    return (await start(evolModel({ faults: FAULTS, noise: 0.2, onRequest: asked.onRequest }))).baseUrl;
  }

  function annotate(baseUrl: string, run: string, ...more: string[]): ChildProcess {
    const args = ['evol', 'annotate', writePool(folder, CHAINS), '--run', folder.path(run), '--base-url', baseUrl];
    const parameters = ['--model', 'stand-in', '--dimension', 'complexity', '--seeds', String(CHAINS), '--yes'];
    return startCommand(program, [...args, ...parameters, '--concurrency', String(CONCURRENCY), ...more]);
  }

  it('ends with the chains of an undisturbed one, and asks again only for what was in flight', async () => {
    const baseUrl = await startModel();
    await asked.killAgainAndAgain(() => annotate(baseUrl, 'killed.evol'), KILLS, REQUESTS);
    assert.deepEqual(await once(annotate(baseUrl, 'killed.evol'), 'exit'), [0, null]);
    const withKills = asked.count;
    asked.count = 0;
    assert.deepEqual(await once(annotate(baseUrl, 'whole.evol'), 'exit'), [0, null]);
    const [killed, whole] = [
      await inspectJson(folder, folder.path('killed.evol')),
      await inspectJson(folder, folder.path('whole.evol')),
    ];
    assert.deepEqual(killed.chains, whole.chains);
    assert.ok(withKills <= asked.count + KILLS * CONCURRENCY, `${withKills} requests, ${asked.count} without kills`);
    // A request is noted before it goes out: one that the kill kept from going counts, none goes uncounted.
    assert.ok(killed.requests >= withKills && killed.requests <= withKills + KILLS * CONCURRENCY);
  });

  it('keeps exactly within its cap on requests, those lost in the kills included', async () => {
    const [most, kills] = [150, 4];
    const baseUrl = await startModel();
    const begin = (): ChildProcess => annotate(baseUrl, 'capped.evol', '--max-requests', String(most));
    await asked.killAgainAndAgain(begin, kills, most);
    assert.deepEqual(await once(begin(), 'exit'), [1, null]);
    assert.equal((await inspectJson(folder, folder.path('capped.evol'))).requests, most);
    assert.ok(asked.count <= most && asked.count >= most - kills * CONCURRENCY, `${asked.count} requests came`);
    assert.deepEqual(await once(begin(), 'exit'), [1, null]);
    assert.ok(asked.count <= most, `${asked.count} requests came`);
  });
});
