import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { FIRST_BONUS, studyEvol } from '../../support/evol/evolStudy';
import { temporaryFolder } from '../../support/temporaryFolder';
import { missingModels } from '../cli/cliRunners';
import { deita } from './evolFixture';

const POOLS = path.resolve(__dirname, '../../../../shared/data/pools');
/** `npm run bench -- evol` does the same with 300. */
const SEEDS = 36;

describe('an annotation by models that fail in every known way, and the heads trained from it', () => {
  const folder = temporaryFolder();

  before(function () {
    const reason = existsSync(POOLS) ? missingModels() : 'the shared pools are not there';
    if (reason === undefined) return;
    console.log(`      skipped: ${reason}`);
    this.skip();
  });

  it('puts every score where it belongs, cancels the bias, and orders unseen chains', async () => {
    const study = await studyEvol(SEEDS, folder.path(''), async (args) => {
      const { code, stdout, stderr } = await deita(folder, args);
      assert.equal(code, 0, stderr);
      return stdout;
    });
    assert.equal(study.chains, 2 * SEEDS);
    assert.ok(study.joinedScores > 1800, `only ${study.joinedScores} scores`);
    assert.deepEqual([study.strayScores, study.failuresKept], [0, 0]);
    assert.ok(study.biasLeft < 1e-6, `the bias moves a mean by ${study.biasLeft}`);
    assert.ok(Math.abs((study.positionBias ?? 0) - FIRST_BONUS) <= 0.05, `a bias of ${study.positionBias}`);
    for (const [kind, kendall] of Object.entries(study.unseenKendall)) {
      assert.ok(kendall >= 0.8, `${kind}: Kendall ${kendall} within unseen chains`);
    }
  });
});
