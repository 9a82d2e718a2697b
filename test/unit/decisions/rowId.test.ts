import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { contentHash } from '../../../src/decisions/rowId';

const hashOf = (text: string): string => contentHash(Buffer.from(text));
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the id of a row', () => {
  it('is that of its JSON without white space, however it is laid out', () => {
    fc.assert(
      fc.property(
        fc.object({ maxDepth: 3, withBoxedValues: false, values: [fc.jsonValue()] }),
        fc.nat(8),
        (row, indent) => {
          const canonical = JSON.stringify(row);
          assert.equal(hashOf(JSON.stringify(row, null, indent)), sha256(canonical));
          assert.equal(hashOf(`\t${JSON.stringify(row, null, '\t').replaceAll('\n', '\r\n')} `), sha256(canonical));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps the white space of texts, quotes and backslashes in them, and the order of keys', () => {
    assert.equal(hashOf(String.raw`{ "a" : "x \" y \\" , "b c" : 1 }`), sha256(String.raw`{"a":"x \" y \\","b c":1}`));
    assert.notEqual(hashOf('{"a": 1, "b": 2}'), hashOf('{"b": 2, "a": 1}'));
    assert.notEqual(hashOf('{"a": "x y"}'), hashOf('{"a": "xy"}'));
  });

  it('is there for what is no JSON, too', () => {
    assert.equal(hashOf('{"a": "cut off '), sha256('{"a":"cut off '));
    assert.equal(hashOf(''), sha256(''));
  });
});
