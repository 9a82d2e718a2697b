import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import type { Experiments, SetScores } from '../../../src/protocol/experiments';
import { temporaryFolder } from '../../support/temporaryFolder';
import { RUNNERS } from './cliRunners';
import { mtBench, writeResult, writeStory, writeTraining } from './experimentsStory';

const rounded = (value: number | null | undefined): string => value?.toFixed(3) ?? 'none';

function summary({ set, scores, mean, interval, against }: SetScores): readonly unknown[] {
  const reach = interval === null ? 'none' : rounded((interval.high - interval.low) / 2);
  return [set, scores.length, rounded(mean), reach, rounded(against?.random), rounded(against?.longest)];
}

for (const runner of RUNNERS) {
  describe(`deita experiments, ${runner.name}`, () => {
    const folder = temporaryFolder();
    const root = (): string => folder.path('trainings');
    const run = (...args: readonly string[]) =>
      runner.run(['experiments', root(), ...args], { cacheDir: folder.path('cache') });
    const read = async (): Promise<Experiments> => {
      const { code, stdout, stderr } = await run('--json');
      assert.equal(code, 0, stderr);
      return JSON.parse(stdout) as Experiments;
    };

    before(function () {
      if (runner.unavailable === undefined) return;
      console.log(`      skipped: ${runner.unavailable}`);
      this.skip();
    });

    it('tells a planted story: three budgets, three sets, two seeds', async () => {
      writeStory(root());
      const { rows, groups, measures, findings } = await read();
      assert.deepEqual(findings, []);
      assert.equal(rows.length, 18);
      const random = rows.find((row) => row.folder === '3000-seed2' && row.set === 'random');
      assert.deepEqual([random?.budget, random?.seed, random?.results[0]?.score], [3000, 2, 5.2]);
      assert.deepEqual(
        measures.map(({ kind, judge, range }) => [kind, judge, range]),
        [['mt-bench', 'a-judge', [1, 10]]],
      );
      assert.equal(groups.length, 1);
      // Of two values the interval reaches 12.7062 times half their difference to each side.
      assert.deepEqual(
        groups[0]?.budgets.map(({ budget, sets }) => [budget, ...sets.map(summary)]),
        [
          [
            1000,
            ['selection', 2, '5.100', '1.271', '0.900', '0.400'],
            ['random', 2, '4.200', '2.541', 'none', 'none'],
            ['longest', 2, '4.700', '1.271', 'none', 'none'],
          ],
          [
            3000,
            ['selection', 2, '6.200', '2.541', '1.100', '0.800'],
            ['random', 2, '5.100', '1.271', 'none', 'none'],
            ['longest', 2, '5.400', '2.541', 'none', 'none'],
          ],
          [
            6000,
            ['selection', 2, '5.900', '1.271', '0.300', '0.300'],
            ['random', 2, '5.600', '2.541', 'none', 'none'],
            ['longest', 2, '5.600', '1.271', 'none', 'none'],
          ],
        ],
      );
      const categories = groups[0].budgets[1]?.sets[0]?.categories ?? {};
      assert.deepEqual(
        Object.entries(categories).map(([name, score]) => [name, rounded(score)]),
        [
          ['writing', '6.700'],
          ['coding', '5.700'],
          ['maths', '6.200'],
        ],
      );
    });

    it('prints tables, and writes them with pictures to a folder', async () => {
      writeStory(root());
      const output = folder.path('report/of/it');
      const { code, stdout, stderr } = await run('--output', output);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /\| 3,000 \| Selection \| \S+ \| 2 \| 6\.20 \(3\.66 to 8\.74\) \| \+1\.10 \| \+0\.80 \|/);
      assert.match(stdout, /\| DEITA paper: Mistral-7B, 6,000 selected rows \| 7\.22 \|/);
      assert.match(stdout, /Student’s t-interval of the mean/);
      assert.deepEqual(readdirSync(output).sort(), ['curve.svg', 'experiments.md', 'radar.svg']);
      assert.ok(stdout.startsWith(readFileSync(`${output}/experiments.md`, 'utf8').trimEnd()));
      const [curve, radar] = ['curve', 'radar'].map((name) => readFileSync(`${output}/${name}.svg`, 'utf8'));
      assert.match(curve ?? '', /<title>Score against budget<\/title>/);
      assert.match(curve ?? '', /Selection, 3,000: 6\.20 \(3\.66 to 8\.74\)/);
      assert.match(radar ?? '', /Selection: writing 6\.70, coding 5\.70, maths 6\.20/);
      const again = await run('--output', output);
      assert.equal(again.code, 1);
      assert.match(again.stderr, /experiments\.md exists/);
      assert.equal((await run('--output', output, '--overwrite')).code, 0);
    });

    it('calls a training folder that is read by itself by its name', async () => {
      writeTraining(root(), '.', 100);
      const { stdout } = await run();
      assert.match(stdout, /^\| trainings \| Selection \| 100 \| – \|$/m);
      assert.equal((await read()).rows[0]?.folder, '.');
    });

    it('names what is broken, half, missing or there twice, and counts none of it', async () => {
      for (const place of ['a', 'b', 'c']) writeTraining(root(), place, 100);
      writeResult(root(), 'a/selection/results/result.json', '{"kind": "mt-be');
      writeResult(root(), 'a/random/results/result.json', mtBench(5, { complete: false }));
      writeResult(root(), 'a/longest/results/result.json', mtBench(11));
      writeResult(root(), 'b/selection/results/one/result.json', mtBench(6));
      writeResult(root(), 'b/selection/results/two/result.json', mtBench(9));
      writeResult(root(), 'b/random/results/begun/run.json', {});
      writeResult(root(), 'b/longest/result.json', mtBench(6)); // Not in `results`.
      writeResult(root(), 'c/manifest.json', { recipe: 'lora', sets: [{ name: '../../elsewhere', rows: 1 }] });
      writeResult(root(), 'd/manifest.json', '{');
      writeResult(root(), 'e/manifest.json', { name: 'of another program' });
      const { findings, groups } = await read();
      const named = findings.map(({ code, file }) => `${code} ${file}`).sort();
      assert.deepEqual(named, [
        'manifestBroken c/manifest.json',
        'manifestBroken d/manifest.json',
        'measuredTwice b/selection/results',
        'noResults b/longest',
        'resultBroken a/longest/results/result.json',
        'resultBroken a/selection/results/result.json',
        'resultHalf a/random/results/result.json',
        'resultHalf b/random/results/begun/run.json',
      ]);
      const scores = groups.flatMap(({ budgets }) => budgets.flatMap(({ sets }) => sets.map(summary)));
      assert.deepEqual(scores, [['selection', 1, '6.000', 'none', 'none', 'none']]);
    });

    it('keeps apart what is not comparable: judges, base models, selections of one size', async () => {
      const score = (place: string, value: number, judge = 'a-judge'): void =>
        writeResult(root(), `${place}/selection/results/${judge}/result.json`, mtBench(value, { judge }));
      writeTraining(root(), 'first', 100);
      writeTraining(root(), 'second', 100, { selection: 'another.jsonl' });
      writeTraining(root(), 'third', 100, { baseModel: 'another' });
      score('first', 5);
      score('first', 9, 'another-judge');
      score('second', 6);
      score('third', 7);
      const { groups, findings } = await read();
      assert.deepEqual(
        groups.map(({ setup, budgets }) => [
          setup.baseModel,
          budgets.flatMap(({ sets }) => sets.map(({ source, mean }) => [source, mean])),
        ]),
        [
          [
            'X/Y',
            [
              ['selection-100.jsonl', 5],
              ['another.jsonl', 6],
            ],
          ],
          ['X/Y', [['selection-100.jsonl', 9]]],
          ['another', [['selection-100.jsonl', 7]]],
        ],
      );
      assert.deepEqual(
        findings.filter(({ code }) => code === 'apart').map(({ names }) => names),
        [['first', 'second']],
      );
    });

    it('reads win rates and lm-evaluation-harness beside each other', async () => {
      writeTraining(root(), 'a', 100);
      const compared = { a: { name: 'mine' }, b: { name: 'other' }, judge: 'j', complete: true };
      const pairs = { ...compared, kind: 'pairwise', promptHash: 'abcdef0123', pairs: 10, winRate: 0.65 };
      const turns = { ...compared, kind: 'mt-bench-pairwise', questions: 80, overall: { winRate: 0.7 } };
      writeResult(root(), 'a/selection/results/against/result.json', pairs);
      writeResult(root(), 'a/selection/results/turns/result.json', turns);
      const config = { model: 'hf', model_args: 'pretrained=mine', limit: null };
      const arc = { results: { arc_challenge: { 'acc_norm,none': 0.55 } }, config, 'n-shot': { arc_challenge: 25 } };
      writeResult(root(), 'a/selection/results/lm-eval/results_1.json', arc);
      writeResult(root(), 'a/random/results/results_1.json', arc);
      const other = { ...arc, config: { ...config, model_args: 'pretrained=other' } };
      writeResult(root(), 'a/random/results/results_2.json', other);
      const { rows, measures, findings } = await read();
      assert.deepEqual(
        rows[0]?.results.map(({ measure, score }) => {
          const { kind, subject } = measures.find(({ id }) => id === measure) ?? {};
          return [kind, subject, score];
        }),
        [
          ['pairwise', 'other', 0.65],
          ['mt-bench-pairwise', 'other', 0.7],
          ['lm-eval', 'ARC', 0.55],
        ],
      );
      assert.deepEqual(
        findings.filter(({ file }) => file !== 'a/longest'),
        [
          { code: 'resultHalf', file: 'a/selection/results', names: ['HellaSwag', 'MMLU', 'TruthfulQA'] },
          { code: 'severalModels', file: 'a/random/results', names: ['mine', 'other'] },
        ],
      );
      const { stdout } = await run();
      assert.match(stdout, /## Win rate against other, judged by j\n/);
      assert.match(stdout, /\| 100 \| Selection \| \S+ \| 1 \| 65\.0% \| – \| – \|/);
    });

    it('reads what deita prepare writes', async () => {
      const pool = folder.write(
        'rows.jsonl',
        '{"instruction": "a", "output": "b"}\n{"instruction": "c", "output": "d"}\n',
      );
      const prepared = await runner.run(
        ['prepare', pool, '--no-baselines', '--trainer', 'trl', '--recipe', 'lora', '--base-model', 'X/Y'].concat(
          ...['--output', folder.path('trainings/mine')],
        ),
        { cacheDir: folder.path('cache') },
      );
      assert.equal(prepared.code, 0, prepared.stderr);
      const { rows, findings } = await read();
      assert.deepEqual(
        rows.map(({ folder: place, set, budget, seed }) => [place, set, budget, seed]),
        [['mine', 'selection', 2, null]],
      );
      assert.deepEqual(findings, [{ code: 'noResults', file: 'mine/selection', names: [] }]);
    });

    it('fails where no training folder is, and where the folder is not there', async () => {
      assert.equal((await run()).code, 1);
      mkdirSync(root());
      const { code, stdout } = await run();
      assert.equal(code, 1);
      assert.match(stdout, /holds no folder that deita prepare wrote/);
    });
  });
}
