import assert from 'node:assert/strict';
import { Random } from '../../../src/common/random';
import type { TextEdits } from '../../../src/dataset/conversation';
import { havePlaces, isPointer, pointerOf, valueAt, withTexts } from '../../../src/dataset/textEdits';

const edit = (json: string, edits: TextEdits): string => withTexts(json, edits).text;

describe('new texts for strings of a row', () => {
  it('stand in place of those of the row, and nothing else is another', () => {
    const row = '{ "messages" : [ {"role":"user", "content" : "a\\u00e9\\n"},\t{"content":"b","n":1.0e+2} ] }';
    assert.equal(
      edit(row, { '/messages/1/content': 'two "words"', '/messages/0/role': 'human' }),
      '{ "messages" : [ {"role":"human", "content" : "a\\u00e9\\n"},\t{"content":"two \\"words\\"","n":1.0e+2} ] }',
    );
  });

  it('keep a row in ASCII that is written so, and others in the letters they have', () => {
    assert.equal(edit('{"a":"\\u00e9","b":"x"}', { '/b': 'ü😀' }), '{"a":"\\u00e9","b":"\\u00fc\\ud83d\\ude00"}');
    assert.equal(edit('{"a":"é\\u0041","b":"x"}', { '/b': 'ü' }), '{"a":"é\\u0041","b":"ü"}');
    assert.equal(edit('{"b":"x"}', { '/b': 'ü' }), '{"b":"ü"}');
  });

  it('have no place where the row has no string', () => {
    const row = '{"a":{"b":"x"},"c":1,"d":["y"],"a":{"e":"z"}}';
    for (const pointer of ['/a/b', '/c', '/d', '/d/1', '/d/00', '/d/length', '/x', '/a/e/length']) {
      assert.deepEqual(withTexts(row, { [pointer]: 'new' }), { text: row, unplaced: [pointer] });
    }
    assert.deepEqual(withTexts('{"a":', { '/a': 'new' }), { text: '{"a":', unplaced: ['/a'] });
    assert.equal(havePlaces(Buffer.from([0x22, 0xff, 0x22]), { '/a': 'new' }), false);
  });

  it('go to the last of keys that are there twice, which is the one that is read', () => {
    assert.equal(edit('{"a":"x","a":"y"}', { '/a': 'z' }), '{"a":"x","a":"z"}');
  });

  it('are found under keys with slashes and tildes, and in a list', () => {
    const pointer = pointerOf(['a/b', '~c', 0]);
    assert.equal(pointer, '/a~1b/~0c/0');
    assert.equal(edit('{"a/b":{"~c":["x"]}}', { [pointer]: 'y' }), '{"a/b":{"~c":["y"]}}');
    for (const text of ['', 'a', '/a~', '/a~2']) assert.equal(isPointer(text), false);
    for (const text of ['/', '/a', pointer]) assert.equal(isPointer(text), true);
  });

  it('are what is read there afterwards, whatever the row, and all else is read as before', () => {
    const random = new Random(7);
    const pick = <T>(from: readonly T[]): T => from[random.below(from.length)] as T;
    const PIECES = ['a', '"', '\\', '\n', 'é', '😀', '\u2028', '/', '~', '{', '[', ' '];
    const text = (): string => Array.from({ length: random.below(5) }, () => pick(PIECES)).join('');
    const value = (depth: number): unknown => {
      const kind = random.next();
      if (depth === 0 || kind < 0.4) return text();
      if (kind < 0.5) return pick([1, -2.5e10, true, null]);
      const members = Array.from({ length: random.below(4) }, () => value(depth - 1));
      return kind < 0.75 ? members : Object.fromEntries(members.map((member) => [text(), member]));
    };
    const strings = (row: unknown, at: readonly (string | number)[] = []): string[] => {
      if (typeof row === 'string') return at.length === 0 ? [] : [pointerOf([...at])];
      if (typeof row !== 'object' || row === null) return [];
      const members = Array.isArray(row) ? [...(row as unknown[]).entries()] : Object.entries(row);
      return members.flatMap(([key, member]) => strings(member, [...at, key]));
    };
    let edited = 0;
    for (let n = 0; n < 500; n++) {
      const row = { row: value(4), other: text() };
      const json = JSON.stringify(row, null, pick([0, 1, '\t']));
      const pointers = strings(row).filter(() => random.next() < 0.5);
      const edits = Object.fromEntries(pointers.map((pointer) => [pointer, text()]));
      const after = withTexts(json, edits);
      assert.deepEqual(after.unplaced, []);
      const read = JSON.parse(after.text) as unknown;
      for (const pointer of pointers) assert.equal(valueAt(read, pointer), edits[pointer]);
      const before = Object.fromEntries(pointers.map((pointer) => [pointer, valueAt(row, pointer) as string]));
      assert.deepEqual(JSON.parse(edit(after.text, before)), row);
      edited += pointers.length;
    }
    assert.ok(edited > 500);
  });
});
