import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { seededOrder } from '../../../src/common/seededOrder';
import type { PrepareSummary } from '../../../src/protocol/fineTuning';
import { temporaryFolder } from '../../support/temporaryFolder';
import { json } from './cliCase';
import { RUNNERS } from './cliRunners';

/** Rated answers, as UltraFeedback has them: the best, and the lowest, are in the middle. */
const completions = (i: number, ...ratings: readonly (number | null)[]): object => ({
  instruction: `ask ${i}`,
  completions: ratings.map((overall_score, at) => ({ model: 'm', response: `answer ${at}`, overall_score })),
});
const said = (role: string, content: string): object => ({ role, content });
const binarised = (i: number, better: number, worse: number): object => ({
  prompt: `ask ${i}`,
  chosen: [said('user', `ask ${i}`), said('assistant', 'good')],
  rejected: [said('user', `ask ${i}`), said('assistant', 'bad')],
  ...{ score_chosen: better, score_rejected: worse },
});
const ROWS = [
  completions(0, 5, 9, 2, 2),
  binarised(1, 8.5, 3),
  completions(2, 4, 4),
  { prompt: 'ask 3', chosen: 'good', rejected: 'bad' },
  { instruction: 'ask 4', output: 'only one' },
  completions(5, 3, null, 4),
  { system: 'Be brief.', history: [['a', 'b']], instruction: 'ask 6', chosen: 'good', rejected: 'bad' },
  binarised(7, 5, 5),
  { instruction: 'ask 8', output: ['first', 'second'] },
];
/** The numbers of rows that make a pair, and what they are made of. */
const PAIRS: Readonly<Record<number, readonly [chosen: string, rejected: string]>> = {
  0: ['answer 1', 'answer 2'],
  1: ['good', 'bad'],
  3: ['good', 'bad'],
  5: ['answer 2', 'answer 0'],
  6: ['good', 'bad'],
  8: ['first', 'second'],
};
const DRAWN = [...seededOrder(ROWS.length, 3)].filter((row) => row in PAIRS);

interface TrlPair {
  readonly prompt: readonly { readonly content: string }[];
  readonly chosen: readonly { readonly content: string }[];
  readonly rejected: readonly { readonly content: string }[];
}

for (const runner of RUNNERS) {
  describe(`pairs of answers, ${runner.name}`, () => {
    const folder = temporaryFolder();
    const run = (...args: readonly string[]) => runner.run(args, { cacheDir: folder.path('cache') });
    const rows = (): string => folder.write('rows.jsonl', `${ROWS.map((row) => JSON.stringify(row)).join('\n')}\n`);
    const out = (...names: readonly string[]): string => path.join(folder.path('out'), ...names);
    const pairs = (trainer: string, ...more: readonly string[]) =>
      run('dpo-pairs', rows(), '--trainer', trainer, '--output', out(), ...more);
    const lines = (...names: readonly string[]): unknown[] =>
      readFileSync(out(...names), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
    const written = (): TrlPair[] => lines('preferences', 'preferences.jsonl') as TrlPair[];
    const rowOf = ({ prompt }: TrlPair): number => Number(prompt.at(-1)?.content.replace('ask ', ''));

    before(function () {
      if (runner.unavailable === undefined) return;
      console.log(`      skipped: ${runner.unavailable}`);
      this.skip();
    });

    it('are drawn by the seed: the best answer and the lowest rated one', async () => {
      const result = await pairs('trl', '--seed', '3', '--json');
      assert.equal(result.code, 0, result.stderr);
      assert.deepEqual(written().map(rowOf), DRAWN);
      for (const pair of written()) {
        assert.deepEqual([pair.chosen[0]?.content, pair.rejected[0]?.content], PAIRS[rowOf(pair)]);
      }
      const { sets, refusedRows, seeds } = json(result) as unknown as PrepareSummary;
      assert.deepEqual([sets[0]?.rows, sets[0]?.steps, seeds.pairs], [6, 9, 3]);
      assert.deepEqual(lines('refused.jsonl'), refusedRows);
      assert.deepEqual(refusedRows.map(({ rowIndex, reason }) => [rowIndex, reason]).sort(), [
        [2, 'equalRatings'],
        [4, 'noPreference'],
        [7, 'equalRatings'],
      ]);
    });

    it('are as many as asked for', async () => {
      assert.equal((await pairs('trl', '--seed', '3', '--count', '2')).code, 0);
      assert.deepEqual(written().map(rowOf), DRAWN.slice(0, 2));
    });

    it('are those with the largest margin, where that is asked for', async () => {
      assert.equal((await pairs('trl', '--by', 'margin')).code, 0);
      assert.deepEqual(written().map(rowOf), [0, 1, 5]);
      const refused = lines('refused.jsonl') as { readonly rowIndex: number; readonly reason: string }[];
      assert.deepEqual(
        refused.map(({ rowIndex, reason }) => [rowIndex, reason]),
        [
          [2, 'equalRatings'],
          [3, 'unrated'],
          [4, 'noPreference'],
          [6, 'unrated'],
          [7, 'equalRatings'],
          [8, 'unrated'],
        ],
      );
    });

    it('keep clear of what the model was fine-tuned on', async () => {
      const sft = folder.write('sft.jsonl', `${JSON.stringify({ instruction: ' ask  1\n', output: 'x' })}\n`);
      assert.equal((await pairs('trl', '--seed', '3', '--exclude', sft)).code, 0);
      assert.deepEqual(
        written().map(rowOf),
        DRAWN.filter((row) => row !== 1),
      );
    });

    it('have the system message and the turns before in their prompt, in each trainer’s form', async () => {
      const only = folder.write('one.jsonl', `${JSON.stringify(ROWS[6])}\n`);
      const asked = [said('system', 'Be brief.'), said('user', 'a'), said('assistant', 'b'), said('user', 'ask 6')];
      const [good, bad] = [said('assistant', 'good'), said('assistant', 'bad')];
      const expected = {
        llamafactory: { messages: asked, chosen: good, rejected: bad },
        axolotl: { messages: asked, chosen: good, rejected: bad },
        trl: { prompt: asked, chosen: [good], rejected: [bad] },
      };
      for (const [trainer, row] of Object.entries(expected)) {
        const args = ['--trainer', trainer, '--output', out(), '--overwrite', '--gpus', '4', '--base-model', 'sft'];
        const { code, stderr } = await run('dpo-pairs', only, ...args);
        assert.equal(code, 0, stderr);
        assert.deepEqual(lines('preferences', 'preferences.jsonl'), [row]);
        const read = parse(readFileSync(out('preferences', 'train.yaml'), 'utf8')) as Record<string, unknown>;
        const perDevice = Number(read.per_device_train_batch_size ?? read.micro_batch_size);
        assert.equal(perDevice * Number(read.gradient_accumulation_steps) * 4, 32);
        assert.equal(read.learning_rate, 5e-7);
      }
      assert.match(readFileSync(out('README.md'), 'utf8'), /trl dpo --config train\.yaml --num_processes 4/);
    });

    it('are of texts that leave room for an answer: other rows are listed', async () => {
      const preferred = { chosen: 'good', rejected: 'bad' };
      const [prompt, schema] = ['ask', { type: 'object', properties: {} }];
      const mine = [
        { prompt: 'ask 0', ...preferred },
        { prompt, images: ['a.png'], ...preferred },
        { prompt, documents: ['A text.'], ...preferred },
        { prompt, tools: [{ type: 'function', function: { name: 'f', parameters: schema } }], ...preferred },
        { prompt: 'word '.repeat(4000), ...preferred },
        {
          messages: [said('assistant', 'Hello.'), said('user', 'ask')],
          chosen: said('assistant', 'good'),
          rejected: said('assistant', 'bad'),
        },
      ];
      const file = folder.write('mine.jsonl', `${mine.map((row) => JSON.stringify(row)).join('\n')}\n`);
      const { code, stderr } = await run('dpo-pairs', file, '--trainer', 'trl', '--output', out());
      assert.equal(code, 0, stderr);
      assert.deepEqual(written().map(rowOf), [0]);
      const refused = lines('refused.jsonl') as { readonly rowIndex: number; readonly reason: string }[];
      assert.deepEqual(refused.map(({ rowIndex, reason }) => [rowIndex, reason]).sort(), [
        [1, 'media'],
        [2, 'documents'],
        [3, 'toolsInPair'],
        [4, 'overLong'],
        [5, 'assistantFirst'],
      ]);
    });

    it('need rows that prefer something', async () => {
      const without: readonly (readonly [row: number, how: readonly string[], reason: string, said: RegExp])[] = [
        [4, [], 'noPreference', /makes a pair; the first one: The row has no answer[^]*refused\.jsonl/],
        [3, ['--by', 'margin'], 'unrated', /makes a pair; the first one: The answers have no ratings/],
      ];
      for (const [row, how, expected, said] of without) {
        const file = folder.write('none.jsonl', `${JSON.stringify(ROWS[row])}\n`);
        const args = ['--trainer', 'trl', '--output', out(), '--overwrite', ...how];
        const { code, stderr } = await run('dpo-pairs', file, ...args);
        assert.deepEqual([code, said.test(stderr)], [1, true], stderr);
        const [refused] = lines('refused.jsonl') as { readonly reason: string }[];
        assert.equal(refused?.reason, expected);
      }
      assert.deepEqual(readdirSync(out()), ['refused.jsonl']);
      const empty = await run('dpo-pairs', folder.write('empty.jsonl', ''), '--trainer', 'trl', '--output', out('new'));
      assert.equal(empty.code, 1);
      assert.match(empty.stderr, /empty\.jsonl has no rows/);
      const wrong = await pairs('trl', '--gpus', '5');
      assert.deepEqual([wrong.code, /1, 2, 4, 8, 16, 32/.test(wrong.stderr)], [2, true]);
    });
  });
}
