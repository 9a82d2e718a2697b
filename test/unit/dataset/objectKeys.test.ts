import assert from 'node:assert/strict';
import { CANDIDATES, USE } from '../../../src/dataset/formats/keys';
import { keysOf } from '../../../src/dataset/formats/objectKeys';
import { good } from './parsing';

describe('keys of objects', () => {
  it('are found out once for all objects that have the same ones', () => {
    const keys = keysOf({ instruction: 'one', output: 'two' });
    assert.equal(keysOf({ instruction: 'three', output: null }), keys);
    keysOf({ messages: [] });
    assert.equal(keysOf({ instruction: '', output: '' }), keys);
  });

  it('are others where one is missing, added, renamed or elsewhere', () => {
    const keys = keysOf({ instruction: 'one', output: 'two' });
    const others = [{ instruction: '' }, { instruction: '', output: '', id: 1 }, { instruction: '', outputs: '' }];
    for (const value of [...others, { output: '', instruction: '' }, {}]) assert.notEqual(keysOf(value), keys);
    assert.notEqual(keysOf({ 'a","b': 1 }), keysOf({ a: 1, b: 1 }));
  });

  it('are not kept of an object that has very many', () => {
    const table = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`document ${at}`, at]));
    const keys = keysOf(table);
    assert.equal(keysOf({ ...table }), keys);
    keysOf({ instruction: '' });
    assert.notEqual(keysOf(table), keys);
    assert.deepEqual(keysOf(table).names, Object.keys(table));
  });

  it('tell what they are for, and which of some names are among them', () => {
    const { uses, ofAttachments, arePlain, ...keys } = keysOf({ output: '', tools: [], Prompt: '' });
    assert.ok((uses & USE.candidates) !== 0 && (uses & USE.list) === 0);
    assert.deepEqual([ofAttachments, arePlain, keys.names], [['tools'], false, ['output', 'tools', 'Prompt']]);
    assert.deepEqual(keysOf({ output: '', tools: [], Prompt: '' }).among(CANDIDATES), ['output']);
  });

  it('make rows read alike, whichever rows came before', () => {
    const rows = [
      { instruction: 'Add.', output: '2', note: 'Said twice by mistake.' },
      { messages: [{ role: 'user', content: 'Hi' }], tools: [{ name: 'f' }] },
      { Instruction: 'Add.', Output: '2' },
      { prompt: 'Say it.', chosen: 'It.', rejected: 'No.' },
    ];
    const alone = rows.map((row) => good(row));
    const orders = [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [0, 2, 0, 2],
      [1, 1, 3, 1],
    ];
    for (const order of orders) for (const at of order) assert.deepEqual(good(rows[at]), alone[at]);
  });
});
