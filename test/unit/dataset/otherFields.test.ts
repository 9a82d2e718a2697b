import assert from 'node:assert/strict';
import { RowParser } from '../../../src/dataset/rowParser';

function fieldsOf(row: object): [string, unknown][] {
  const { otherFields } = new RowParser().contentsOf(Buffer.from(JSON.stringify(row)));
  return otherFields.map(({ path, value }) => [path.join('/'), value]);
}

describe('what a row holds beside its conversation', () => {
  it('is every filled key that was not read as part of it, tools and media included, in their order', () => {
    const conversations = [
      { from: 'human', value: 'q' },
      { from: 'gpt', value: 'a' },
    ];
    const row = { id: 7, tools: '[{"name":"f"}]', conversations, system: 's', source: 'x', empty: '', none: null };
    assert.deepEqual(fieldsOf({ ...row, images: ['a.png'] }), [
      ['id', 7],
      ['tools', '[{"name":"f"}]'],
      ['source', 'x'],
      ['images', ['a.png']],
    ]);
  });

  it('has the keys as the file spells them', () => {
    assert.deepEqual(fieldsOf({ Instruction: 'q', Output: 'a', Category: 'c' }), [['Category', 'c']]);
  });

  it('has those beside and within an object that holds the row proper', () => {
    assert.deepEqual(fieldsOf({ id: 1, row: { instruction: 'q', output: 'a', source: 'x' } }), [
      ['id', 1],
      ['row/source', 'x'],
    ]);
  });

  it('is nothing where all was read, a label and the rejected response too', () => {
    assert.deepEqual(fieldsOf({ prompt: 'q', completion: 'a', label: false }), []);
    assert.deepEqual(fieldsOf({ prompt: 'q', chosen: 'a', rejected: 'b' }), []);
  });
});
