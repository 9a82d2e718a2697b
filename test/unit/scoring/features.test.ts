import assert from 'node:assert/strict';
import path from 'node:path';
import { readLexicon } from '../../../src/scoring/embedded/modelFiles';
import {
  INSTRUCTION_FEATURES,
  instructionFeatures,
  RISING_FEATURES,
} from '../../../src/scoring/features/instructionFeatures';
import { RESPONSE_FEATURES, responseFeatures } from '../../../src/scoring/features/responseFeatures';
import { sentencesOf, wordsOf } from '../../../src/scoring/features/segmentation';
import { splitTask } from '../../../src/scoring/features/taskSplit';
import { termsOf } from '../../../src/scoring/features/terms';
import { TopicVectors } from '../../../src/scoring/features/topicVectors';
import type { Lexicon } from '../../../src/scoring/features/turnView';
import { countWordStatistics, WordStatistics } from '../../../src/scoring/features/wordStatistics';
import { isOutsideTrainedLanguages } from '../../../src/scoring/language';

const MODEL_DIR = path.resolve(__dirname, '../../../media/models');

describe('segmentation', () => {
  it('finds words in spaced and unspaced scripts', () => {
    assert.deepEqual(wordsOf("Don't stop, ÉCOLE 42!"), ["don't", 'stop', 'école', '42']);
    assert.deepEqual(wordsOf('我爱 Python'), ['我', '爱', 'python']);
    assert.deepEqual(wordsOf('안녕 세상'), ['안녕', '세상']);
    assert.deepEqual(wordsOf('  …! '), []);
  });

  it('ends sentences at marks and line breaks', () => {
    assert.deepEqual(sentencesOf('One. Two? "Three!" four\nfive'), ['One.', 'Two?', '"Three!"', 'four', 'five']);
    assert.deepEqual(sentencesOf('你好。再见！好'), ['你好。', '再见！', '好']);
  });

  it('cuts words to terms and pairs unspaced characters', () => {
    assert.deepEqual([...termsOf(wordsOf('gardens gardening'))], ['garde']);
    assert.deepEqual([...termsOf(wordsOf('天气好'))], ['天气', '气好']);
  });
});

describe('task and material', () => {
  const passage =
    'The harbour was quiet that morning and the boats lay still while gulls circled above the old stone pier.';

  it('takes pasted paragraphs, code and long quotations for material', () => {
    for (const pasted of [passage, `\`\`\`\n${passage}\n\`\`\``, `"${passage}"`]) {
      const { task, material } = splitTask(`Summarize the text below in one sentence.\n\n${pasted}`);
      assert.ok(task.includes('Summarize'));
      assert.ok(!task.includes('harbour'), pasted);
      assert.ok(material.includes('harbour'));
    }
  });

  it('keeps everything as the task where nothing asks', () => {
    assert.deepEqual(splitTask(passage), { task: passage, material: '' });
  });
});

describe('language', () => {
  it('knows English and Chinese, and texts without letters', () => {
    for (const text of ['What is the capital of France?', '法国的首都是哪里？', '12 + 30 = 42', 'print(x)']) {
      assert.equal(isOutsideTrainedLanguages(text), false, text);
    }
  });

  it('marks other scripts and other Latin-script languages', () => {
    for (const text of [
      '프랑스의 수도는 어디인가요?',
      'フランスの首都はどこですか？',
      'Какая столица Франции?',
      'Quelle est la capitale de la France et pourquoi est-elle connue ?',
      '¿Cuál es la capital de Francia y por qué es tan famosa?',
    ]) {
      assert.equal(isOutsideTrainedLanguages(text), true, text);
    }
  });
});

describe('word statistics', () => {
  const texts = Array.from({ length: 20 }, () => wordsOf('the cat sat on the mat by the door'));
  const statistics = countWordStatistics(texts);

  it('give frequent words a lower rarity than unseen ones', () => {
    assert.ok(statistics.rarity('cat') < statistics.rarity('zeppelin'));
  });

  it('know pairs in their order only', () => {
    assert.equal(statistics.knownPairShare(wordsOf('the cat sat on the mat')), 1);
    assert.ok((statistics.knownPairShare(wordsOf('mat the on sat cat door')) ?? 1) < 0.5);
    assert.equal(statistics.knownPairShare(['cat']), undefined);
  });

  it('survive their file form, and a file of another size is refused', () => {
    const copy = WordStatistics.fromBytes(statistics.toBytes());
    assert.equal(copy.rarity('cat'), statistics.rarity('cat'));
    assert.throws(() => WordStatistics.fromBytes(new Uint8Array(3)), RangeError);
    assert.throws(() => TopicVectors.fromBytes(new Uint8Array(9)), RangeError);
  });
});

describe('features', () => {
  let lexicon: Lexicon;
  before(async () => (lexicon = await readLexicon(MODEL_DIR)));
  const valueOf = (name: string, instruction: string, response: string): number =>
    responseFeatures(instruction, response, lexicon)[RESPONSE_FEATURES.indexOf(name)] ?? Number.NaN;

  it('are finite for odd texts', () => {
    for (const text of ['', ' ', '\n\n', '💥', 'a', '中', '```', '('.repeat(500), '\ud800', 'x'.repeat(20_000)]) {
      const values = [...instructionFeatures(text, lexicon.statistics), ...responseFeatures(text, text, lexicon)];
      assert.ok(values.every(Number.isFinite), JSON.stringify(text.slice(0, 10)));
    }
  });

  it('see refusals, loops, copies and open ends', () => {
    const question = 'Name a river that flows through London.';
    const answer = 'The Thames flows through London and reaches the sea in the east.';
    assert.equal(valueOf('refusal', question, "I'm sorry, but I can't help with that."), 1);
    assert.equal(valueOf('refusal', question, answer), 0);
    assert.ok(valueOf('distinctPairs', question, `${answer} `.repeat(6)) < valueOf('distinctPairs', question, answer));
    assert.ok(valueOf('copiedInstruction', question, question) > 0.9);
    assert.equal(valueOf('endsTerminated', question, answer), 1);
    assert.equal(valueOf('endsTerminated', question, answer.slice(0, -4)), 0);
  });

  it('tell an answer to the question from an answer to another', () => {
    const question = 'How do plants make food from sunlight?';
    const own = 'Leaves absorb light and turn water and carbon dioxide into sugar.';
    const other = 'Invest your savings in several funds and keep an eye on the fees.';
    assert.ok(valueOf('topicSimilarity', question, own) > valueOf('topicSimilarity', question, other));
  });

  it('count demands upwards when a demand is added', () => {
    const plain = instructionFeatures('Describe a lighthouse.', lexicon.statistics);
    const more = instructionFeatures('Describe a lighthouse. You must use at least 3 metaphors.', lexicon.statistics);
    for (let index = 0; index < RISING_FEATURES; index++) {
      assert.ok((more[index] ?? 0) >= (plain[index] ?? 0), INSTRUCTION_FEATURES[index]);
    }
  });
});
