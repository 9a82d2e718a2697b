import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import type { LmEvalModel } from '../../../src/evaluation/types';
import { temporaryFolder } from '../../support/temporaryFolder';
import { deita } from '../evol/evolFixture';

interface Document {
  readonly models: readonly LmEvalModel[];
  readonly commands: readonly string[];
}

describe('deita evaluate lm-eval', () => {
  const folder = temporaryFolder();

  function write(name: string, value: object): void {
    mkdirSync(folder.path('results/model'), { recursive: true });
    folder.write(`results/model/${name}`, JSON.stringify(value));
  }

  async function read(...more: string[]): Promise<{ code: number | null; document: Document }> {
    const args = ['evaluate', 'lm-eval', '--results', folder.path('results'), '--json', ...more];
    const { code, stdout } = await deita(folder, args);
    return { code, document: JSON.parse(stdout) as Document };
  }

  const [hf, args] = ['hf', 'pretrained=out/deita-6k,dtype=bfloat16'];

  it('reads the files of 0.4, one per task, the latest of each', async () => {
    const config = { model: hf, model_args: args, limit: null };
    const file = (task: string, values: object, shots: number): object => ({
      ...{ results: { [task]: { alias: task, ...values } }, config },
      'n-shot': { [task]: shots },
    });
    write('results_2026-01-01T00-00-00.json', file('arc_challenge', { 'acc_norm,none': 0.1 }, 25));
    const arc = { 'acc,none': 0.5, 'acc_norm,none': 0.55, 'acc_norm_stderr,none': 0.0145 };
    write('results_2026-01-02T00-00-00.json', file('arc_challenge', arc, 25));
    write(
      'results_2026-01-03T00-00-00.json',
      file('hellaswag', { 'acc_norm,none': 0.8, 'acc_norm_stderr,none': 'N/A' }, 10),
    );
    write('results_2026-01-04T00-00-00.json', {
      results: { mmlu: { 'acc,none': 0.6 }, mmlu_anatomy: { 'acc,none': 0.1 } },
      groups: { mmlu: { 'acc,none': 0.6 } },
      ...{ config, 'n-shot': { mmlu: 0, mmlu_anatomy: 5 } },
    });
    write('results_2026-01-05T00-00-00.json', file('truthfulqa_mc2', { 'acc,none': 0.45 }, 0));
    write('samples_arc_challenge.json', { doc: 1 });
    const { code, document } = await read();
    assert.equal(code, 0);
    assert.deepEqual(document.models, [
      {
        model: 'out/deita-6k',
        tasks: {
          ARC: { metric: 'acc_norm', score: 0.55, standardError: 0.0145, shots: 25 },
          HellaSwag: { metric: 'acc_norm', score: 0.8, standardError: null, shots: 10 },
          MMLU: { metric: 'acc', score: 0.6, standardError: null, shots: 5 },
          TruthfulQA: { metric: 'acc', score: 0.45, standardError: null, shots: 0 },
        },
        missing: [],
        mean: (0.55 + 0.8 + 0.6 + 0.45) / 4,
        warnings: [],
      },
    ]);
  });

  it("reads the files of 0.3 and the leaderboard's own, where MMLU is the mean of its subjects", async () => {
    write('old.json', {
      results: {
        'hendrycksTest-anatomy': { acc: 0.4, acc_stderr: 0.04 },
        'hendrycksTest-virology': { acc: 0.6, acc_stderr: 0.04 },
        truthfulqa_mc: { mc1: 0.3, mc2: 0.5, mc2_stderr: 0.01 },
      },
      config: { model: 'hf-causal', model_args: 'pretrained=old', num_fewshot: 5 },
    });
    write('results_2023-11-18T14-04-20.json', {
      config_general: { model_name: 'leader' },
      results: {
        'harness|arc:challenge|25': { acc: 0.1, acc_norm: 0.6, acc_norm_stderr: 0.01 },
        'harness|truthfulqa:mc|0': { mc1: 0.3, mc2: 0.52, mc2_stderr: 0.015 },
      },
    });
    const { models } = (await read()).document;
    const [old, leader] = ['old', 'leader'].map((name) => models.find(({ model }) => model === name));
    assert.deepEqual(old?.tasks, {
      MMLU: { metric: 'acc', score: 0.5, standardError: null, shots: 5, subjects: 2 },
      TruthfulQA: { metric: 'mc2', score: 0.5, standardError: 0.01, shots: 5 },
    });
    assert.deepEqual(old.warnings, [
      { code: 'subjects', task: 'MMLU', found: 2, wanted: 57 },
      { code: 'shots', task: 'TruthfulQA', found: 5, wanted: 0 },
    ]);
    assert.deepEqual([old.missing, old.mean], [['ARC', 'HellaSwag'], null]);
    assert.deepEqual(leader?.tasks, {
      ARC: { metric: 'acc_norm', score: 0.6, standardError: 0.01, shots: 25 },
      TruthfulQA: { metric: 'mc2', score: 0.52, standardError: 0.015, shots: 0 },
    });
  });

  it('reads results that begin with a byte order mark', async () => {
    const results = { arc_challenge: { 'acc_norm,none': 0.5, 'acc_norm_stderr,none': 0.01 } };
    const text = JSON.stringify({ results, config: { model: 'hf', model_args: 'pretrained=edited' } });
    write('notes.json', {});
    folder.write('results/model/results_2026-01-01T00-00-00.json', `\uFEFF${text}`);
    const { models } = (await read()).document;
    assert.deepEqual(
      models.map(({ model, tasks }) => [model, tasks.ARC?.score]),
      [['edited', 0.5]],
    );
  });

  it('names a results file that is no JSON, and passes over others', async () => {
    write('results_2026-01-01T00-00-00.json', {});
    folder.write('results/model/notes.json', 'to do');
    assert.equal((await read('--model', 'm')).code, 0);
    folder.write('results/model/results_2026-01-02T00-00-00.json', '{"results": {"arc_chal');
    const { code, stderr } = await deita(folder, ['evaluate', 'lm-eval', '--results', folder.path('results')]);
    assert.equal(code, 1);
    assert.match(stderr, /results_2026-01-02T00-00-00\.json cannot be read/);
  });

  it('warns of servers without log-probabilities of given text, of chance and of parts', async () => {
    const run = (model: string, score: number, limit: number | null): object => ({
      results: { hellaswag: { 'acc_norm,none': score } },
      ...{ 'n-shot': { hellaswag: 10 }, config: { model, model_args: `model=by-${model}`, limit } },
    });
    write('a.json', run('local-chat-completions', 0.5, null));
    write('b.json', run('local-completions', 0.26, 100));
    const { models } = (await read()).document;
    assert.deepEqual(
      models.map(({ model, warnings }) => [model, warnings]),
      [
        ['by-local-chat-completions', [{ code: 'chat', runner: 'local-chat-completions' }]],
        [
          'by-local-completions',
          [{ code: 'chance', task: 'HellaSwag' }, { code: 'server', runner: 'local-completions' }, { code: 'limited' }],
        ],
      ],
    );
  });

  it("prints commands with the leaderboard's shots where there are no results, and fails unless they were asked for", async () => {
    const none = await read();
    assert.equal(none.code, 1);
    const { code, document } = await read('--model', "my model's");
    assert.equal(code, 0);
    assert.deepEqual(document.models, []);
    assert.deepEqual(
      document.commands.map((line) => /--tasks (\S+) --num_fewshot (\d+)/.exec(line)?.slice(1)),
      [
        ['arc_challenge', '25'],
        ['hellaswag', '10'],
        ['mmlu', '5'],
        ['truthfulqa_mc2', '0'],
      ],
    );
    assert.match(document.commands[0] ?? '', /--model_args 'pretrained=my model'\\''s,dtype=bfloat16' /);
  });
});
