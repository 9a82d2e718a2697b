import assert from 'node:assert/strict';
import { fromQuery, toQuery } from '../../../src/editor/compareRows/rowAddress';

describe('the address of a row', () => {
  it('comes back as it was', () => {
    const address = { dataset: 'file:///data/a%20b.jsonl', rowIndex: 12 };
    assert.deepEqual(fromQuery(toQuery(address)), address);
  });

  it('is none where anybody else wrote it', () => {
    for (const query of ['', '{', '1', 'null', '{"dataset":"file:///a"}', '{"dataset":1,"rowIndex":1}'])
      assert.equal(fromQuery(query), undefined, query);
    for (const rowIndex of [-1, 0.5, 2 ** 60, '1'])
      assert.equal(fromQuery(JSON.stringify({ dataset: 'file:///a', rowIndex })), undefined);
  });
});
