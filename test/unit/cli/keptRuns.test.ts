import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { SelectionComparison } from '../../../src/protocol/comparison';
import { npyOf } from '../../support/npy';
import { temporaryFolder } from '../../support/temporaryFolder';
import { json } from './cliCase';
import { RUNNERS } from './cliRunners';
import { ROWS, rows } from './strategyCases';

for (const runner of RUNNERS) {
  describe(`kept runs, ${runner.name}`, () => {
    const folder = temporaryFolder();
    const run = (...args: readonly string[]) => runner.run(args, { cacheDir: folder.path('cache') });
    const select = (name: string, ...more: readonly string[]) =>
      run('select', rows(folder), '--diversity', 'none', '--budget', '5', '--name', name, ...more);
    const kept = (): string[] => readdirSync(folder.path('rows.deita/runs')).sort();

    before(function () {
      if (runner.unavailable === undefined) return;
      console.log(`      skipped: ${runner.unavailable}`);
      this.skip();
    });

    it('are compared by their names', async () => {
      const first = await select('by score', '--rank-by', 'field:score', '--json');
      assert.equal(first.code, 0, first.stderr);
      const { file } = json(first).kept as { file: string };
      assert.deepEqual([path.basename(file), existsSync(file)], ['by score.json', true]);
      const second = await select('random_7', '--rank-by', 'random', '--seed', '7');
      assert.match(second.stdout, /Kept as run "random_7"/);
      assert.deepEqual(kept(), ['by score.json', 'random_7.json']);
      const vectors = folder.write('angles.npy', npyOf(ROWS.map((_, i) => [1, i])));
      const compared = await run('compare', rows(folder), 'by score', 'random_7', '--embeddings', vectors, '--json');
      assert.equal(compared.code, 0, compared.stderr);
      const { runs } = json(compared) as unknown as SelectionComparison;
      assert.deepEqual(
        runs.filter(({ isBaseline }) => !isBaseline).map(({ name, counts }) => [name, counts.selected]),
        [
          ['by score', 5],
          ['random_7', 5],
        ],
      );
    });

    it('stay as they are unless they are overwritten', async () => {
      assert.equal((await select('by score', '--rank-by', 'field:score')).code, 0);
      const again = await select('by score', '--rank-by', 'random');
      assert.deepEqual([again.code, again.stdout], [1, '']);
      assert.match(again.stderr, /There is a run "by score"[^]*--overwrite/);
      assert.equal((await select('by score', '--rank-by', 'random', '--overwrite')).code, 0);
    });

    it('have names that are files on every system', async () => {
      for (const name of ['../out', 'a/b', 'a\\b', '.hidden', 'con', 'x:y', 'ends.', 'x'.repeat(101)]) {
        const refused = await select(name, '--rank-by', 'random');
        assert.equal(refused.code, 2, name);
        assert.match(refused.stderr, /cannot be the name of a run/);
      }
    });

    it('are named where another one is asked for', async () => {
      assert.equal((await select('random_7', '--rank-by', 'random')).code, 0);
      assert.equal((await select('by score', '--rank-by', 'field:score')).code, 0);
      const missing = await run('compare', rows(folder), 'by length');
      assert.equal(missing.code, 2);
      assert.match(
        missing.stderr,
        /There is no run by length\. Of rows\.jsonl these runs are kept: "by score", "random_7"\./,
      );
    });
  });
}
