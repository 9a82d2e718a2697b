import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readLetter, readVerdict } from '../../../src/evaluation/pairwise/preference';
import { wilsonInterval } from '../../../src/evaluation/pairwise/wilson';
import type { MtBenchPairwiseResult, Tally } from '../../../src/evaluation/types';
import { chatModel, type AskedChat, type ChatReply } from '../../support/servers/judgeModel';
import { recordingServers } from '../../support/servers/recordingServer';
import { temporaryFolder } from '../../support/temporaryFolder';
import type { CliResult } from '../cli/cliRunners';
import { deita } from '../evol/evolFixture';
import { lines, question, REFERENCES, type Asked } from './mtBenchFiles';

type Document = MtBenchPairwiseResult & Asked;

/** What comes of a turn is its name. */
const QUESTIONS = [
  question(81, 'writing', 'win', 'lose'),
  question(82, 'writing', 'flip', 'tie'),
  question(111, 'math', 'win', 'win'),
  question(131, 'extraction', 'win', 'refuse b'),
  question(141, 'stem', 'off', 'once'),
  question(151, 'roleplay', 'same', 'same'),
  question(152, 'roleplay', 'same', 'refuse judge'),
];

const prompt = (name: string, prompt_template: string): object => ({
  ...{ name, type: 'pairwise', system_prompt: `system of ${name}`, prompt_template, output_format: '[[A]]' },
});
const PROMPTS = [
  prompt('pair-v2', 'Q={question}|A={answer_a}|B={answer_b}|{{"[[C]]"}}'),
  prompt(
    'pair-v2-multi-turn',
    'Q1={question_1}|A1={answer_a_1}|B1={answer_b_1}|Q={question_2}|A={answer_a_2}|B={answer_b_2}|',
  ),
  prompt('pair-math-v1', 'R={ref_answer_1}|Q={question}|A={answer_a}|B={answer_b}|'),
  prompt(
    'pair-math-v1-multi-turn',
    'R={ref_answer_2}|A1={answer_a_1}|B1={answer_b_1}|Q={question_2}|A={answer_a_2}|B={answer_b_2}|',
  ),
];

/** What a model says to a turn: a `!` marks the better answer. */
function said(model: string, turn: string): ChatReply {
  if (turn === 'same') return 'the same';
  if (turn === 'refuse b' && model === 'model-b') return null;
  const isBetter = turn === (model === 'model-a' ? 'win' : 'lose');
  return `<think>hm</think>${model} ${turn}${isBetter ? '!' : ''}`;
}

function judged(chat: string): ChatReply {
  const gap = (name: string): string => new RegExp(`(?:^|\\|)${name}=([^|]*)\\|`, 'm').exec(chat)?.[1] ?? '';
  const [turn, a, b] = [gap('Q'), gap('A'), gap('B')];
  const isRepeated = chat.startsWith('A reply to what follows could not be used');
  if (turn === 'refuse judge' && a.startsWith('model-b')) return null;
  if (turn === 'flip') return 'The first: [[A]]';
  if (turn === 'off') return isRepeated ? 'Still [[A]] or [[B]]' : 'I like A.';
  if (turn === 'once' && !isRepeated) return 'Assistant A is better';
  if (turn === 'once') return a.startsWith('model-a') ? '[[A]]' : '[[B]]';
  return `<think>[[A]]?</think>${a.endsWith('!') ? '[[A]]' : b.endsWith('!') ? '[[B]]' : '[[C]]'}`;
}

const tally = (wins: number, ties: number, losses: number, flips = 0): Tally => {
  const count = wins + ties + losses;
  const winRate = count === 0 ? null : (wins + ties / 2) / count;
  return {
    ...{ judged: count, wins, ties, losses, flips, winRate },
    interval: winRate === null ? null : wilsonInterval(winRate, count),
  };
};

describe('deita evaluate mt-bench --pairwise', () => {
  const folder = temporaryFolder();
  const start = recordingServers();
  let asked: AskedChat[] = [];

  function reply(chat: AskedChat): ChatReply {
    asked.push(chat);
    return chat.model === 'the-judge' ? judged(chat.prompt) : said(chat.model, chat.prompt);
  }

  beforeEach(() => (asked = []));

  const files = (questions: readonly object[] = QUESTIONS): string[] => [
    ...['--questions', folder.write('question.jsonl', lines(questions))],
    ...['--judge-prompts', folder.write('judge_prompts.jsonl', lines(PROMPTS))],
    ...['--references', folder.write('gpt-4.jsonl', lines(REFERENCES))],
  ];
  const bothModels = (baseUrl: string): string[] => [
    ...['--base-url', baseUrl, '--model', 'model-a', '--b-model', 'model-b'],
  ];

  function shown(baseUrl: string, output: string, ...more: string[]): Promise<CliResult> {
    const judging = ['--judge-url', baseUrl, '--judge-model', 'the-judge', '--output', folder.path(output)];
    return deita(folder, ['evaluate', 'mt-bench', '--pairwise', ...judging, ...more]);
  }

  async function evaluate(baseUrl: string, output: string, ...more: string[]): Promise<Document> {
    const { code, stdout, stderr } = await shown(baseUrl, output, '--json', ...more);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Document;
  }

  function linesOf(name: string): Record<string, unknown>[] {
    const text = readFileSync(folder.path(name), 'utf8').trim();
    return text.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  it('comes to what a hand computation says: both orders, flips as ties, by category, turn and overall', async () => {
    const { baseUrl, requests } = await start(chatModel(reply));
    const result = await evaluate(baseUrl, 'out', ...files(), ...bothModels(baseUrl));
    assert.deepEqual(result.categories, {
      writing: { ...tally(1, 2, 1, 1), questions: 2 },
      math: { ...tally(2, 0, 0), questions: 1 },
      extraction: { ...tally(1, 0, 0), questions: 1 },
      stem: { ...tally(1, 0, 0), questions: 1 },
      roleplay: { ...tally(0, 3, 0), questions: 2 },
    });
    assert.deepEqual(result.overall, tally(5, 5, 1, 1));
    assert.deepEqual(result.turns, [tally(3, 3, 0, 1), tally(2, 2, 1)]);
    assert.deepEqual([result.identical, result.unjudged], [3, { refused: 1, unreadable: 1 }]);
    assert.deepEqual([result.unanswered, result.complete], [{ a: 0, b: 1 }, true]);
    assert.deepEqual([result.a.name, result.b.name, result.judge], ['model-a', 'model-b', 'the-judge']);
    // Fourteen turns asked of both; ten of them judged twice, two once more in both orders.
    assert.equal(requests.length, 28 + 20 + 4);
    assert.equal(result.requests, requests.length);
    assert.deepEqual(result.tokens, { answer: 27 * 100, judge: 23 * 100 });
  });

  it("fills the user's prompts with both conversations in both orders, references and system prompt", async () => {
    const { baseUrl } = await start(chatModel(reply));
    await evaluate(baseUrl, 'out', ...files(QUESTIONS.slice(0, 3)), ...bothModels(baseUrl));
    const judgements = asked.filter(({ model }) => model === 'the-judge');
    const prompts = judgements.map((chat) => chat.prompt);
    for (const wanted of [
      'Q=win|A=model-a win!|B=model-b win|{"[[C]]"}',
      'Q=win|A=model-b win|B=model-a win!|{"[[C]]"}',
      'Q1=win|A1=model-a win!|B1=model-b win|Q=lose|A=model-a lose|B=model-b lose!|',
      'Q1=win|A1=model-b win|B1=model-a win!|Q=lose|A=model-b lose!|B=model-a lose|',
      'R=ref {one}|Q=win|A=model-a win!|B=model-b win|',
      'R=ref two|A1=model-b win|B1=model-a win!|Q=win|A=model-b win|B=model-a win!|',
    ]) {
      assert.ok(prompts.includes(wanted), `${wanted} among ${prompts.join('\n')}`);
    }
    const maths = judgements.find((chat) => chat.prompt.startsWith('R=ref two'));
    assert.deepEqual(maths?.messages[0], { role: 'system', content: 'system of pair-math-v1-multi-turn' });
    assert.ok(judgements.every(({ temperature }) => temperature === 0));
    const second = asked.find((chat) => chat.model === 'model-b' && chat.prompt === 'lose');
    assert.deepEqual(second?.messages.slice(0, 2), [
      { role: 'user', content: 'win' },
      { role: 'assistant', content: 'model-b win' },
    ]);
  });

  it("keeps FastChat's layouts, asks nothing again, and judges the files that it wrote alike", async () => {
    const { baseUrl, requests } = await start(chatModel(reply));
    const first = await evaluate(baseUrl, 'out', ...files(), ...bothModels(baseUrl));
    const before = requests.length;
    assert.deepEqual(await evaluate(baseUrl, 'out', ...files(), ...bothModels(baseUrl)), first);
    assert.equal(requests.length, before);
    const [judgement] = linesOf('out/model_judgment.jsonl');
    assert.deepEqual(judgement, {
      ...{ question_id: 81, model_1: 'model-a', model_2: 'model-b', g1_winner: 'model_1', g2_winner: 'model_1' },
      judge: ['the-judge', 'pair-v2'],
      g1_user_prompt: 'Q=win|A=model-a win!|B=model-b win|{"[[C]]"}',
      g1_judgment: '<think>[[A]]?</think>[[A]]',
      g2_user_prompt: 'Q=win|A=model-b win|B=model-a win!|{"[[C]]"}',
      g2_judgment: '<think>[[A]]?</think>[[B]]',
      turn: 1,
    });
    assert.deepEqual(linesOf('out/model_answer_b.jsonl')[3], {
      ...{ question_id: 131, model_id: 'model-b' },
      choices: [{ index: 0, turns: ['<think>hm</think>model-b win'] }],
    });
    const written = ['--a', folder.path('out/model_answer_a.jsonl'), '--b', folder.path('out/model_answer_b.jsonl')];
    const again = await evaluate(baseUrl, 'files', ...files(), ...written);
    const { overall, turns, categories, identical, unjudged, unanswered } = first;
    assert.deepEqual(again, { ...again, overall, turns, categories, identical, unjudged, unanswered });
    assert.deepEqual([again.a, again.b, again.requests], [first.a, first.b, 24]);
    assert.deepEqual(again.tokens, { answer: 0, judge: first.tokens.judge });
  });

  it('takes the answers of one model from a file and asks the other, each server by its own key', async () => {
    const [one, judge] = [await start(chatModel(reply)), await start(chatModel(reply))];
    const a = folder.write(
      'a.jsonl',
      lines([{ question_id: 81, model_id: 'from a file', choices: [{ index: 0, turns: ['model-a win!'] }] }]),
    );
    const asks = ['--b-url', one.baseUrl, '--b-model', 'model-b', '--base-url', one.baseUrl];
    const args = ['evaluate', 'mt-bench', '--pairwise', '--json', ...files(QUESTIONS.slice(0, 2)), '--a', a, ...asks];
    const env = { DEITA_API_KEY: 'model-key', DEITA_JUDGE_API_KEY: 'judge-key' };
    const judging = ['--judge-url', judge.baseUrl, '--judge-model', 'the-judge', '--output', folder.path('out')];
    const { code, stdout, stderr } = await deita(folder, [...args, ...judging], { env });
    assert.equal(code, 0, stderr);
    const result = JSON.parse(stdout) as Document;
    assert.deepEqual(
      [result.a.name, result.overall, result.unanswered],
      ['from a file', tally(1, 0, 0), { a: 3, b: 0 }],
    );
    assert.deepEqual(
      [new Set(one.authorizations), new Set(judge.authorizations)],
      [new Set(['Bearer model-key']), new Set(['Bearer judge-key'])],
    );
  });

  it('counts both models by --price, keeps within a cap on requests, and goes on', async () => {
    const { baseUrl, requests } = await start(chatModel(reply));
    const args = [...files(), ...bothModels(baseUrl), '--price', '1', '--judge-price', '10'];
    const capped = await shown(baseUrl, 'out', ...args, '--max-requests', '17', '--json');
    assert.equal(capped.code, 1, capped.stderr);
    assert.equal(requests.length, 17);
    const whole = await evaluate(baseUrl, 'out', ...args);
    assert.equal(requests.length, 52);
    assert.equal(whole.cost, (2700 + 10 * 2300) / 1e6);
    const dear = await shown(baseUrl, 'dear', ...args, '--max-cost', '0.0001');
    assert.deepEqual([dear.code, requests.length], [2, 52]);
    assert.match(dear.stderr, /estimated cost of [\d.]+ is above --max-cost 0\.0001; nothing was asked/);
  });

  it('says for people what came of it, and refuses another opponent in the folder', async () => {
    const { baseUrl } = await start(chatModel(reply));
    const { code, stdout, stderr } = await shown(baseUrl, 'out', ...files(), ...bothModels(baseUrl));
    assert.equal(code, 0, stderr);
    assert.match(
      stdout,
      /^7 questions: 11 turns judged in both orders; left out: 1 without .*, 1 refused by the judge\.$/m,
    );
    assert.match(
      stdout,
      /^model-a against model-b: 5 wins, 5 ties, 1 loss; win rate 68\.2% \(95% Wilson score interval/m,
    );
    assert.match(stdout, /^ {2}turn 2: 2 wins, 2 ties, 1 loss; win rate 60\.0%/m);
    assert.match(stdout, /^Left out: 1 turn without an answer of model-b\.$/m);
    const other = await shown(baseUrl, 'out', ...files(), ...bothModels(baseUrl), '--b-model', 'model-c');
    assert.equal(other.code, 1);
    assert.match(other.stderr, /opponent "model-b", not "model-c"/);
  });

  it('names what is missing or contradicts before anything is asked', async () => {
    const { baseUrl, requests } = await start(chatModel(reply));
    const [models, none] = [
      bothModels(baseUrl),
      folder.write('none.jsonl', lines([{ ...REFERENCES[0], question_id: 1 }])),
    ];
    const few = folder.write('few.jsonl', lines(PROMPTS.slice(0, 3)));
    const cases: readonly [readonly string[], number, RegExp][] = [
      [[...files(), ...models, '--judge-prompts', few], 1, /no prompt "pair-math-v1-multi-turn" .*\[\[A\]\]/],
      [[...files(), ...models.slice(0, 4)], 2, /mt-bench --pairwise needs --b FILE or --b-model NAME/],
      [[...files(), '--a', none], 2, /needs --b FILE or --b-model NAME/],
      [[...files(), '--a', none, '--b', none, '--base-url', baseUrl], 2, /--base-url has no effect/],
      [[...files(), ...models, '--b', none], 2, /--b and --b-model exclude each other/],
      [[...files(), ...models.slice(0, 4), '--b', none], 1, /answers none of the questions of/],
    ];
    for (const [args, wanted, message] of cases) {
      const { code, stderr } = await shown(baseUrl, 'out', ...args);
      assert.equal(code, wanted, stderr);
      assert.match(stderr, message);
    }
    const args = ['--judge-url', baseUrl, '--judge-model', 'the-judge', '--output', folder.path('out')];
    const stray = await deita(folder, ['evaluate', 'mt-bench', ...args, ...files(), ...models]);
    assert.deepEqual([stray.code, requests.length], [2, 0]);
    assert.match(stray.stderr, /--b-model needs --pairwise/);
  });
});

describe('a verdict in letters', () => {
  it('is read strictly: C is a tie, and what another prompt calls one is none', () => {
    assert.deepEqual([readLetter('So: [[C]]'), readLetter('[[b]]')], [{ value: 'tie' }, { value: 'b' }]);
    for (const answer of ['', 'C', '[C]', '[[tie]]', '[[D]]', '[[A]] [[C]]']) {
      assert.equal(readLetter(answer).value, undefined, answer);
    }
    assert.equal(readVerdict('[[C]]').value, undefined);
  });
});
