import assert from 'node:assert/strict';
import path from 'node:path';
import { Random } from '../../../src/common/random';
import { inEnglish } from '../../../src/messages/wording';
import { createBuiltInScorer } from '../../../src/scoring/builtIn/builtInScorer';
import { GATE_NAMES, type GateName } from '../../../src/scoring/builtIn/gates';
import { linearModel, linearValue } from '../../../src/scoring/builtIn/head';
import {
  KOREAN_INPUTS,
  koreanContributions,
  koreanQualityPart,
  readKoreanReading,
} from '../../../src/scoring/builtIn/koreanReading';
import { readScoringModel, type ScoringModel } from '../../../src/scoring/builtIn/modelFiles';
import { explainTurn } from '../../../src/scoring/builtIn/reasons';
import { turnRow } from '../../../src/scoring/builtIn/turnRow';
import { scoresOfRow } from '../../../src/scoring/builtIn/turnScores';
import { isKorean, KOREAN_FEATURES, koreanFeatures } from '../../../src/scoring/features/koreanFeatures';
import { wordsOf } from '../../../src/scoring/features/segmentation';
import type { ScoredTurn, Scorer } from '../../../src/scoring/scorer';
import { trainKoreanReading, type KoreanLesson } from '../../../tools/scorers/koreanTraining';

const MODEL_DIR = path.resolve(__dirname, '../../../media/models');
const REQUEST = '자전거가 달릴 때는 왜 넘어지지 않는지 설명해 주세요.';
const ANSWER =
  '달리는 자전거가 넘어지지 않는 까닭은 앞바퀴가 기우는 쪽으로 돌기 때문입니다. 자전거가 한쪽으로 기울면 핸들도 같은 쪽으로 돌아 ' +
  '바퀴가 타는 사람의 아래로 돌아옵니다. 앞 포크의 모양과 바퀴의 회전도 도움이 되며, 속도가 빠르면 조금만 고쳐도 균형이 잡힙니다.';

function featuresOf(instruction: string, response: string): Record<string, number> {
  const values = koreanFeatures(instruction, response, wordsOf(response).length);
  return Object.fromEntries(KOREAN_FEATURES.map((name, index) => [name, values[index] ?? Number.NaN]));
}

describe('features of Korean turns', () => {
  it('are read where the request is Korean, whatever names it quotes, and nowhere else', () => {
    for (const korean of [REQUEST, 'SQL에서 WHERE랑 HAVING 차이가 뭐야?', '안녕']) assert.ok(isKorean(korean), korean);
    for (const other of ['What does 안녕하세요 mean in English?', '自行车为什么不会倒?', 'hello', '12 + 30 = ?', '']) {
      assert.ok(!isKorean(other), other);
    }
  });

  it('tell an answer in another language from one that was asked for', () => {
    const english = 'A moving bicycle stays upright because its front wheel steers into a lean.';
    assert.equal(featuresOf(REQUEST, english)['otherLanguage'], 1);
    assert.equal(featuresOf(REQUEST, ANSWER)['otherLanguage'], 0);
    assert.equal(featuresOf('다음 문장을 영어로 옮겨 주세요. 자전거가 달린다.', english)['otherLanguage'], 0);
    assert.equal(featuresOf('수도가 어디야?', 'Canberra')['otherLanguage'], 0);
  });

  it('see what was said before in other words, and how much of the request an answer takes up', () => {
    const circling = '소통은 매우 중요합니다. 소통의 중요성은 큽니다. 중요한 소통은 매우 중요합니다.';
    assert.ok(
      (featuresOf(REQUEST, circling)['saidBefore'] ?? 0) > 2 * (featuresOf(REQUEST, ANSWER)['saidBefore'] ?? 1),
    );
    assert.equal(featuresOf(REQUEST, '한 문장뿐입니다.')['saidBefore'], 0);
    assert.ok(
      (featuresOf(REQUEST, ANSWER)['covered'] ?? 0) > (featuresOf(REQUEST, '비빔밥을 드세요.')['covered'] ?? 1),
    );
    assert.equal(featuresOf(REQUEST, '')['covered'], 0);
  });

  it('count numbers of the request that are used, and new ones', () => {
    const { usedNumbers, newNumbers } = featuresOf('3과 5를 더하고 7을 빼면?', '3 + 5 - 7 = 1, 1입니다.');
    assert.equal(usedNumbers, 1);
    assert.equal(newNumbers, 1 / 8);
    assert.equal(featuresOf('3과 5를 더하면?', '여덟')['usedNumbers'], 0);
  });

  it('hear how an answer speaks to the request', () => {
    const formal = featuresOf('자전거가 왜 안 넘어지는지 알려줘', ANSWER);
    assert.ok((formal['formalToPlain'] ?? 0) > 0);
    assert.equal(formal['formalToPlain'], formal['formalEnds']);
    assert.equal(featuresOf(REQUEST, ANSWER)['formalToPlain'], 0);
    assert.ok((featuresOf(REQUEST, '바퀴가 돌아서 그래요. 빨리 달리면 더 쉬워요.')['politeEnds'] ?? 0) > 0);
    assert.ok((featuresOf(REQUEST, '상황에 따라 다르므로 꾸준히 노력하시기 바랍니다.')['fillers'] ?? 0) >= 4 / 8);
  });
});

describe('the second reading of Korean turns', () => {
  let scorer: Scorer;
  let model: ScoringModel;
  before(async () => {
    scorer = await createBuiltInScorer({ modelDir: MODEL_DIR });
    model = await readScoringModel(MODEL_DIR);
  });
  after(() => scorer.dispose());
  const quality = async (instruction: string, response: string): Promise<number> =>
    ((await scorer.score([{ instruction, response }])) as ScoredTurn[])[0]?.qualityScore ?? Number.NaN;

  it('leaves turns in other languages as they are', () => {
    for (const instruction of ['Explain how a bicycle stays upright.', '请解释自行车为什么不会倒。']) {
      assert.equal(turnRow(instruction, ANSWER, model).korean, undefined);
    }
    assert.equal(turnRow(REQUEST, ANSWER, model).korean?.length, KOREAN_INPUTS.length);
  });

  it('decides both scores of a Korean turn in part', () => {
    const row = turnRow(REQUEST, ANSWER, model);
    const shifted = (by: number): ScoringModel['korean'] => ({
      complexity: { ...model.korean.complexity, offset: model.korean.complexity.offset + by },
      quality: { ...model.korean.quality, offset: model.korean.quality.offset + by },
    });
    const [low, high] = [-0.5, 0.5].map((by) => scoresOfRow(row, ANSWER, { ...model, korean: shifted(by) }));
    for (const score of ['complexityScore', 'qualityScore'] as const) {
      const moved = (high?.[score] ?? 0) - (low?.[score] ?? 0);
      assert.ok(moved > 0.2 && moved < 0.8, `${score}: ${moved}`);
    }
  });

  it('counts the less, the surer a gate is', () => {
    const partAt = (gate: GateName, sure: number): number =>
      koreanQualityPart(GATE_NAMES.map((name) => (name === gate ? sure : 0)));
    for (const gate of ['otherAnswer', 'copiedPrompt', 'garbled'] as const) {
      assert.ok(partAt(gate, 0) > partAt(gate, 0.5), gate);
      assert.equal(partAt(gate, 1), 0);
    }
    assert.equal(partAt('missingEnd', 1), partAt('missingEnd', 0));
  });

  it('puts a good answer above spoiled ones, and a short right one above a refusal', async () => {
    const good = await quality(REQUEST, ANSWER);
    for (const spoiled of [
      '',
      REQUEST,
      '죄송하지만 그 요청은 도와드릴 수 없습니다. 다른 질문이 있으시면 말씀해 주세요.',
      'As an AI language model, I can say that a bicycle is kept upright by its wheels when it is moving fast enough.',
      '자전거는 중요합니다. 자전거는 매우 중요합니다. 자전거는 매우 중요합니다. 자전거는 매우 중요합니다.',
      ANSWER.slice(0, Math.floor(ANSWER.length * 0.4)),
    ]) {
      assert.ok(good > (await quality(REQUEST, spoiled)), spoiled);
    }
    const right = await quality('거미의 다리는 몇 개인가요?', '8개입니다.');
    assert.ok(right > (await quality('거미의 다리는 몇 개인가요?', '죄송하지만 답변하기 어렵습니다.')));
    assert.ok(right > (await quality('거미의 다리는 몇 개인가요?', '')));
  });

  it('keeps complexity rising with every demand that is added', async () => {
    const task = '가을에 관한 시를 써 주세요.';
    const steps = [
      task,
      `${task} 네 연으로 써 주세요.`,
      `${task} 네 연으로 쓰고, "낙엽"이라는 말은 쓰지 마세요. 이유도 설명해 주세요.`,
    ];
    for (const response of [ANSWER, '']) {
      const scores = (await scorer.score(steps.map((instruction) => ({ instruction, response })))) as ScoredTurn[];
      const complexities = scores.map(({ complexityScore }) => complexityScore);
      complexities
        .slice(1)
        .forEach((next, index) => assert.ok(next > (complexities[index] ?? 6), complexities.join(' ')));
    }
  });

  it('is told in the reasons', () => {
    const inputs = turnRow(REQUEST, ANSWER, model).korean ?? new Float64Array();
    for (const reading of [model.korean.complexity, model.korean.quality]) {
      const sum = koreanContributions(reading, inputs).reduce((total, part) => total + part, reading.offset);
      assert.ok(Math.abs(sum - linearValue(reading, inputs)) < 1e-9);
    }
    const loud = { ...model.korean.quality, weights: model.korean.quality.weights.map(() => 0) };
    loud.weights[KOREAN_INPUTS.indexOf('saidBefore')] = -3;
    const circling = '자전거는 바퀴가 둘입니다. 바퀴가 둘인 것이 자전거입니다. 둘인 바퀴의 자전거는 바퀴가 둘입니다.';
    const effectOf = (from: ScoringModel): number => {
      const { quality: reasons } = explainTurn({ instruction: REQUEST, response: circling }, from);
      return reasons.find(({ said }) => inEnglish(said).includes('repeats'))?.effect ?? 0;
    };
    assert.ok(effectOf({ ...model, korean: { ...model.korean, quality: loud } }) < effectOf(model));
  });
});

describe('training of the second reading', () => {
  const random = new Random(3);
  const lessons: KoreanLesson[] = Array.from({ length: 120 }, (_, index) => {
    const inputs = Float64Array.from(KOREAN_INPUTS, () => random.normal());
    return {
      inputs,
      bare: inputs,
      complexity: 2 - (inputs[0] ?? 0) + (inputs[2] ?? 0),
      quality: 3 - (inputs[1] ?? 0) + (inputs.at(-1) ?? 0),
      source: index % 2 === 0 ? 'ko-chat' : 'ko-written',
    };
  });

  it('learns from Korean turns alone, and lets neither score fall with the size of an answer', () => {
    const others = lessons.map((lesson) => ({ ...lesson, inputs: undefined, bare: undefined, quality: 1 }));
    const json = trainKoreanReading([...lessons, ...others]);
    assert.deepEqual(json, trainKoreanReading(lessons));
    const { complexity, quality } = readKoreanReading(json);
    assert.deepEqual(quality, linearModel(json.quality));
    assert.equal(complexity.weights[0], 0);
    assert.ok((complexity.weights[2] ?? 0) > 0.1);
    assert.equal(quality.weights[1], 0);
    assert.ok((quality.weights.at(-1) ?? 0) > 0.1);
  });
});
