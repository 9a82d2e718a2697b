import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Conversation } from '../../../src/dataset/conversation';
import { RowParser } from '../../../src/dataset/rowParser';
import { createBuiltInEmbedder, type BuiltInEmbedder } from '../../../src/embedding/builtInEmbedder';
import { textToEmbed } from '../../../src/embedding/embeddingText';
import { ensureModels, modelDir } from '../inference/sharedReference';

type Message = readonly [instruction: string, response: string];

/** Rows that differ in little on which people train. */
const DISTINCT: Readonly<Record<string, readonly [Message, Message]>> = {
  comparison: [
    ['Filter the ages.', 'adults = [a for a in ages if a >= 18]'],
    ['Filter the ages.', 'adults = [a for a in ages if a <= 18]'],
  ],
  'equality in JavaScript': [
    ['Check for null.', 'if (value === null) { return; }'],
    ['Check for null.', 'if (value !== null) { return; }'],
  ],
  'an operator': [
    ['Complete area(w, h).', 'def area(w, h):\n    return w * h'],
    ['Complete area(w, h).', 'def area(w, h):\n    return w + h'],
  ],
  'the order of operands': [
    ['Write a function ratio.', 'def ratio(total, count):\n    return total / count'],
    ['Write a function ratio.', 'def ratio(total, count):\n    return count / total'],
  ],
  'the order of arguments': [
    ['Copy the buffer in C.', 'memcpy(dst, src, n);'],
    ['Copy the buffer in C.', 'memcpy(src, dst, n);'],
  ],
  'a condition in SQL': [
    ['Select cheap red shoes.', "SELECT * FROM shoes WHERE price < 50 AND color = 'red';"],
    ['Select cheap red shoes.', "SELECT * FROM shoes WHERE price < 50 OR color = 'red';"],
  ],
  'a negation in code': [
    ['Toggle visibility.', 'if (isVisible) { hide(); }'],
    ['Toggle visibility.', 'if (!isVisible) { hide(); }'],
  ],
  'what is called': [
    ['Clamp the value in Java.', 'int v = Math.max(a, b);'],
    ['Clamp the value in Java.', 'int v = Math.min(a, b);'],
  ],
  'a truth value': [
    ['Sort the scores in Python.', 'scores.sort(reverse=True)'],
    ['Sort the scores in Python.', 'scores.sort(reverse=False)'],
  ],
  'the indentation of a line': [
    ['Print the sum.', 'total = 0\nfor x in xs:\n    total += x\nprint(total)'],
    ['Print the sum.', 'total = 0\nfor x in xs:\n    total += x\n    print(total)'],
  ],
  'with and without': [
    ['Give a recipe for pancakes with eggs.', 'Mix flour, milk and sugar with eggs and fry.'],
    ['Give a recipe for pancakes without eggs.', 'Mix flour, milk and sugar without eggs and fry.'],
  ],
  before: [
    ['Write about what people do before dinner.', 'They wash their hands before dinner.'],
    ['Write about what people do after dinner.', 'They wash their hands after dinner.'],
  ],
  'opposites in Chinese': [
    ['怎样打开手机的蓝牙？', '在设置里打开蓝牙。'],
    ['怎样关闭手机的蓝牙？', '在设置里关闭蓝牙。'],
  ],
  'opposites in Korean': [
    ['화면의 밝기를 증가시키는 방법은?', '설정에서 밝기를 증가시키세요.'],
    ['화면의 밝기를 감소시키는 방법은?', '설정에서 밝기를 감소시키세요.'],
  ],
  'who does what': [
    ['Which animal eats the other? The wolf eats the fox.', 'The wolf eats the fox.'],
    ['Which animal eats the other? The fox eats the wolf.', 'The fox eats the wolf.'],
  ],
  'the order of names': [
    ['Book a flight from London to Paris.', 'Your flight from London to Paris is booked.'],
    ['Book a flight from Paris to London.', 'Your flight from Paris to London is booked.'],
  ],
  'the order of numbers': [
    ['What is 8 - 5?', '8 - 5 is a difference.'],
    ['What is 5 - 8?', '5 - 8 is a difference.'],
  ],
  'what is compared with what': [
    ['小明比小红高吗？', '小明比小红高。'],
    ['小红比小明高吗？', '小红比小明高。'],
  ],
  'a joiner within an emoji': [
    ['Show a family.', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'],
    ['Show a family.', '\u{1f468}\u{1f469}\u{1f467}'],
  ],
};

/** Rows that say the same. */
const SAME: Readonly<Record<string, readonly [Message, Message]>> = {
  'characters that no reader sees': [
    ['Explain why the sky is blue.', 'Air scatters short waves more than long ones.'],
    ['Explain\u200b why the sky is blue.', 'Air scat\u00adters short waves more than long ones.\u200e'],
  ],
  'tabs for blanks': [
    ['Loop.', 'for (const x of xs) {\n  if (x) {\n    f(x);\n  }\n}'],
    ['Loop.', 'for (const x of xs) {\n\tif (x) {\n\t\tf(x);\n\t}\n}'],
  ],
  'a typo beside an opposite': [
    ['Write about what people usually do before dinner in your country.', 'They wash their hands and set the table.'],
    ['Write about what poeple usually do before dinner in your country.', 'They wash their hands and set the table.'],
  ],
  'blanks around operators': [
    ['Clamp a number.', 'function clamp(x, lo, hi) { return x < lo ? lo : x > hi ? hi : x; }'],
    ['Clamp a number.', 'function clamp(x,lo,hi) { return x<lo ? lo : x>hi ? hi : x; }'],
  ],
  emphasis: [
    ['Summarise the causes of soil erosion.', 'Heavy rain carries loose topsoil down the slope.'],
    ['**Summarise the causes of soil erosion.**', 'Heavy rain carries loose **topsoil** down the slope.'],
  ],
};

const CASES = path.join('..', 'shared', 'cases', '12-near-duplicate-pairs.jsonl');
/** Told apart by what a row holds beside its texts, which is not the embedder's business. */
const NOT_IN_THE_TEXT = new Set(['images-differ', 'image-parts-differ', 'tools-column-differs', 'reasoning-differs']);

describe('distinctions that people train on', () => {
  let embedder: BuiltInEmbedder;
  before(async () => {
    await ensureModels();
    embedder = await createBuiltInEmbedder({ modelDir });
  });
  after(() => embedder.dispose());

  const areNearDuplicates = async (first: Conversation, second: Conversation): Promise<boolean> => {
    const vectors = await embedder.embed([first, second].map(textToEmbed));
    const [one, other] = [vectors.subarray(0, embedder.dimensions), vectors.subarray(embedder.dimensions)];
    return one.reduce((sum, value, column) => sum + value * (other[column] ?? 0), 0) > embedder.recommendedThreshold;
  };
  const rowOf = ([instruction, response]: Message): Conversation => ({ turns: [{ instruction, response }] });

  for (const [what, [first, second]] of Object.entries(DISTINCT)) {
    it(`keeps rows apart that differ in ${what}`, async () => {
      assert.equal(await areNearDuplicates(rowOf(first), rowOf(second)), false);
    });
  }
  for (const [what, [first, second]] of Object.entries(SAME)) {
    it(`takes rows for near-duplicates that differ in ${what}`, async () => {
      assert.equal(await areNearDuplicates(rowOf(first), rowOf(second)), true);
    });
  }

  it('judges every required pair of the shared cases', async function () {
    if (!existsSync(CASES)) this.skip();
    const rows = readFileSync(CASES, 'utf8').split('\n').filter(Boolean).map(readCase);
    const wrong: string[] = [];
    for (let index = 0; index + 1 < rows.length; index += 2) {
      const [first, second] = [rows[index], rows[index + 1]];
      if (first === undefined || second === undefined || !isRequired(first)) continue;
      const found = await areNearDuplicates(first.conversation, second.conversation);
      if (found !== (first.expected === 'dup')) wrong.push(first.pair);
    }
    assert.ok(rows.length > 100);
    assert.deepEqual(wrong, []);
  });
});

interface Case {
  readonly pair: string;
  readonly expected: string;
  readonly conversation: Conversation;
}

function isRequired({ pair, expected }: Case): boolean {
  return !expected.endsWith('?') && !NOT_IN_THE_TEXT.has(pair);
}

function readCase(line: string): Case {
  const { pair, expected, ...row } = JSON.parse(line) as Record<string, string>;
  const parsed = new RowParser().parse({ rowIndex: 0, lineNumber: 1, content: Buffer.from(JSON.stringify(row)) });
  assert.ok(parsed.problem === undefined, pair);
  return { pair: pair ?? '', expected: expected ?? '', conversation: parsed.conversation };
}
