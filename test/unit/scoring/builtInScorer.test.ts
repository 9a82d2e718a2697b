import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { say } from '../../../src/messages/say';
import { inEnglish } from '../../../src/messages/wording';
import { DeitaError, isCancelled } from '../../../src/common/errors';
import type { Turn } from '../../../src/dataset/conversation';
import { createBuiltInScorer } from '../../../src/scoring/builtIn/builtInScorer';
import { describeBuiltInScorer, SCORER_FILES } from '../../../src/scoring/builtIn/modelFiles';
import { calibrated } from '../../../src/scoring/builtIn/turnScores';
import type { ScoredTurn, Scorer } from '../../../src/scoring/scorer';

const MODEL_DIR = path.resolve(__dirname, '../../../media/models');

const GOOD: readonly Turn[] = [
  {
    instruction: 'Explain how a bicycle stays upright while it is moving.',
    response:
      'A moving bicycle stays upright because its front wheel steers into a lean. When the bicycle begins to tip to one ' +
      'side, the steering turns the same way, which moves the wheels back under the rider. The shape of the front fork ' +
      'and the spin of the wheels both help, and at higher speed small corrections are enough to keep the balance.',
  },
  {
    instruction: 'What should I consider before I adopt a dog from an animal shelter?',
    response:
      'Before you adopt a dog, think about the time you have for walks and training, the size of your home, and the cost ' +
      'of food and visits to the vet. Ask the shelter about the history and the temper of the dog, and meet it more than ' +
      'once. Make sure that everybody in the family agrees, because a dog can live for fifteen years.',
  },
  {
    instruction: 'Describe how bread dough rises.',
    response:
      'Bread dough rises because yeast eats the sugar in the flour and gives off carbon dioxide. The gluten of the dough ' +
      'holds the gas in small bubbles, so the dough grows. Warmth makes the yeast work faster, while salt slows it down. ' +
      'In the oven the bubbles expand once more before the crust of the bread sets.',
  },
];

describe('the calibration of quality', () => {
  it('keeps every order and the range', () => {
    const qualities = Array.from({ length: 501 }, (_, step) => 1 + step / 100);
    const scores = qualities.map(calibrated);
    scores.slice(1).forEach((score, index) => assert.ok(score > (scores[index] ?? 6)));
    assert.equal(scores[0], 1);
    assert.ok((scores.at(-1) ?? 7) <= 6);
  });
});

describe('built-in scorer', () => {
  let scorer: Scorer;
  before(async () => (scorer = await createBuiltInScorer({ modelDir: MODEL_DIR })));
  after(() => scorer.dispose());

  const scored = async (turns: readonly Turn[]): Promise<ScoredTurn[]> => (await scorer.score(turns)) as ScoredTurn[];
  const quality = async (instruction: string, response: string): Promise<number> =>
    (await scored([{ instruction, response }]))[0]?.qualityScore ?? Number.NaN;
  const complexity = async (instruction: string): Promise<number> =>
    (await scored([{ instruction, response: 'Yes.' }]))[0]?.complexityScore ?? Number.NaN;

  it('has another identity as soon as one of its files has, so that cached scores no longer match', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'deita-scorer-'));
    await cp(MODEL_DIR, folder, { recursive: true });
    assert.equal((await describeBuiltInScorer(folder)).hash, scorer.identity.hash);
    for (const name of Object.values(SCORER_FILES)) {
      const file = path.join(folder, name);
      const content = await readFile(file);
      await writeFile(file, Buffer.concat([content, Buffer.from(' ')]));
      assert.notEqual((await describeBuiltInScorer(folder)).hash, scorer.identity.hash, name);
      await writeFile(file, content);
    }
    await rm(folder, { recursive: true });
  });

  it('names itself a heuristic, by a hash of its files', async () => {
    assert.equal(scorer.identity.name, 'Heuristic default');
    assert.equal(scorer.identity.heuristic, true);
    assert.match(scorer.identity.hash, /^[0-9a-f]{64}$/);
    assert.deepEqual(await describeBuiltInScorer(MODEL_DIR), scorer.identity);
  });

  it('scores in [1, 6]', async () => {
    for (const { complexityScore, qualityScore } of await scored([...GOOD, { instruction: '?', response: '' }])) {
      for (const score of [complexityScore, qualityScore]) assert.ok(score >= 1 && score <= 6);
    }
  });

  it('does not depend on batches or the order of rows', async () => {
    const many = Array.from({ length: 300 }, (_, index) => {
      const turn = GOOD[index % GOOD.length] ?? { instruction: '', response: '' };
      return { ...turn, response: turn.response.slice(0, 20 + index) };
    });
    const together = await scored(many);
    const backwards = (await scored([...many].reverse())).reverse();
    for (const index of [0, 1, 128, 255, 256, 299]) {
      const [alone] = await scored(many.slice(index, index + 1));
      for (const other of [alone, backwards[index]]) {
        assert.ok(Math.abs((other?.qualityScore ?? 0) - (together[index]?.qualityScore ?? 0)) < 1e-4);
        assert.ok(Math.abs((other?.complexityScore ?? 0) - (together[index]?.complexityScore ?? 0)) < 1e-4);
      }
    }
  });

  const spoil: Record<string, (turn: Turn, other: Turn) => string> = {
    'an answer to another question': (_, other) => other.response,
    'the copied prompt': ({ instruction }) => instruction,
    'a loop': ({ response }) => `${response.split('. ')[0] ?? ''}. `.repeat(9),
    'shuffled words': ({ response }) =>
      response
        .split(' ')
        .sort((a, b) => (a < b ? -1 : 1))
        .join(' '),
    'a refusal': () => "I'm sorry, but I can't help with that request.",
    'a cut end': ({ response }) => response.slice(0, Math.floor(response.length * 0.4)),
    nothing: () => '',
  };
  for (const [name, change] of Object.entries(spoil)) {
    it(`puts the good answer above ${name}`, async () => {
      for (const [index, turn] of GOOD.entries()) {
        const spoiled = change(turn, GOOD[(index + 1) % GOOD.length] ?? turn);
        const [good, bad] = [await quality(turn.instruction, turn.response), await quality(turn.instruction, spoiled)];
        assert.ok(good > bad, `${turn.instruction}: ${good} against ${bad}`);
      }
    });
  }

  it('rises with every added demand', async () => {
    const steps = [
      'Write a poem about autumn.',
      'Write a poem about autumn. It must have exactly four stanzas.',
      'Write a poem about autumn. It must have exactly four stanzas. Avoid the word "leaf" and use formal language.',
      'Write a poem about autumn. It must have exactly four stanzas. Avoid the word "leaf" and use formal language. ' +
        'Finally, explain and justify the metaphors in a table with three columns.',
    ];
    const scores = await Promise.all(steps.map(complexity));
    scores.slice(1).forEach((score, index) => assert.ok(score > (scores[index] ?? 6), scores.join(' ')));
  });

  it('counts one demand more than a pasted passage', async () => {
    const task = 'Summarise the passage below in your own words.';
    const passage = (GOOD[0]?.response ?? '').repeat(3);
    const demanding = `${task} Use at most three sentences, compare two viewpoints and explain why they differ.`;
    assert.ok((await complexity(demanding)) > (await complexity(`${task}\n\n"${passage}"`)));
  });

  it('says why an empty instruction has no score, and keeps the others in place', async () => {
    const [first, second] = await scorer.score([{ instruction: ' \n', response: 'x' }, ...GOOD.slice(0, 1)]);
    assert.deepEqual(first, { unscoredReason: say('unscored.emptyInstruction') });
    assert.ok(second !== undefined && 'qualityScore' in second);
  });

  it('tells what it cut and which language it does not know', async () => {
    const [long, korean, russian] = await scored([
      { instruction: 'Tell a story.', response: 'word '.repeat(6000) },
      { instruction: '오늘 날씨가 어때요?', response: '맑고 따뜻해요.' },
      { instruction: 'Какая сегодня погода?', response: 'It is sunny and warm today.' },
    ]);
    assert.match(inEnglish(long?.truncated ?? ''), /^response: [\d,]+ characters in its middle were not read$/);
    assert.equal(korean?.outsideLanguage, undefined);
    assert.equal(korean?.truncated, undefined);
    assert.equal(russian?.outsideLanguage, true);
  });

  it('puts every right answer above the empty and the refusing one, in whatever words', async () => {
    const answers: Record<string, string[]> = {
      'Explain why bread dough needs time to rise before it is baked.': [
        'Yeast feeds on sugar and gives off gas; the gas stretches the gluten, so the crumb turns out light.',
        'Dough rises because yeast makes gas.',
      ],
      'What is the capital of France?': ['Paris.', 'Paris', 'The capital of France is Paris.'],
      'How many legs has a spider?': ['8', 'Eight.'],
      '거미의 다리는 몇 개인가요?': ['8개', '여덟 개입니다.'],
      '蜘蛛有几条腿？': ['八条。', '8'],
    };
    const refusals = [
      '',
      ' ',
      '...',
      '\u3164', // Letters and symbols that show nothing.
      '\u2800.\u115f\u1160\uffa0',
      'I do not know.',
      "I'm sorry, but I can't help with that request.",
      '모르겠습니다.',
    ];
    for (const [instruction, right] of Object.entries(answers)) {
      const good = await Promise.all(right.map((response) => quality(instruction, response)));
      const bad = await Promise.all(refusals.map((response) => quality(instruction, response)));
      assert.ok(Math.min(...good) > Math.max(...bad), `${instruction}: ${good.join(' ')} against ${bad.join(' ')}`);
    }
  });

  it('rises with added demands in every language, with and without a response', async () => {
    for (const steps of [
      [
        'Describe a lighthouse.',
        'Describe a lighthouse. Use at least 3 metaphors.',
        'Describe a lighthouse. Use at least 3 metaphors. Present the result as a table with 4 columns.',
      ],
      [
        '介绍一座灯塔。',
        '介绍一座灯塔。至少给出3个具体例子。',
        '介绍一座灯塔。至少给出3个具体例子。用包含4列的表格呈现结果。',
      ],
      [
        '등대를 묘사해 주세요.',
        '등대를 묘사해 주세요. 구체적인 예를 3개 이상 들어 주세요.',
        '등대를 묘사해 주세요. 구체적인 예를 3개 이상 들어 주세요. 결과를 4열의 표로 정리해 주세요.',
      ],
    ]) {
      for (const response of ['', 'A tall white tower by the sea.']) {
        const scores = (await scored(steps.map((instruction) => ({ instruction, response })))).map(
          ({ complexityScore }) => complexityScore,
        );
        scores.slice(1).forEach((score, index) => assert.ok(score > (scores[index] ?? 6), scores.join(' ')));
      }
    }
  });

  it('gives reasons in words whose effects go the right way', async () => {
    const turns = [
      ...GOOD,
      { instruction: 'Name a bird.', response: '' },
      { instruction: ' ', response: 'x' },
      { instruction: 'Name a bird.', response: 'Name a bird.' },
    ];
    const reasons = (await scorer.explain?.(turns)) ?? [];
    assert.equal(reasons.length, turns.length);
    for (const turn of reasons.slice(0, GOOD.length)) {
      for (const list of [turn?.complexity ?? [], turn?.quality ?? []]) {
        assert.ok(list.length > 0 && list.length <= 3);
        const sizes = list.map(({ effect }) => Math.abs(effect));
        assert.deepEqual(
          sizes,
          [...sizes].sort((a, b) => b - a),
          'strongest first',
        );
        assert.ok(
          list.every(({ said }) => /^[a-z][^{}]*$/.test(inEnglish(said)) && !/NaN|undefined/.test(inEnglish(said))),
        );
      }
    }
    assert.deepEqual(
      reasons[GOOD.length]?.quality.map(({ said }) => inEnglish(said)),
      ['there is no answer'],
    );
    assert.equal(reasons[GOOD.length + 1], null);
    const copied = reasons[GOOD.length + 2]?.quality.find(({ said }) =>
      inEnglish(said).includes('repeats the request'),
    );
    assert.ok((copied?.effect ?? 0) < 0);
  });

  it('ends when cancelled and names a missing file', async () => {
    await assert.rejects(scorer.score(GOOD, AbortSignal.abort()), isCancelled);
    await assert.rejects(
      createBuiltInScorer({ modelDir: path.join(MODEL_DIR, 'absent') }),
      (error) => error instanceof DeitaError && error.code === 'modelMissing',
    );
  });
});
