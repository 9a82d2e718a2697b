import assert from 'node:assert/strict';
import { JsonPrinter } from '../../../src/dataset/jsonPrinter';

describe('JSON, printed', () => {
  const printer = new JsonPrinter(
    '{"id":12345678901234567890,"price":1.10,"name":"a\\nb","tools":"[{\\"name\\":\\"f\\",\\"n\\":1e400}]","empty":{},"twice":1,"in":{"a":[true,null]},"twice":2}',
  );

  it('has numbers with all their digits', () => {
    assert.deepEqual(printer.valueAt(['id']), { text: '12345678901234567890', isJson: false });
    assert.deepEqual(printer.valueAt(['price']), { text: '1.10', isJson: false });
  });

  it('has texts as they are, and opens those that are JSON', () => {
    assert.deepEqual(printer.valueAt(['name']), { text: 'a\nb', isJson: false });
    const text = '[\n  {\n    "name": "f",\n    "n": 1e400\n  }\n]';
    assert.deepEqual(printer.valueAt(['tools']), { text, isJson: true });
  });

  it('indents lists and objects, and goes into them', () => {
    assert.deepEqual(printer.valueAt(['in']), { text: '{\n  "a": [\n    true,\n    null\n  ]\n}', isJson: true });
    assert.equal(printer.valueAt(['in', 'a', 1])?.text, 'null');
    assert.equal(printer.valueAt(['empty'])?.text, '{}');
  });

  it('takes the last of keys that are there twice, and knows of no others', () => {
    assert.equal(printer.valueAt(['twice'])?.text, '2');
    assert.equal(printer.valueAt(['missing']), undefined);
  });
});
