import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RECIPE_OPTIONS } from '../../../src/cli/commands/run';
import { writeRecipeSchema } from '../../../tools/build/recipeSchema';
import { temporaryFolder } from '../../support/temporaryFolder';
import { embeddings, json, POOL, read } from './cliCase';
import { RUNNERS } from './cliRunners';

const CONTENT = `${POOL.join('\n')}\n`;
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');

const recipe = (more: string, sha256 = SHA256): string =>
  ['input: data/pool.jsonl', `sha256: ${sha256}`, 'options:', '  scorer: precomputed', more, ''].join('\n');
const FULL = `  embeddings: pool.npy
  budget: 2
  threshold: 0.9
  quota: [field:instruction=50%]
  where: evol > 1
  decisions: by-hand.jsonl
  output: out.jsonl
  report: report.json`;

for (const runner of RUNNERS) {
  describe(`recipes, ${runner.name}`, () => {
    const folder = temporaryFolder();

    beforeEach(function () {
      if (runner.unavailable === undefined) return;
      console.log(`      skipped: ${runner.unavailable}`);
      this.skip();
    });

    async function run(text: string, ...options: string[]) {
      mkdirSync(path.dirname(folder.path('data/pool.jsonl')), { recursive: true });
      folder.write('data/pool.jsonl', CONTENT);
      embeddings(folder);
      folder.write('by-hand.jsonl', '');
      const file = folder.write('deita.recipe.yaml', text);
      return runner.run(['run', file, ...options], { cacheDir: folder.path('cache') });
    }

    it('have the signals in their report that they add', async () => {
      const result = await run(recipe(`${FULL}\n  add: [total-length, "field:output"]`));
      assert.equal(result.code, 0, result.stderr);
      const { rows } = JSON.parse(read(folder, 'report.json')) as { rows: { signals?: Record<string, unknown> }[] };
      assert.deepEqual(Object.keys(rows[0]?.signals ?? {}), ['total-length', 'field:output']);
      const refused = await run(recipe('  add: [perplexity]'));
      assert.equal(refused.code, 2);
      assert.match(refused.stderr, /language model/);
    });

    it('give the same bytes each time, whatever the cache holds, and those of deita select', async () => {
      const first = await run(recipe(FULL));
      assert.equal(first.code, 0, first.stderr);
      const outputs = (): Buffer[] => ['out.jsonl', 'report.json'].map((name) => readFileSync(folder.path(name)));
      const before = outputs();
      rmSync(folder.path('cache'), { recursive: true, force: true });
      assert.equal((await run(recipe(FULL))).code, 1);
      const again = await run(recipe(FULL), '--overwrite');
      assert.equal(again.code, 0, again.stderr);
      assert.deepEqual(outputs(), before);
      const report = JSON.parse(read(folder, 'report.json')) as { run: object; strategy: object; rows: unknown[] };
      assert.ok(!('finishedAt' in report.run) && !('elapsedMs' in report.run) && 'models' in report.run);
      const flags = [
        '--scorer',
        'precomputed',
        '--embeddings',
        folder.path('pool.npy'),
        '--budget',
        '2',
        '--threshold',
        '0.9',
      ];
      const more = [
        '--decisions',
        folder.path('by-hand.jsonl'),
        '--quota',
        'field:instruction=50%',
        '--where',
        'evol > 1',
        '--report',
        folder.path('selected.json'),
      ];
      const options = { cacheDir: folder.path('cache') };
      await runner.run(['select', folder.path('data/pool.jsonl'), ...flags, ...more, '--overwrite'], options);
      const selected = JSON.parse(read(folder, 'selected.json')) as typeof report;
      assert.deepEqual([report.strategy, report.rows], [selected.strategy, selected.rows]);
    });

    it('that a selection wrote down give its rows and its report, and again', async () => {
      mkdirSync(folder.path('data'), { recursive: true });
      mkdirSync(folder.path('recipes'), { recursive: true });
      const dataset = folder.write('data/pool.jsonl', CONTENT);
      const joined = folder.write('data/more.jsonl', POOL.map((_, n) => `${JSON.stringify({ n })}\n`).join(''));
      const models = ['--scorer', 'precomputed', '--embeddings', embeddings(folder)];
      const cases = [
        [...models, '--budget', '2'],
        [...models, '--budget', '60%', '--order', 'file', '--where', 'evol > 0', '--quota', 'source=80%'],
        [...models, '--budget', '50-tokens', '--rank-by', 'field:n', '--ascending', '--join', joined],
        ['--rank-by', 'random', '--seed', '7', '--diversity', 'none', '--quota', 'field:output="done 0":0,"a, b:c":1'],
        [
          ...models,
          '--diversity',
          'facility-location',
          '--alpha',
          '0.4',
          '--fields',
          'instruction=instruction,response=output',
        ],
      ];
      for (const flags of cases) {
        const outputs = ['out.jsonl', 'report.json'].map((name) => folder.path(name));
        const [output = '', report = ''] = outputs;
        const file = folder.path('recipes/deita.recipe.yaml');
        const options = { cacheDir: folder.path('cache') };
        const selected = await runner.run(
          [...['select', dataset, ...flags, '--output', output, '--report', report, '--recipe', file], '--overwrite'],
          options,
        );
        assert.equal(selected.code, 0, selected.stderr);
        const rows = readFileSync(output);
        const {
          rows: decided,
          parameters,
          counts,
          strategy,
        } = JSON.parse(read(folder, 'report.json')) as Record<string, unknown>;
        const first = await runner.run(['run', file, '--overwrite'], options);
        assert.equal(first.code, 0, `${first.stderr} ${read(folder, 'recipes/deita.recipe.yaml')}`);
        assert.deepEqual(readFileSync(output), rows, flags.join(' '));
        const written = readFileSync(report);
        const again = JSON.parse(written.toString()) as Record<string, unknown>;
        assert.deepEqual(
          [again.rows, again.parameters, again.counts, again.strategy],
          [decided, parameters, counts, strategy],
        );
        assert.equal((await runner.run(['run', file, '--overwrite'], options)).code, 0);
        assert.deepEqual([readFileSync(output), readFileSync(report)], [rows, written]);
        assert.doesNotMatch(
          read(folder, 'recipes/deita.recipe.yaml'),
          new RegExp(folder.path('.')),
          'paths are relative',
        );
      }
    });

    it('say with --dry-run what would be done, and do nothing', async () => {
      rmSync(folder.path('out.jsonl'), { force: true });
      const result = await run(recipe(FULL), '--dry-run', '--json');
      assert.equal(result.code, 0, result.stderr);
      const { rows, strategy, scorer, embedder, servers, writes } = json(result);
      assert.deepEqual(
        [rows, scorer, embedder, servers, writes],
        [6, 'Precomputed', 'pool.npy', [], [folder.path('out.jsonl'), folder.path('report.json')]],
      );
      assert.equal((strategy as { where: string }).where, 'evol > 1');
      assert.equal(existsSync(folder.path('out.jsonl')), false);
    });

    it('say with --dry-run what the strategy uses, and no more', async () => {
      const strategyOf = async (options: string) => {
        const result = await run(recipe(options), '--dry-run', '--json');
        assert.equal(result.code, 0, result.stderr);
        return json(result).strategy;
      };
      const ranked = { rankBy: 'evol', ascending: false };
      assert.deepEqual(await strategyOf('  diversity: none\n  budget: 2K-tokens'), {
        ...ranked,
        diversity: 'none',
        budgetTokens: 2000,
      });
      assert.deepEqual(await strategyOf('  budget: 10%'), {
        ...ranked,
        diversity: 'repr-filter',
        threshold: null,
        budgetShare: 10,
      });
      assert.deepEqual(await strategyOf('  diversity: facility-location\n  budget: -1\n  tags: field:tags'), {
        ...ranked,
        diversity: 'facility-location',
        alpha: 0.7,
        budget: -1,
      });
    });

    it('are refused with --dry-run as without it', async () => {
      const faults: [string, RegExp][] = [
        ['  diversity: like', /like needs the file with the rows/],
        ['  where: quality >', /column 10: expected a number/],
        ['  rank-by: language', /cannot be ranked by language/],
      ];
      for (const [options, message] of faults) {
        for (const more of [[], ['--dry-run']]) {
          const { code, stdout, stderr } = await run(recipe(options), ...more);
          assert.deepEqual([code, stdout], [2, ''], options);
          assert.match(stderr, message);
        }
      }
    });

    it('are refused where they cannot be read, or were made for another dataset', async () => {
      const faults: [string, number, RegExp][] = [
        [recipe('  embeddings: ../x.npy', 'f'.repeat(64)), 1, /is not the dataset that the recipe was made for/],
        [recipe('  bugdet: 2'), 2, /deita select has no option "bugdet"/],
        [recipe('  overwrite: true'), 2, /no option "overwrite"/],
        [recipe('  ascending: often'), 2, /"ascending" needs true or false/],
        [recipe('  where: [a, b]'), 2, /"where" needs a text or a number/],
        [`${recipe('  budget: 2')}more: 1\n`, 2, /"more" is no key of a recipe/],
        ['options: {}\n', 2, /"input" needs the path/],
        [`input: none.jsonl\nsha256: ${SHA256}\n`, 1, /none\.jsonl cannot be read[^]*Check "input" in the recipe/],
        ['input: [\n', 2, /is no YAML: .*line 2/],
        ['just text\n', 2, /is no recipe/],
      ];
      for (const [text, code, message] of faults) {
        const result = await run(text);
        assert.equal(result.code, code, text);
        assert.match(result.stderr, message);
      }
    });
  });
}

describe('the schema of recipes', () => {
  it('knows exactly the options there are, and is written where package.json says', async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'deita-schema-'));
    try {
      await writeRecipeSchema(root);
      const { contributes } = JSON.parse(readFileSync(path.resolve('package.json'), 'utf8')) as {
        contributes: { yamlValidation: readonly [{ url: string }] };
      };
      const schema = JSON.parse(readFileSync(path.join(root, contributes.yamlValidation[0].url), 'utf8')) as {
        properties: { options: { properties: object } };
      };
      assert.deepEqual(Object.keys(schema.properties.options.properties), Object.keys(RECIPE_OPTIONS));
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
