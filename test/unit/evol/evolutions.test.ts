import assert from 'node:assert/strict';
import { failureOf, type Rewriting } from '../../../src/evol/chain/failedEvolution';
import { rankOrders } from '../../../src/evol/chain/chainPlan';
import { rewrittenText } from '../../../src/evol/chain/rewrite';
import { inEnglish } from '../../../src/messages/wording';
import { EVOLVE_TEMPLATES } from '../../../src/evol/prompts/evolvePrompts';

const BEFORE = 'Describe how a bicycle stays upright while somebody rides it through a narrow street.';

function failure(after: string, changes: Partial<Rewriting> = {}): string | undefined {
  const allowance = { times: 2, words: 100 };
  const found = failureOf({
    before: [BEFORE],
    after,
    cutOff: false,
    template: EVOLVE_TEMPLATES.complexity,
    allowance,
    ...changes,
  });
  return found && inEnglish(found);
}

describe('failed evolutions', () => {
  const harder = `${BEFORE} Take the effect of a strong side wind into account.`;

  it('lets a step pass that adds something', () => {
    assert.equal(failure(harder), undefined);
    assert.equal(failure(`${BEFORE.replace('Describe', 'Sorry to ask, but describe')} Use no formulas.`), undefined);
  });

  const failures: Readonly<Record<string, readonly [after: string, reason: string, changes?: Partial<Rewriting>]>> = {
    nothing: ['', 'nothing was written'],
    'a cut text': [harder, 'cut off: longer than an answer may be', { cutOff: true }],
    'a refusal': ["I'm sorry, but I can't rewrite that.", 'refused'],
    'a refusal with another apostrophe': ['I’m really sorry, but that is not possible.', 'refused'],
    'an assistant that talks about itself': ['As an AI language model, I cannot do so.', 'refused'],
    'a Chinese refusal': ['抱歉，我无法完成这个请求。', 'refused'],
    'the prompt': [
      `${harder}\n\nRules:\n- Write in the language of the instruction, and keep it one that a person can understand.`,
      'repeats the prompt',
    ],
    'the same text': [BEFORE, 'changed nothing'],
    'other punctuation and case': [`  ${BEFORE.toUpperCase().replace('.', '!')}`, 'changed nothing'],
    'the same words in another order': [
      'While somebody rides it through a narrow street, describe how a bicycle stays upright.',
      'changed nothing',
    ],
    'one word more': [`${BEFORE} Please.`, 'changed next to nothing'],
    'an earlier variant': [BEFORE, 'changed nothing', { before: [BEFORE, harder] }],
    'a lost code block': [
      'Explain what this program prints, and why: print(1). Mention its type as well.',
      'lost a code block',
      { before: ['Explain what this program prints:\n```\nprint(1)\n```'] },
    ],
    'a lost table': [
      'Sum the values of the table for each region and compare the two sums.',
      'lost a table',
      { before: ['Sum the values of the table:\n\n| a | b |\n|---|---|\n| 1 | 2 |'] },
    ],
    'another script': ['请描述一辆自行车在狭窄的街道上如何保持直立，并考虑强烈的侧风。', 'in another language'],
    'another language': [
      'Décris comment un vélo reste droit pendant que quelqu’un le conduit dans une rue étroite, et comment le vent le pousse.',
      'in another language',
    ],
    'far too much': [`${BEFORE} ${'and then consider one more thing of interest '.repeat(30)}`, 'far too long'],
  };
  for (const [title, [after, reason, changes]] of Object.entries(failures)) {
    it(`finds ${title}`, () => assert.equal(failure(after, changes), reason));
  }

  it('takes away what a model puts around its text', () => {
    const forms = [
      harder,
      `"${harder}"`,
      `“${harder}”`,
      `Sure! Here is the rewritten instruction:\n${harder}`,
      `**Rewritten instruction:** ${harder}`,
      `New Instruction:\n\n${harder}`,
      `<think>Let me "see".</think>\n\n${harder}`,
    ];
    for (const form of forms) assert.equal(rewrittenText(form), harder);
    assert.equal(rewrittenText('"Yes" and "no" are words.'), '"Yes" and "no" are words.');
    assert.equal(rewrittenText('Here is a riddle: what has hands?'), 'Here is a riddle: what has hands?');
  });
});

describe('orders of the judge', () => {
  it('come in pairs, an order and its reverse', () => {
    const [first = [], second, third] = rankOrders(7, 'a', 6, 4);
    assert.deepEqual(second, [...first].reverse());
    assert.notDeepEqual(third, first);
    assert.deepEqual([...first].sort(), [0, 1, 2, 3, 4, 5]);
  });

  it('are rotations when there are as many as variants, or more', () => {
    for (const count of [6, 9]) {
      const orders = rankOrders(7, 'a', 6, count);
      assert.equal(orders.length, 6);
      for (let place = 0; place < 6; place++) assert.equal(new Set(orders.map((order) => order[place])).size, 6);
    }
  });

  it('depend on the seed and the chain alone', () => {
    assert.deepEqual(rankOrders(7, 'a', 6, 2), rankOrders(7, 'a', 6, 2));
    assert.notDeepEqual(rankOrders(7, 'a', 6, 2), rankOrders(8, 'a', 6, 2));
    assert.notDeepEqual(rankOrders(7, 'a', 6, 2), rankOrders(7, 'b', 6, 2));
  });
});
