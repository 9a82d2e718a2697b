import assert from 'node:assert/strict';
import { languageNote } from '../../../src/wording/languageText';

describe("the note on a dataset's language", () => {
  it('comes where nearly all rows are outside, and says how many', () => {
    assert.match(languageNote(1000, 1000) ?? '', /\(1,000 of 1,000\)/);
    assert.match(languageNote(90, 100) ?? '', /Nearly all rows/);
    for (const [outside, rows] of [
      [89, 100],
      [0, 100],
      [0, 0],
    ] as const) {
      assert.equal(languageNote(outside, rows), null);
    }
  });
});
