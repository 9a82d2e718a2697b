import assert from 'node:assert/strict';
import path from 'node:path';
import type { TrainSummary } from '../../../src/protocol/training';
import { temporaryFolder } from '../../support/temporaryFolder';
import { missingModels } from '../cli/cliRunners';
import { deita, inspectJson } from './evolFixture';

const SAMPLE = path.resolve(__dirname, '../../../media/samples/hand-made.evol');

describe('the sample run', () => {
  const folder = temporaryFolder();

  it('holds eight finished chains, and says that they were made by hand', async () => {
    const { chains, kendall } = await inspectJson(folder, SAMPLE);
    assert.deepEqual([chains.length, chains.filter(({ done }) => done).length], [8, 8]);
    assert.ok(chains.every(({ orders, problem }) => orders.length === 2 && problem === undefined));
    assert.ok((kendall ?? 0) > 0.9 && (kendall ?? 0) < 1);
    const status = await deita(folder, ['evol', 'status', '--run', SAMPLE]);
    assert.match(status.stdout, /^A sample: eight chains .* scored by hand/);
  });

  it('is enough to try training with', async function () {
    const reason = missingModels();
    if (reason !== undefined) {
      console.log(`      skipped: ${reason}`);
      this.skip();
    }
    const args = ['evol', 'train', '--run', SAMPLE, '--output', folder.path('scorer'), '--json'];
    const { code, stdout, stderr } = await deita(folder, args);
    assert.equal(code, 0, stderr);
    const { heads } = JSON.parse(stdout) as TrainSummary;
    assert.deepEqual([heads.complexity?.texts, heads.quality?.texts], [16, 16]);
  });
});
