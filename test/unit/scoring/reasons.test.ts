import assert from 'node:assert/strict';
import path from 'node:path';
import type { Message } from '../../../src/common/message';
import type { Turn } from '../../../src/dataset/conversation';
import { inEnglish } from '../../../src/messages/wording';
import { readScoringModel, type ScoringModel } from '../../../src/scoring/builtIn/modelFiles';
import { GROUP_NAMES, GROUP_OF_FEATURE, type GroupName } from '../../../src/scoring/builtIn/reasonGroups';
import { explainTurn } from '../../../src/scoring/builtIn/reasons';
import { GROUP_TEXTS, reasonText, type Finding } from '../../../src/scoring/builtIn/reasonTexts';
import { TermWeights } from '../../../src/scoring/builtIn/termWeights';
import { factsOf, type TurnFacts } from '../../../src/scoring/builtIn/turnFacts';
import { ROW_FEATURES, turnRow } from '../../../src/scoring/builtIn/turnRow';
import { scoreTurn } from '../../../src/scoring/builtIn/turnScores';
import { TERM_BUCKETS } from '../../../src/scoring/features/hashedTerms';

const MODEL_DIR = path.resolve(__dirname, '../../../media/models');

const ANSWER =
  'A moving bicycle stays upright because its front wheel steers into a lean. When the bicycle begins to tip to one ' +
  'side, the steering turns the same way, which moves the wheels back under the rider. The shape of the front fork ' +
  'and the spin of the wheels both help, and at higher speed small corrections are enough to keep the balance.';
const KOREAN_ANSWER =
  '달리는 자전거가 넘어지지 않는 까닭은 앞바퀴가 기우는 쪽으로 돌기 때문입니다. 자전거가 한쪽으로 기울면 핸들도 같은 쪽으로 돌아 ' +
  '바퀴가 타는 사람의 아래로 돌아옵니다. 앞 포크의 모양과 바퀴의 회전도 도움이 되며, 속도가 빠르면 조금만 고쳐도 균형이 잡힙니다.';

const SHORT: readonly Turn[] = [
  { instruction: 'Explain how a bicycle stays upright while moving.', response: ANSWER },
  { instruction: 'List five famous bridges and where they are.', response: 'Golden Gate Bridge, San Francisco.' },
  {
    instruction: 'How many ways are there to arrange the letters of LEVEL?',
    response: 'Five letters with L twice and E twice: 5!/(2!·2!) = 120/4 = 30.',
  },
  { instruction: 'hi', response: 'Hello! What can I do for you?' },
  { instruction: '자전거가 왜 안 넘어지는지 설명해 주세요.', response: KOREAN_ANSWER },
  { instruction: '거미의 다리는 몇 개인가요?', response: '8개입니다.' },
];
const LONG: readonly Turn[] = [
  {
    instruction:
      'Explain to a class of ten-year-old children how a bicycle stays upright while it is moving, why it falls over as ' +
      'soon as it stops, and which parts of the bicycle help most. Use no more than six sentences, give one example ' +
      'from everyday life, and end with a question that the children can try to answer at home.',
    response: ANSWER,
  },
  {
    instruction:
      '열 살 어린이들에게 자전거가 달릴 때는 왜 넘어지지 않고 멈추면 왜 바로 넘어지는지, 자전거의 어느 부분이 가장 큰 도움이 되는지 설명해 주세요. ' +
      '여섯 문장을 넘지 말고, 일상생활에서 볼 수 있는 예를 하나 들고, 아이들이 집에서 풀어 볼 수 있는 질문으로 끝내 주세요.',
    response: KOREAN_ANSWER,
  },
];
const MIDDLING: readonly Turn[] = [
  {
    instruction: 'Explain how a bicycle stays upright while it is moving and why it falls over when it stands still.',
    response: ANSWER,
  },
  {
    instruction: '자전거가 달릴 때는 왜 넘어지지 않고 멈추면 왜 바로 넘어지는지 설명해 주세요.',
    response: KOREAN_ANSWER,
  },
];
/** What only a damaged answer may be told. */
const DAMAGE =
  /garbled|loop|refus|cut off|breaks? off|out order|is unusual|(?<!hardly )repeats itself|another request|repeats the/;

describe('reasons of the built-in scorer', () => {
  let model: ScoringModel;
  before(async () => (model = await readScoringModel(MODEL_DIR)));

  const textsOf = (turn: Turn): string[] => {
    const { complexity, quality } = explainTurn(turn, model);
    return [...complexity, ...quality].map(({ said }) => inEnglish(said));
  };
  const facts = (turn: Turn): TurnFacts =>
    factsOf(turn, turnRow(turn.instruction, turn.response, model), model.quality.linear);
  const say = (group: GroupName, turn: Turn): string =>
    inEnglish(
      reasonText(group, facts(turn), {
        score: 'quality',
        feature: ROW_FEATURES[GROUP_OF_FEATURE.indexOf(group)] ?? '',
        raises: true,
      }),
    );
  const saidOf = (statement: Message | Finding): string =>
    inEnglish('isFault' in statement ? statement.said : statement);

  it('call a request short or long by its length alone, in both scores', () => {
    for (const turn of SHORT) {
      assert.match(say('taskLength', turn), /^the request is short \(\d+ words?\)$/);
      assert.ok(!textsOf(turn).some((text) => text.startsWith('the request is long')), turn.instruction);
    }
    for (const turn of LONG) {
      assert.match(say('taskLength', turn), /^the request is long \(\d+ words\)$/);
      assert.ok(!textsOf(turn).some((text) => text.startsWith('the request is short')), turn.instruction);
    }
    for (const turn of MIDDLING) {
      assert.match(say('taskLength', turn), /^the request has \d+ words$/);
      assert.ok(!textsOf(turn).some((text) => /^the request is (short|long)/.test(text)), turn.instruction);
    }
    assert.ok(textsOf(SHORT[1] as Turn).includes('the request is short (8 words)'));
  });

  it('say the same of a text whether it raises a score or lowers it, but for how it is worded', () => {
    const byWording: readonly GroupName[] = ['taskWording', 'answerWording'];
    for (const turn of [...SHORT, ...LONG, ...MIDDLING]) {
      const known = facts(turn);
      ROW_FEATURES.forEach((feature, index) => {
        const group = GROUP_OF_FEATURE[index] as GroupName;
        const [up, down] = [true, false].map((raises) =>
          saidOf(GROUP_TEXTS[group](known, { score: 'quality', feature, raises })),
        );
        assert.match(up ?? '', /^[a-z][^{}]*$/);
        assert.ok(!/NaN|undefined/.test(up ?? ''));
        assert.equal(up === down, !byWording.includes(group), feature);
      });
    }
    assert.deepEqual(
      GROUP_NAMES.filter((name) => !GROUP_OF_FEATURE.includes(name)),
      [],
    );
  });

  it('name no fault where the score rises, and no merit where it falls', () => {
    const damages = [
      (answer: string): string => answer,
      (answer: string): string => answer.slice(0, 90),
      (): string => '',
    ];
    for (const { instruction, response } of [...SHORT, ...LONG, ...MIDDLING]) {
      for (const damage of damages) {
        const known = facts({ instruction, response: damage(response) });
        ROW_FEATURES.forEach((feature, index) => {
          const group = GROUP_OF_FEATURE[index] as GroupName;
          for (const raises of [true, false]) {
            const move = { score: 'quality' as const, feature, raises };
            const finding = GROUP_TEXTS[group](known, move);
            if (!('isFault' in finding)) continue;
            const [said, text] = [inEnglish(reasonText(group, known, move)), saidOf(finding)];
            assert.equal(said === text, finding.isFault !== raises, `${text}, ${String(raises)}`);
            if (said !== text) {
              assert.equal(said, `the answer is built like those that scored ${raises ? 'high' : 'low'}`);
            }
            assert.match(
              inEnglish(reasonText(group, known, { ...move, score: 'complexity' })),
              /^the answer is built like those to/,
            );
          }
        });
      }
    }
  });

  it('call words rare or common by how rare they are', () => {
    const turn = (instruction: string): Turn => ({ instruction, response: ANSWER });
    assert.equal(say('vocabulary', turn('What is the best way to do it?')), "the request's words are everyday ones");
    assert.equal(
      say('vocabulary', turn('Elucidate heteroskedasticity, eigenvalues, mitochondria, phosphorylation.')),
      "the request's words are rarer than usual",
    );
  });

  it('speak of no damage where there is none', () => {
    for (const turn of [...SHORT, ...LONG, ...MIDDLING]) {
      const damage = textsOf(turn).filter((text) => DAMAGE.test(text));
      assert.deepEqual(damage, [], `${turn.instruction} ${turn.response}`);
    }
  });

  const shuffled = (answer: string): string =>
    answer
      .split(' ')
      .sort((a, b) => (a < b ? -1 : 1))
      .join(' ');
  const looped = (answer: string): string => `${answer.split('. ')[0] ?? ''}. `.repeat(9);
  const cut = (answer: string): string => answer.slice(0, Math.floor(answer.length * 0.4));
  const [english, korean] = [SHORT[0], SHORT.at(-2)] as [Turn, Turn];
  const damaged: readonly (readonly [name: string, turn: Turn, damage: (answer: string) => string, told: RegExp])[] = [
    ['a loop in English', english, looped, /(?<!hardly )repeats itself/],
    ['a loop in Korean', korean, looped, /(?<!hardly )repeats itself/],
    ['shuffled words in English', english, shuffled, /garbled/],
    // Words of Korean may stand in almost any order but the last.
    ['shuffled words in Korean', korean, shuffled, /garbled|cut off/],
    ['a cut end in English', english, cut, /cut off|without a closing mark/],
    ['a cut end in Korean', korean, cut, /cut off|without a closing mark/],
  ];
  for (const [name, { instruction, response }, damage, told] of damaged) {
    it(`speak of ${name} as something that lowers quality`, () => {
      const reasons = explainTurn({ instruction, response: damage(response) }, model).quality;
      const about = reasons.filter(({ said }) => told.test(inEnglish(said)));
      assert.ok(about.length > 0, reasons.map(({ said }) => inEnglish(said)).join('; '));
      for (const { effect } of about) assert.ok(effect < 0);
    });
  }

  it('speak of a refusal as such', () => {
    for (const [instruction, response] of [
      ['Explain how bread dough rises.', "I'm sorry, but I can't help with that request."],
      ['빵 반죽이 왜 부푸는지 설명해 주세요.', '죄송하지만 그 요청은 도와드릴 수 없습니다.'],
    ] as const) {
      assert.ok(
        explainTurn({ instruction, response }, model).quality.some(
          ({ said, effect }) => /refus/.test(inEnglish(said)) && effect < 0,
        ),
      );
    }
  });

  it('leave out what moves a score by less than 0.05', () => {
    for (const turn of [...SHORT, ...LONG, ...MIDDLING]) {
      const { complexity, quality } = explainTurn(turn, model);
      for (const { effect } of [...complexity, ...quality]) assert.ok(Math.abs(effect) >= 0.05);
    }
  });

  it('speak of how an answer is worded where that moved the score', () => {
    const { instruction, response } = SHORT[0] as Turn;
    const { answerTerms } = turnRow(instruction, response, model);
    const better = new Float32Array(TERM_BUCKETS);
    const worse = new Float32Array(TERM_BUCKETS);
    answerTerms.buckets.forEach((bucket, entry) => {
      better[bucket] = 2 * (answerTerms.weights[entry] ?? 0);
      worse[bucket] = -2 * (answerTerms.weights[entry] ?? 0);
    });
    for (const [weights, told, sign] of [
      [better, 'the answer is worded like those that scored high', 1],
      [worse, 'the answer is worded like those that scored low', -1],
    ] as const) {
      const worded = { ...model, answerWording: new TermWeights(0, weights) };
      const plain = { ...model, answerWording: new TermWeights(0, new Float32Array(TERM_BUCKETS)) };
      const reason = explainTurn({ instruction, response }, worded).quality.find(
        ({ said }) => inEnglish(said) === told,
      );
      assert.ok(reason !== undefined);
      const moved =
        scoreTurn({ instruction, response }, worded).qualityScore -
        scoreTurn({ instruction, response }, plain).qualityScore;
      assert.equal(Math.sign(moved), sign);
      assert.equal(Math.sign(reason.effect), sign);
    }
  });
});
