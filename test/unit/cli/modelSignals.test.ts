import assert from 'node:assert/strict';
import {
  perplexity,
  startSignalServer,
  type SignalServer,
  type SignalServerOptions,
} from '../../support/servers/signalServer';
import { temporaryFolder } from '../../support/temporaryFolder';
import { json } from './cliCase';
import { RUNNERS } from './cliRunners';
import { order, report } from './strategyCases';

const ROWS = [
  { instruction: 'Name a colour of the sky', output: 'The sky is blue' },
  { instruction: 'Name an extraordinary colour', output: 'Ultramarine' },
  {
    conversations: [
      { from: 'human', value: 'Count to three' },
      { from: 'gpt', value: 'one two three' },
      { from: 'human', value: 'And on' },
      { from: 'gpt', value: 'four five' },
    ],
  },
  { instruction: 'Say it again: the sky is blue', output: 'the sky is blue' },
  { instruction: 'Answer nothing', output: '' },
];

const TURNS = [
  [['Name a colour of the sky', 'The sky is blue']],
  [['Name an extraordinary colour', 'Ultramarine']],
  [
    ['Count to three', 'one two three'],
    ['And on', 'four five'],
  ],
  [['Say it again: the sky is blue', 'the sky is blue']],
] as const;
const PERPLEXITIES = TURNS.map((turns) => perplexity(turns, true));
const IFDS = TURNS.map((turns, row) => (PERPLEXITIES[row] ?? NaN) / perplexity(turns, false));

const isNear = (value: unknown, expected: number | undefined): void =>
  assert.ok(Math.abs(Number(value) - (expected ?? NaN)) < 1e-9, `${String(value)} is not ${expected}`);

for (const runner of RUNNERS) {
  describe(`signals that models make, ${runner.name}`, () => {
    const folder = temporaryFolder();
    let server: SignalServer | undefined;

    beforeEach(function () {
      if (runner.unavailable === undefined) return;
      console.log(`      skipped: ${runner.unavailable}`);
      this.skip();
    });
    afterEach(() => {
      server?.stop();
      server = undefined;
    });

    async function run(options: SignalServerOptions, command: string, ...more: readonly string[]) {
      server?.stop();
      server = await startSignalServer(options);
      const rows = folder.write('rows.jsonl', `${ROWS.map((row) => JSON.stringify(row)).join('\n')}\n`);
      const { baseUrl, prompts } = server;
      const base = command === 'connect' ? [] : [rows];
      const result = await runner.run([command, ...base, ...more, '--base-url', baseUrl], {
        cacheDir: folder.path('cache'),
        env: { OPENAI_API_KEY: '' },
      });
      return { result, prompts };
    }
    const languageModel = ['--language-model', 'model'];
    const values = (stdout: { stdout: string; code: number | null; stderr: string }): Record<string, unknown>[] =>
      (json(stdout) as unknown as { rows: { values: Record<string, unknown> }[] }).rows.map((row) => row.values);

    for (const givenTexts of ['echo', 'promptLogprobs'] as const) {
      it(`perplexity and ifd by ${givenTexts}; what is kept is not asked again`, async () => {
        const added = ['--add', 'perplexity', '--add', 'ifd', ...languageModel, '--rows', '--json'];
        const { result } = await run({ givenTexts }, 'signals', ...added);
        assert.equal(result.code, 0, result.stderr);
        const found = values(result);
        // A first word that nothing stands before has no probability in the second form.
        if (givenTexts === 'echo') TURNS.forEach((_, row) => isNear(found[row]?.ifd, IFDS[row]));
        TURNS.forEach((_, row) => isNear(found[row]?.perplexity, PERPLEXITIES[row]));
        assert.deepEqual([found[4]?.perplexity, found[4]?.ifd], [undefined, undefined]);
        const again = await run({ givenTexts }, 'signals', ...added);
        assert.deepEqual(values(again.result), found);
        assert.deepEqual(again.prompts, []);
      });
    }

    it('rank by ifd: highest first, and rows above 1 are set aside', async () => {
      const { result } = await run(
        {},
        ...(['select', '--rank-by', 'ifd', '--diversity', 'none', ...languageModel] as const),
        ...['--report', folder.path('report.json')],
      );
      assert.equal(result.code, 0, result.stderr);
      const expected = [0, 1, 2, 3].filter((row) => (IFDS[row] ?? NaN) <= 1);
      expected.sort((a, b) => (IFDS[b] ?? NaN) - (IFDS[a] ?? NaN) || a - b);
      const found = report(folder);
      assert.ok(expected.length > 1);
      assert.deepEqual(order(found), expected);
      assert.deepEqual([found.rows[4]?.status, found.rows[4]?.reason], ['unscored', 'has no number as ifd']);
      const aside = [0, 1, 2, 3].filter((row) => !expected.includes(row));
      assert.ok(aside.length > 0);
      for (const row of aside) {
        const { status, reason } = found.rows[row] ?? {};
        assert.deepEqual([status, reason], ['unscored', 'is set aside: its ifd is above 1']);
      }
    });

    for (const givenTexts of ['nothing', 'otherText', 'positive'] as const) {
      it(`refuse a server that tells of ${givenTexts}`, async () => {
        const { result } = await run({ givenTexts }, 'signals', '--add', 'perplexity', ...languageModel);
        assert.equal(result.code, 1);
        assert.match(result.stderr, /does not tell the log-probabilities of a text that it is given\.[^]*vLLM/);
        const connected = await run({ givenTexts }, 'connect', '--kind', 'language', '--model', 'model');
        assert.equal(connected.result.code, 1);
        assert.match(connected.result.stdout, /PROBLEM .*does not tell the log-probabilities/);
      });
    }

    it('connect a language model', async () => {
      const { result } = await run({}, 'connect', '--kind', 'language', '--model', 'model');
      assert.equal(result.code, 0, result.stderr);
      assert.match(result.stdout, /ok +It tells how probable a given text is[^]*worse than random/);
    });

    const JUDGED: Readonly<Record<string, string>> = {
      'Name a colour of the sky': '{"tags": ["Colour", "nature", "invented"]}',
      'Name an extraordinary colour': '{"tags": ["colour"]}',
      'Count to three': '{"tags": ["numbers", "numbers"]}',
      'And on': '{"tags": []}',
      'Say it again: the sky is blue': 'no JSON',
    };
    const judge =
      (answers: Readonly<Record<string, string>>) =>
      (prompt: string): string | undefined =>
        Object.entries(answers).find(([text]) => prompt.includes(`\n${text}\n`))?.[1] ??
        (prompt.includes('\nAnswer nothing\n') ? undefined : '{"tags": [], "nodes": []}');
    const judged = (): string[] => {
      const vocabulary = folder.write('tags.txt', 'colour\nnature\n\nnumbers\n');
      return ['--judge-model', 'model', '--tag-vocabulary', vocabulary];
    };

    it('tags of a judge: those of the vocabulary alone; what fails is asked again', async () => {
      const { result } = await run(
        { judge: judge(JUDGED) },
        'signals',
        '--add',
        'tags',
        ...judged(),
        '--rows',
        '--json',
      );
      assert.equal(result.code, 0, result.stderr);
      assert.deepEqual(
        values(result).map(({ tags }) => tags),
        [['colour', 'nature'], ['colour'], ['numbers'], undefined, undefined],
      );
      const again = await run(
        { judge: () => '{"tags": ["nature"]}' },
        'signals',
        '--add',
        'tags',
        ...judged(),
        '--rows',
        '--json',
      );
      assert.deepEqual(values(again.result)[4]?.tags, ['nature']);
      const asked = again.prompts.filter((prompt) => prompt.includes('Name a') || prompt.includes('Answer nothing'));
      assert.equal(asked.length, 1);
    });

    it('say of each signal whose it is', async () => {
      const added = ['--add', 'perplexity', '--add', 'tags', '--add', 'ifd', ...languageModel];
      const vocabulary = folder.write('tags.txt', 'colour\nnature\n');
      const judgedBy = ['--judge-model', 'the-judge', '--tag-vocabulary', vocabulary, '--json'];
      const { result } = await run({ judge: judge(JUDGED) }, 'signals', ...added, ...judgedBy);
      assert.equal(result.code, 0, result.stderr);
      const { signals } = json(result) as unknown as { signals: { name: string; origin: string }[] };
      const originOf = (name: string) => signals.find((signal) => signal.name === name)?.origin;
      assert.deepEqual(['perplexity', 'ifd', 'tags'].map(originOf), ['model', 'model', 'the-judge']);
    });

    it('tags of a judge that thinks first, or writes around its JSON; none where it answers twice', async () => {
      const answers = {
        'Name a colour of the sky': '<think>{"tags": ["nature"]}?</think>\n{"tags": ["colour"]}',
        'Name an extraordinary colour': 'Sure [1]:\n```json\n{"tags": ["colour"]}\n```\nAsk for more.',
        'Count to three': '{"tags": ["numbers"]} or {"tags": ["nature"]}',
        'And on': '{"tags": []}',
        'Say it again: the sky is blue': '{"tags": ["nature"]} As I said: {"tags": ["nature"]}',
      };
      const asked = ['--add', 'tags', ...judged(), '--rows', '--json'];
      const { result } = await run({ judge: judge(answers) }, 'signals', ...asked);
      assert.equal(result.code, 0, result.stderr);
      assert.deepEqual(
        values(result).map(({ tags }) => tags),
        [['colour'], ['colour'], undefined, ['nature'], undefined],
      );
    });

    it('rank by the number of tags, and take what brings a new one', async () => {
      const { result } = await run(
        { judge: judge(JUDGED) },
        ...(['select', '--rank-by', 'tags', '--diversity', 'instag', '--tags', 'tags', ...judged()] as const),
        ...['--report', folder.path('report.json')],
      );
      assert.equal(result.code, 0, result.stderr);
      assert.deepEqual(order(report(folder)), [0, 2]);
      assert.equal(report(folder).rows[1]?.reason, 'no new tag');
    });

    it('nodes of the instructions’ trees', async () => {
      const node = (concept: string, parent: number) => ({ concept, parent });
      const answers = {
        'Name a colour of the sky': JSON.stringify({ nodes: [node('name', -1), node('colour', 0), node('sky', 1)] }),
        'Name an extraordinary colour': JSON.stringify({ nodes: [node('name', -1), node('loop', 1)] }),
        'Count to three': JSON.stringify({ nodes: [node('count', -1), node('three', 0)] }),
        'And on': JSON.stringify({ nodes: [node('on', -1)] }),
        'Say it again: the sky is blue': JSON.stringify({ nodes: [node('two', -1), node('roots', -1)] }),
      };
      const { result } = await run(
        { judge: judge(answers) },
        ...(['signals', '--add', 'instruction-nodes', '--judge-model', 'model', '--rows', '--json'] as const),
      );
      assert.equal(result.code, 0, result.stderr);
      assert.deepEqual(
        values(result).map((row) => row['instruction-nodes']),
        [3, undefined, 3, undefined, undefined],
      );
    });

    it('rating expectation: what a server does not tell leaves a row without one, and is not asked again', async () => {
      const ratings = (prompt: string): readonly number[] =>
        prompt.includes('\nUltramarine\n') ? [0.5, 0.5, 0, 0, 0, 0] : [0.1, 0.1, 0.1, 0.1, 0.1, 0.5];
      const asked = ['--add', 'rating-expectation', '--judge-model', 'model', '--rows', '--json'];
      const { result } = await run({ ratings }, 'signals', ...asked);
      assert.equal(result.code, 0, result.stderr);
      const found = values(result).map((row) => row['rating-expectation']);
      [4.5, undefined, 4.5, 4.5, 4.5].forEach((expected, row) =>
        expected === undefined ? assert.equal(found[row], undefined) : isNear(found[row], expected),
      );
      const again = await run({ ratings }, 'signals', ...asked);
      assert.deepEqual(again.prompts, []);
    });

    it('rating expectation: refuses a model that does not answer with a digit, and a server that lists too few', async () => {
      const asked = ['--add', 'rating-expectation', '--judge-model', 'model'];
      const few = await run({ ratings: () => [0, 0, 0, 0, 1, 0] }, 'signals', ...asked);
      assert.equal(few.result.code, 1);
      assert.match(few.result.stderr, /log-probabilities|alternatives/);
      const words = await run({ judge: () => 'Excellent' }, 'signals', ...asked);
      assert.equal(words.result.code, 1);
    });

    it('direct scores: the mean of the turns is shown, and rows are ranked by the sum', async () => {
      const score = (complexity: number, quality: number): string => JSON.stringify({ complexity, quality });
      const answers = {
        'Name a colour of the sky': score(2, 6),
        'Name an extraordinary colour': score(5, 1),
        'Count to three': score(3, 4),
        'And on': score(3, 2),
        'Say it again: the sky is blue': score(9, 1),
        'word to describe UI with helpful tooltips': score(1, 1),
      };
      const model = ['--judge-model', 'model', '--report', folder.path('report.json')];
      const { result } = await run(
        { judge: judge(answers) },
        ...([
          'select',
          '--rank-by',
          'direct-complexity',
          '--where',
          'direct-quality >= 2',
          '--diversity',
          'none',
        ] as const),
        ...model,
      );
      assert.equal(result.code, 0, result.stderr);
      assert.deepEqual(order(report(folder)), [2, 0]);
    });

    it('cost: estimated beforehand, capped, and nothing for what is kept', async () => {
      const options = ['--add', 'tags', ...judged(), '--price', '1000', '--max-cost', '0.001'];
      const refused = await run({ judge: judge(JUDGED) }, 'signals', ...options);
      assert.equal(refused.result.code, 2);
      assert.match(refused.result.stderr, /estimated cost of .* is above --max-cost 0\.001; nothing was asked yet/);
      assert.deepEqual(refused.prompts, []);
      const done = await run({ judge: () => '{"tags": ["nature"]}' }, 'signals', '--add', 'tags', ...judged());
      assert.equal(done.result.code, 0);
      assert.equal((await run({ judge: judge(JUDGED) }, 'signals', ...options)).result.code, 0);
    });

    it('say which model is missing', async () => {
      const cases = [
        [['--add', 'perplexity'], /perplexity needs a language model[^]*--language-model/],
        [['--add', 'tags'], /tags needs a chat model that judges[^]*--judge-model/],
        [['--tag-vocabulary', 'x.txt'], /--tag-vocabulary goes with --judge-model/],
      ] as const;
      for (const [more, stderr] of cases) {
        const { result } = await run({}, 'signals', ...more);
        assert.equal(result.code, 2);
        assert.match(result.stderr, stderr);
      }
    });
  });
}
