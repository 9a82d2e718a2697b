import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Dataset } from '../../../src/dataset/dataset';
import { writeRows } from '../../../src/dataset/rowWriter';
import type { SelectionSummary } from '../../../src/protocol/dataset';
import { temporaryFolder } from '../../support/temporaryFolder';
import { missingModels, RUNNERS, type CliResult } from './cliRunners';

const POOLS = path.resolve(__dirname, '../../../../shared/data/pools');
const ROWS = 60;
const BUDGET = 30;

interface Summary {
  readonly counts: Record<'rows' | 'selected' | 'nearDuplicate' | 'notReached' | 'unscored', number>;
  readonly computed: SelectionSummary['computed'];
}

describe('selections from the start of real pools with the built-in models', () => {
  const folder = temporaryFolder();
  const pools = existsSync(POOLS) ? readdirSync(POOLS) : [];

  before(function () {
    const reason = pools.length === 0 ? 'the pools are not here' : missingModels();
    if (reason === undefined) return;
    console.log(`    skipped: ${reason}`);
    this.skip();
  });

  for (const name of pools) {
    it(`selects from ${name}, writes its lines, and computes nothing twice`, async () => {
      const [source, output] = [folder.path(`source-${name}`), folder.path(`output-${name}`)];
      await writeStart(path.join(POOLS, name), source);
      const first = await select(source, output);
      const lines = new Set(readFileSync(source, 'utf8').split('\n'));
      const foreign = readFileSync(output, 'utf8')
        .split('\n')
        .filter((line) => line !== '' && !lines.has(line));
      assert.deepEqual(foreign, []);

      const { rows, selected, nearDuplicate, notReached, unscored } = first.counts;
      assert.deepEqual([rows, unscored], [ROWS, 0]);
      assert.equal(selected + nearDuplicate + notReached, ROWS);
      assert.ok(selected > 0 && selected <= BUDGET);
      const { turnsScored, rowsEmbedded, rowsNotEmbedded = 0 } = first.computed;
      assert.ok(turnsScored > 0 && rowsEmbedded + rowsNotEmbedded > 0);

      const second = await select(source, output);
      assert.deepEqual([second.computed.turnsScored, second.computed.rowsEmbedded], [0, 0]);
      assert.deepEqual(second.counts, first.counts);
    });
  }

  async function select(source: string, output: string): Promise<Summary> {
    const args = ['select', source, '--budget', String(BUDGET), '--json', '--output', output, '--overwrite'];
    const result = (await RUNNERS[0]?.run(args, { cacheDir: folder.path('cache') })) as CliResult;
    assert.equal(result.code, 0, result.stderr);
    return JSON.parse(result.stdout) as Summary;
  }
});

async function writeStart(pool: string, target: string): Promise<void> {
  const dataset = await Dataset.open(pool);
  await dataset.indexed;
  await writeRows(
    dataset,
    Array.from({ length: ROWS }, (_, row) => row),
    target,
    { overwrite: false },
  );
  await dataset.close();
}
