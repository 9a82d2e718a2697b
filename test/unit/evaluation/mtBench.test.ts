import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { filled } from '../../../src/evaluation/mtBench/judgePrompts';
import { readRating } from '../../../src/evaluation/mtBench/rating';
import type { MtBenchResult } from '../../../src/evaluation/types';
import { chatModel, type AskedChat, type ChatReply } from '../../support/servers/judgeModel';
import { recordingServers } from '../../support/servers/recordingServer';
import { temporaryFolder } from '../../support/temporaryFolder';
import { deita } from '../evol/evolFixture';
import type { CliResult } from '../cli/cliRunners';
import { lines, question, REFERENCES, type Asked } from './mtBenchFiles';

type Document = MtBenchResult & Asked;

const QUESTIONS = [
  question(81, 'writing', 'w1', 'w2'),
  question(82, 'writing', 'v1', 'v2'),
  question(111, 'math', 'm1', 'm2'),
  question(131, 'extraction', 'refuse me', 'never asked'),
  question(141, 'stem', 'drift', 'drift once'),
  question(151, 'unheard-of', 'only one turn'),
];

const prompt = (name: string, prompt_template: string): object => ({
  ...{ name, type: 'single', system_prompt: `system of ${name}`, prompt_template, output_format: '[[rating]]' },
});
const PROMPTS = [
  prompt('single-v1', 'Rate {{like "[[rating]]"}}. Q={question} A={answer}'),
  prompt('single-v1-multi-turn', 'Rate. Q1={question_1} A1={answer_1} Q2={question_2} A2={answer_2}'),
  prompt('single-math-v1', 'Rate. R={ref_answer_1} Q={question} A={answer}'),
  prompt('single-math-v1-multi-turn', 'Rate. R1={ref_answer_1} R2={ref_answer_2} A1={answer_1} A2={answer_2}'),
];

/** What the judge says of an answer, by its text. */
const RATINGS: Readonly<Record<string, string>> = {
  'to w1': 'Good. Rating: [[8]]',
  'to w2': '<think>[[2]]?</think>Rating: [[6.5]]',
  'to v1': '[[4]]',
  'to v2': '[[5]]',
  'to m1': 'Against the reference: [[10]]',
  'to m2': '[[1]]',
  'to drift': 'Eight of ten.',
  'to drift once': '[[3]] or [[9]]',
  'to only one turn': '[[7]]',
};

describe('deita evaluate mt-bench', () => {
  const folder = temporaryFolder();
  const start = recordingServers();
  let asked: AskedChat[] = [];

  function reply(chat: AskedChat): ChatReply {
    asked.push(chat);
    if (chat.model === 'the-model') return chat.prompt === 'refuse me' ? null : `<think>hm</think>to ${chat.prompt}`;
    const [rated = ''] = chat.prompt.split('A2=').slice(-1);
    const answer = rated.split(/ A=/).at(-1)?.split('\n')[0] ?? '';
    const isRepeated = chat.prompt.startsWith('A reply to what follows could not be used');
    return answer === 'to drift once' && isRepeated ? '[[2]]' : (RATINGS[answer] ?? `nothing is known of ${answer}`);
  }

  beforeEach(() => (asked = []));

  const files = (questions: readonly object[] = QUESTIONS): string[] => [
    ...['--questions', folder.write('question.jsonl', lines(questions))],
    ...['--judge-prompts', folder.write('judge_prompts.jsonl', lines(PROMPTS))],
  ];
  const references = (): string[] => ['--references', folder.write('gpt-4.jsonl', lines(REFERENCES))];

  function shown(baseUrl: string, ...more: string[]): Promise<CliResult> {
    const answering = ['--base-url', baseUrl, '--model', 'the-model'];
    const judging = ['--judge-url', baseUrl, '--judge-model', 'the-judge'];
    const output = ['--output', folder.path('out')];
    return deita(folder, ['evaluate', 'mt-bench', ...answering, ...judging, ...output, ...more]);
  }

  function evaluate(baseUrl: string, ...more: string[]): Promise<CliResult> {
    return shown(baseUrl, '--json', ...more);
  }

  function documentOf({ code, stdout, stderr }: CliResult, wanted = 0): Document {
    assert.equal(code, wanted, stderr);
    return JSON.parse(stdout) as Document;
  }

  it('comes to what a hand computation says, by category, turn and overall', async () => {
    const { baseUrl, requests } = await start(chatModel(reply));
    const result = documentOf(await evaluate(baseUrl, ...files(), ...references()));
    assert.deepEqual(result.categories, {
      writing: { score: (8 + 6.5 + 4 + 5) / 4, turns: [6, 5.75], ratings: 4, questions: 2 },
      math: { score: 5.5, turns: [10, 1], ratings: 2, questions: 1 },
      extraction: { score: null, turns: [null, null], ratings: 0, questions: 1 },
      stem: { score: 2, turns: [null, 2], ratings: 1, questions: 1 },
      'unheard-of': { score: 7, turns: [7], ratings: 1, questions: 1 },
    });
    const [first, second] = [8 + 4 + 10 + 7, 6.5 + 5 + 1 + 2];
    assert.deepEqual(result.overall, { score: (first + second) / 8, turns: [first / 4, second / 4], ratings: 8 });
    assert.deepEqual([result.unanswered, result.unrated, result.cutOff, result.complete], [1, 1, 0, true]);
    assert.deepEqual([result.model, result.judge], ['the-model', 'the-judge']);
    assert.match(result.comparable, /Judged by the-judge; comparable only with what the same judge said/);
    // Ten requests for answers, of which one is refused; nine judgements, two of them once more.
    assert.equal(requests.length, 10 + 9 + 2);
    assert.deepEqual([result.requests, result.tokens], [21, { answer: 900, judge: 1100 }]);
  });

  it('asks two turns as a conversation, by the temperature of the category, and shows references and system prompt', async () => {
    const { baseUrl } = await start(chatModel(reply));
    documentOf(await evaluate(baseUrl, ...files(), ...references()));
    const to = (model: string, said: string): AskedChat => {
      const found = asked.find((chat) => chat.model === model && chat.prompt === said);
      assert.ok(found !== undefined, `${said} among ${asked.map((chat) => chat.prompt).join(' | ')}`);
      return found;
    };
    assert.deepEqual(to('the-model', 'w2').messages, [
      { role: 'user', content: 'w1' },
      { role: 'assistant', content: 'to w1' },
      { role: 'user', content: 'w2' },
    ]);
    const temperatures = ['w1', 'w2', 'm1', 'refuse me', 'drift', 'only one turn'].map(
      (said) => to('the-model', said).temperature,
    );
    assert.deepEqual(temperatures, [0.7, 0.7, 0, 0, 0.1, 0.7]);
    assert.equal(to('the-model', 'w1').mostTokens, 1024);
    assert.ok(!asked.some((chat) => chat.prompt === 'never asked'));
    const judged = to('the-judge', 'Rate. R1=ref {one} R2=ref two A1=to m1 A2=to m2');
    assert.deepEqual(judged.messages[0], { role: 'system', content: 'system of single-math-v1-multi-turn' });
    assert.equal(judged.temperature, 0);
    to('the-judge', 'Rate. R=ref {one} Q=m1 A=to m1');
    to('the-judge', 'Rate {like "[[rating]]"}. Q=w1 A=to w1');
    to('the-judge', 'Rate. Q1=w1 A1=to w1 Q2=w2 A2=to w2');
  });

  it("keeps answers and judgements in FastChat's layouts, and asks nothing that was answered", async () => {
    const { baseUrl, requests } = await start(chatModel(reply));
    const result = documentOf(await evaluate(baseUrl, ...files(), ...references()));
    const read = (name: string): Record<string, unknown>[] =>
      readFileSync(folder.path(`out/${name}`), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(read('model_answer.jsonl')[0], {
      question_id: 81,
      model_id: 'the-model',
      choices: [{ index: 0, turns: ['<think>hm</think>to w1', '<think>hm</think>to w2'] }],
    });
    assert.deepEqual(
      read('model_judgment.jsonl').map(({ question_id, turn, score, judge }) => [question_id, turn, score, judge]),
      [
        ...[
          [81, 1, 8],
          [81, 2, 6.5],
          [82, 1, 4],
          [82, 2, 5],
        ].map((each) => [...each, ['the-judge', nameOf(each[1])]]),
        ...[
          [111, 1, 10],
          [111, 2, 1],
        ].map((each) => [...each, ['the-judge', nameOf(each[1], '-math')]]),
        ...[
          [141, 1, -1],
          [141, 2, 2],
          [151, 1, 7],
        ].map((each) => [...each, ['the-judge', nameOf(each[1])]]),
      ],
    );
    const asking = requests.length;
    assert.deepEqual(documentOf(await evaluate(baseUrl, ...files(), ...references())), result);
    assert.equal(requests.length, asking);
  });

  it('refuses questions that lack their reference before anything is asked', async () => {
    const { baseUrl, requests } = await start(chatModel(reply));
    const without = await evaluate(baseUrl, ...files());
    assert.equal(without.code, 2);
    assert.match(
      without.stderr,
      /Question 111 is of math, which is judged against a reference answer\.\n.*--references/,
    );
    const other = folder.write('other.jsonl', lines([{ ...REFERENCES[0], question_id: 112 }]));
    const lacking = await evaluate(baseUrl, ...files(), '--references', other);
    assert.equal(lacking.code, 1);
    assert.match(lacking.stderr, /lacks reference answers to every turn of question 111/);
    const prompts = folder.write('few.jsonl', lines(PROMPTS.slice(0, 1)));
    const few = await evaluate(baseUrl, ...files(), ...references(), '--judge-prompts', prompts);
    assert.equal(few.code, 1);
    assert.match(few.stderr, /holds no prompt "single-v1-multi-turn"/);
    assert.equal(requests.length, 0);
  });

  it('counts the tokens of model and judge by their own prices, and keeps within the cap on both', async () => {
    const { baseUrl, requests } = await start(chatModel(reply, { tokens: 2000 }));
    const writing = Array.from({ length: 9 }, (_, at) => question(at, 'writing', 'w1', 'w2'));
    const prices = ['--price', '1', '--judge-price', '10'];
    const whole = documentOf(await evaluate(baseUrl, ...files(writing), ...prices));
    assert.deepEqual(whole.tokens, { answer: 36_000, judge: 36_000 });
    assert.equal(whole.cost, (36_000 + 360_000) / 1e6);
    const before = requests.length;
    const capped = documentOf(
      await evaluate(baseUrl, ...files(writing), ...prices, '--max-cost', '0.2', '--output', folder.path('capped')),
      1,
    );
    assert.equal(capped.stoppedBy, 'max-cost');
    assert.equal(capped.cost, (capped.tokens.answer + 10 * capped.tokens.judge) / 1e6);
    assert.ok(capped.cost <= 0.2, String(capped.cost));
    assert.equal(requests.length - before, (capped.tokens.answer + capped.tokens.judge) / 2000);
    const most = documentOf(
      await evaluate(baseUrl, ...files(writing), '--max-requests', '5', '--output', folder.path('few')),
      1,
    );
    assert.deepEqual([most.requests, most.stoppedBy], [5, 'max-requests']);
  });

  it('needs the price of the model as well for a cap on the cost, and counts one thing as one', async () => {
    const { baseUrl, requests } = await start(chatModel(reply));
    const one = files([question(0, 'writing', 'w1')]);
    const unpriced = await evaluate(baseUrl, ...one, '--judge-price', '10', '--max-cost', '5');
    assert.deepEqual([unpriced.code, /--max-cost needs --price/.test(unpriced.stderr)], [2, true], unpriced.stderr);
    assert.equal(requests.length, 0);
    const prices = ['--price', '0', '--judge-price', '10'];
    const { code, stdout } = await shown(baseUrl, ...one, ...prices, '--max-cost', '5');
    assert.equal(code, 0);
    assert.match(stdout, /^.*, 1 question: .*; 1 rating\), of 1 to 10\.$/m);
  });

  it('sends each of two servers its own key', async () => {
    const [model, judge] = [await start(chatModel(reply)), await start(chatModel(reply))];
    const args = [
      'evaluate',
      'mt-bench',
      ...files(QUESTIONS.slice(0, 1)),
      '--base-url',
      model.baseUrl,
      '--model',
      'the-model',
    ];
    const judging = ['--judge-url', judge.baseUrl, '--judge-model', 'the-judge', '--output', folder.path('two')];
    const env = { DEITA_API_KEY: 'model-key', DEITA_JUDGE_API_KEY: 'judge-key' };
    const { code, stderr } = await deita(folder, [...args, ...judging], { env });
    assert.equal(code, 0, stderr);
    assert.deepEqual([model.authorizations, judge.authorizations], [['Bearer model-key'], ['Bearer judge-key']]);
  });
});

function nameOf(turn: number | undefined, kind = ''): string {
  return `single${kind}-v1${turn === 2 ? '-multi-turn' : ''}`;
}

describe('a rating', () => {
  it('is read strictly', () => {
    assert.deepEqual(readRating('Fine. Rating: [[7]]'), { value: 7 });
    assert.deepEqual(readRating('[[ 7.5 ]], as said: [[7.5]]'), { value: 7.5 });
    for (const answer of ['', '7', '[7]', '[[rating]]', '[[0]]', '[[11]]', '[[-3]]', '[[8/10]]', '[[3]] [[4]]']) {
      assert.equal(readRating(answer).value, undefined, answer);
    }
  });
});

describe("a judge's prompt", () => {
  it('is filled as Python formats it, and nothing in the texts is a gap', () => {
    assert.equal(filled('{{a}} {a} {b} {unknown}', { a: '{b}', b: '$& {{' }), '{a} {b} $& {{ {unknown}');
  });
});
