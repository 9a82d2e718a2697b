import assert from 'node:assert/strict';
import { characterNgrams } from '../../../src/embedding/characterNgrams';

const DIMENSIONS = 256;

describe('character n-grams', () => {
  it('do not see case, spaces and sentence marks', () => {
    const plain = characterNgrams('Write a poem about rain', DIMENSIONS);
    for (const text of ['WRITE A POEM ABOUT RAIN', 'Write a poem, about rain!', 'Writea poem about  rain...']) {
      assert.ok(similarity(plain, characterNgrams(text, DIMENSIONS)) > 1 - 1e-12, text);
    }
  });

  it('see what stands between digits', () => {
    assert.ok(similarity(characterNgrams('1.5 kg', DIMENSIONS), characterNgrams('15 kg', DIMENSIONS)) < 0.95);
  });

  it('fall with the characters that change, in every script', () => {
    const cases = [
      ['3박4일 놀러가고 싶다', '3박4일 정도 놀러가고 싶다', '남자친구랑 헤어졌어'],
      ['识别并解释给定列表中的科学理论', '识别并解释给定列表中的数学理论', '今天天气怎么样'],
      ['for (const x of xs) sum += x;', 'for (const y of ys) sum += y;', 'SELECT name FROM users'],
    ];
    for (const [text = '', edited = '', other = ''] of cases) {
      const vector = characterNgrams(text, DIMENSIONS);
      const toEdited = similarity(vector, characterNgrams(edited, DIMENSIONS));
      const toOther = similarity(vector, characterNgrams(other, DIMENSIONS));
      assert.ok(toEdited > 0.6 && toEdited < 0.99, `${text}: ${toEdited}`);
      assert.ok(toOther < 0.3, `${text}: ${toOther}`);
    }
  });

  it('tell apart texts of marks and single letters', () => {
    const texts = ['?', '!!!', 'a', 'b', '😀', '🎉'];
    for (const [index, text] of texts.entries()) {
      const vector = characterNgrams(text, DIMENSIONS);
      assert.ok(Math.abs(similarity(vector, vector) - 1) < 1e-12, text);
      for (const other of texts.slice(index + 1)) {
        assert.ok(similarity(vector, characterNgrams(other, DIMENSIONS)) < 0.5, `${text} ${other}`);
      }
    }
  });

  const tasks = [
    [
      'English',
      'Summarise this text in one sentence: ',
      'Translate the passage below into German: ',
      'The river rises in the hills and runs through seven towns before it meets the sea. ',
    ],
    [
      'Korean',
      '다음 글을 한 문장으로 요약해 줘: ',
      '이 글의 분위기는 어떤가요? ',
      '강은 언덕에서 시작해 일곱 마을을 지나 바다로 간다. ',
    ],
    [
      'Chinese',
      '请用一句话概括下面的文章：',
      '把下面这段话翻译成英语：',
      '这条河发源于群山之间，流经七座小镇，最后汇入大海。',
    ],
  ];
  for (const [language = '', first = '', second = '', sentence = ''] of tasks) {
    it(`tell two tasks for one long passage apart by the edges of the text: ${language}`, () => {
      const passage = sentence.repeat(10);
      for (const [a, b] of [
        [first + passage, second + passage],
        [passage + first, passage + second],
      ]) {
        const [one, other] = [characterNgrams(a ?? '', DIMENSIONS), characterNgrams(b ?? '', DIMENSIONS)];
        assert.ok(similarity(one, other) < 0.85, String(similarity(one, other)));
      }
    });
  }

  it('find a typo in a short text of syllables, and see two syllables exchanged', () => {
    const text = characterNgrams('주말에 비가 오면 어디에 갈까요', DIMENSIONS);
    assert.ok(similarity(text, characterNgrams('주말에 비가 오면 어디에 갈까여', DIMENSIONS)) > 0.88);
    assert.ok(similarity(characterNgrams('狗咬人', DIMENSIONS), characterNgrams('人咬狗', DIMENSIONS)) < 0.99);
  });
});

function similarity(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
