import assert from 'node:assert/strict';
import path from 'node:path';
import { readLexicon } from '../../../src/scoring/builtIn/modelFiles';
import {
  INSTRUCTION_FEATURES,
  instructionFeatures,
  RISING_FEATURES,
} from '../../../src/scoring/features/instructionFeatures';
import { isBareRefusal, RESPONSE_FEATURES, responseFeatures } from '../../../src/scoring/features/responseFeatures';
import { countPositions, PositionStatistics } from '../../../src/scoring/features/positionStatistics';
import { sentencesOf, wordsOf, wordsOfSentences } from '../../../src/scoring/features/segmentation';
import { splitTask } from '../../../src/scoring/features/taskSplit';
import { hashedTerms, TERM_BUCKETS } from '../../../src/scoring/features/hashedTerms';
import { termsOf } from '../../../src/scoring/features/terms';
import { WORDING_DIMENSIONS, WordingVectors } from '../../../src/scoring/features/wordingVectors';
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

  it("takes conditions and the asker's own case for the task", () => {
    const conditions = 'List three sports that satisfy all conditions:\n1. far from water;\n2. played by two people;';
    assert.equal(splitTask(conditions).material, '');
    const own = 'I am building a shop for a friend who sells old maps and globes in a small town by the sea.';
    const more = 'The pages are written by hand and the pictures lie in a folder beside them on the same computer.';
    const { task, material } = splitTask(`${own}\n${more}\nExplain how to speed it up.\n\n${passage}`);
    assert.ok(task.includes('old maps') && task.includes('same computer'));
    assert.ok(material.includes('harbour') && !task.includes('harbour'));
  });

  it('takes what a request hands over for material, whoever speaks in it', () => {
    const letter = `I wanted to write this down at once, for ${passage}`;
    assert.equal(splitTask(`Rewrite this letter politely:\n${letter}`).material, letter);
  });

  it('knows requests in British spelling', () => {
    for (const verb of ['Summarise', 'Summarize', 'Analyse', 'Analyze']) {
      assert.ok(splitTask(`${verb} the text.\n\n${passage}`).material.includes('harbour'), verb);
    }
  });

  it('keeps everything as the task where nothing asks', () => {
    assert.deepEqual(splitTask(passage), { task: passage, material: '' });
  });
});

describe('language', () => {
  it('knows English, Chinese and Korean, and texts without letters', () => {
    for (const text of [
      'What is the capital of France?',
      '法国的首都是哪里？',
      '프랑스의 수도는 어디인가요?',
      '12 + 30 = 42',
      'print(x)',
    ]) {
      assert.equal(isOutsideTrainedLanguages(text), false, text);
    }
  });

  it('marks other scripts and other Latin-script languages', () => {
    for (const text of [
      'フランスの首都はどこですか？',
      'Какая столица Франции?',
      'Ποια είναι η πρωτεύουσα της Γαλλίας;',
      'Quelle est la capitale de la France et pourquoi est-elle connue ?',
      '¿Cuál es la capital de Francia y por qué es tan famosa?',
    ]) {
      assert.equal(isOutsideTrainedLanguages(text), true, text);
    }
  });
});

describe('the language of an instruction', () => {
  it('is not that of the code or the passage that it brings along', () => {
    const java = 'public class A {\n  private int o = 0;\n  public void e(int o) { e(o); o = o + e; }\n}';
    for (const text of [
      `Fix the bug in this class.\n${java}`,
      '将句子“El agua es importante para la vida”翻译成英语。',
      'Create a 5-step to-do list for tomorrow.',
      'I want to eat in San Bruno',
      `What does this do?\n\`\`\`\n${java}\n\`\`\``,
      'Write a for loop in C that prints i from 0 to 9.\nint main() { for (int i = 0; i < 10; i++) { printf(i); } }',
      'Translate the following passage into English.\n\n"Quelle est la capitale de la France et pourquoi est-elle si connue dans le monde ? Paris est la plus grande ville du pays, avec des musées que les visiteurs de tous les continents aiment voir."',
    ]) {
      assert.equal(isOutsideTrainedLanguages(text), false, text);
    }
  });

  it('is still told where code stands in it', () => {
    assert.equal(
      isOutsideTrainedLanguages(`Trouve le bug dans cette classe et explique-le pour un enfant.\n\`x = 1\``),
      true,
    );
  });
});

describe('wording vectors', () => {
  const idf = new Uint8Array(TERM_BUCKETS).fill(16);
  const direction = (seed: number) =>
    Float64Array.from({ length: TERM_BUCKETS }, (_, bucket) => Math.sin(bucket * seed));
  const vectors = WordingVectors.fromDirections(
    idf,
    Array.from({ length: WORDING_DIMENSIONS }, (_, index) => direction(index + 1)),
  );
  const vectorOf = (text: string) => vectors.vector(vectors.terms(text, wordsOf(text)));

  it('differ by what a text says and not by how often it is said', () => {
    assert.deepEqual(vectorOf('Name a bird.'), vectorOf('Name a bird.'));
    assert.notDeepEqual(vectorOf('Name a bird.'), vectorOf('Prove a theorem.'));
    assert.deepEqual(vectorOf(''), new Float64Array(WORDING_DIMENSIONS));
  });

  it('count every term once and leave nothing behind for the next text', () => {
    const { buckets, counts } = hashedTerms('ab ab', ['ab', 'ab']);
    assert.equal(new Set(buckets).size, buckets.length);
    assert.ok(counts.includes(2));
    assert.deepEqual(hashedTerms('ab ab', ['ab', 'ab']), { buckets, counts });
  });

  it('survive their file form, and a file of another size is refused', () => {
    const copy = WordingVectors.fromBytes(vectors.toBytes());
    assert.deepEqual(copy.vector(copy.terms('Name a bird.', ['name', 'a', 'bird'])), vectorOf('Name a bird.'));
    assert.throws(() => WordingVectors.fromBytes(new Uint8Array(3)), RangeError);
  });
});

describe('word statistics', () => {
  const texts = Array.from({ length: 20 }, () => wordsOf('the cat sat on the mat by the door'));
  const statistics = countWordStatistics(texts);

  it('give frequent words a lower rarity than unseen ones', () => {
    assert.ok(statistics.rarity('cat') < statistics.rarity('zeppelin'));
  });

  it('know pairs in their order only', () => {
    const ordered = wordsOf('the cat sat on the mat by the door the cat sat on the mat by the door');
    const backwards = [...ordered].reverse();
    assert.ok(statistics.knownPairShare(ordered) > 0.9);
    assert.ok(statistics.knownPairShare(backwards) < 0.3);
  });

  it('are cautious where there are few pairs', () => {
    const few = statistics.knownPairShare(wordsOf('mat the'));
    assert.ok(few > 0.5 && few < statistics.knownPairShare(['cat']));
  });

  it('survive their file form, and a file of another size is refused', () => {
    const copy = WordStatistics.fromBytes(statistics.toBytes());
    assert.equal(copy.rarity('cat'), statistics.rarity('cat'));
    assert.throws(() => WordStatistics.fromBytes(new Uint8Array(3)), RangeError);
    assert.throws(() => TopicVectors.fromBytes(new Uint8Array(9)), RangeError);
  });
});

describe('position statistics', () => {
  const text = 'Bread is made of flour. Then it is baked in the oven. It cools on a rack. Finally it is cut.';
  const chinese = '首先准备面粉。然后放进烤箱。等待半个小时。最后切开面包。';
  const texts = [text, chinese].flatMap((each) =>
    Array.from({ length: 30 }, () => wordsOfSentences(sentencesOf(each))),
  );
  const positions = countPositions(texts);

  it('know which words end a sentence, in any script', () => {
    assert.ok(positions.ends(wordsOf('made of flour')) > 1);
    assert.ok(positions.ends(wordsOf('Bread is made of')) < 0);
    assert.ok(positions.ends(wordsOf('切开面包')) > 1);
    assert.ok(positions.ends(wordsOf('切开')) < 0);
  });

  it('know how the first and the last sentence of a text begin', () => {
    for (const [first = '', last = ''] of [
      ['Bread', 'Finally'],
      ['首先', '最后'],
    ]) {
      assert.ok(positions.opens(wordsOf(first)) > 1 && positions.opens(wordsOf(last)) < 0, first);
      assert.ok(positions.closes(wordsOf(last)) > 1 && positions.closes(wordsOf(first)) < 0, last);
    }
  });

  it('know where sentences with certain words stand', () => {
    for (const [first = '', last = ''] of [
      ['flour', 'cut'],
      ['面粉', '切开'],
    ]) {
      assert.ok(positions.place(wordsOf(first)) < -1 && positions.place(wordsOf(last)) > 1, first);
    }
    for (const [first = '', last = ''] of [
      ['Bread is cheap', 'Finally it is'],
      ['首先准备', '最后切开'],
    ]) {
      assert.ok(positions.openingPlace(wordsOf(first)) < -1 && positions.openingPlace(wordsOf(last)) > 1, first);
    }
    assert.equal(positions.openingPlace(wordsOf('Bread')), 0);
  });

  it('say nothing of unknown words and of nothing, and survive their file form', () => {
    assert.ok(Math.abs(positions.ends(['zeppelin'])) < 0.1);
    assert.equal(positions.opens([]), 0);
    assert.equal(positions.place([]), 0);
    const copy = PositionStatistics.fromBytes(positions.toBytes());
    assert.equal(copy.ends(['flour']), positions.ends(['flour']));
    assert.throws(() => PositionStatistics.fromBytes(new Uint8Array(3)), RangeError);
  });
});

describe('features', () => {
  it('take "N/A" for a refusal, but not what begins like it', () => {
    for (const refusal of ['N/A', ' n/a.\n', 'Sorry, no idea.']) assert.ok(isBareRefusal(refusal), refusal);
    for (const answer of ['Na', 'N/A is short for "not applicable".']) assert.ok(!isBareRefusal(answer), answer);
  });

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

  it('see where a text breaks off', () => {
    const question = 'List the planets with an orbit inside that of Jupiter.';
    assert.equal(valueOf('endsWithJoiner', question, 'Mercury, Venus,'), 1);
    assert.equal(valueOf('endsWithJoiner', question, 'Mercury, Venus, Earth, Mars'), 0);
    assert.equal(valueOf('lastWordCut', question, 'The inner planets have an orb'), 1);
    assert.equal(valueOf('lastWordCut', question, 'The inner planets have an orbit'), 0);
    assert.ok(valueOf('lastItemSize', question, 'Mercury, Venus, Earth, M') < -1);
    assert.ok(valueOf('lastItemSize', question, 'Mercury, Venus, Earth, Mars') > -0.5);
    assert.ok(valueOf('openMarks', question, 'They are **Mercury and "Venus') > 1);
    assert.ok(
      valueOf('openEnding', question, 'They are between the Sun and the') > valueOf('openEnding', question, 'The Sun'),
    );
  });

  it('know a list from running text', () => {
    const question = 'Name some metals.';
    for (const list of ['iron, copper, zinc, tin', '- iron\n- copper\n- zinc\n- tin', '铁、铜、锌、锡']) {
      assert.equal(valueOf('bareItems', question, list), 1, list);
    }
    assert.equal(valueOf('bareItems', question, 'Iron is a metal and so are copper and zinc'), 0);
  });

  it('see sentences that were moved', () => {
    const question = 'How is tea made?';
    const sentences = [
      'Tea is made with hot water.',
      'First, boil the water in a kettle.',
      'Then pour the water over the leaves.',
      'The leaves should stay for three minutes.',
      'Finally, take the leaves out and enjoy.',
    ];
    const ordered = sentences.join(' ');
    const moved = [4, 2, 0, 3, 1].map((index) => sentences[index]).join(' ');
    assert.ok(valueOf('firstOnTopic', question, ordered) > valueOf('firstOnTopic', question, moved));
    assert.ok(valueOf('neighbourOverlap', question, ordered) > valueOf('neighbourOverlap', question, moved));
    assert.ok(valueOf('placesRise', question, ordered) > valueOf('placesRise', question, moved));
    assert.ok(valueOf('openingPlacesRise', question, ordered) > valueOf('openingPlacesRise', question, moved));
    assert.equal(valueOf('placesRise', question, sentences[0] ?? ''), 0);
    assert.equal(valueOf('numbersOutOfOrder', question, '1. Boil.\n2. Pour.\n3. Wait.'), 0);
    assert.ok(valueOf('numbersOutOfOrder', question, '3. Wait.\n2. Pour.\n1. Boil.') > 0);
  });

  it('tell a copied prompt from a quoted passage', () => {
    const passage = 'The mill was built in 1820. It ground corn for the whole valley until the river changed its bed.';
    const question = `When was the mill built?\n${passage}`;
    assert.equal(valueOf('sharedOpening', question, question), 1);
    assert.equal(valueOf('sharedOpening', question, passage), 0);
  });

  it('tell an answer to the question from an answer to another', () => {
    const question = 'How do plants make food from sunlight?';
    const own = 'Plants use photosynthesis to turn light into energy.';
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
