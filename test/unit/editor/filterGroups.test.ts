import assert from 'node:assert/strict';
import { groupsWith, rowTest } from '../../../src/editor/nearDuplicates/groupFilter';
import { badgeOf, filterText, messageOf } from '../../../src/editor/nearDuplicates/groupSummary';
import type { NearDuplicateCluster } from '../../../src/protocol/nearDuplicates';

const groupOf = (...rows: readonly (readonly [line: number, preview: string])[]): NearDuplicateCluster => ({
  number: 1,
  rows: rows.map(([lineNumber, preview]) => ({ rowIndex: lineNumber - 1, lineNumber, preview, cosineSimilarity: 0.9 })),
});
const SEARCH = groupOf([5246, 'Write a binary search'], [7, 'Write a search that halves']);
const CAKE = groupOf([12, 'Bake a cake for 7 guests'], [524, 'Bake a Cake']);
const ALL = [SEARCH, CAKE];
const FOUND = { threshold: 0.9, groups: 2, rows: 4, state: '' };

describe('the filter of groups of near-duplicates', () => {
  it('shows whole groups with a row that has the text, small or capital', () => {
    assert.deepEqual(groupsWith(ALL, 'BINARY'), [SEARCH]);
    assert.deepEqual(groupsWith(ALL, ' cake '), [CAKE]);
    assert.deepEqual(groupsWith(ALL, 'poem'), []);
  });

  it('shows the group of a line, written with or without separators, beside those with the number in their text', () => {
    assert.deepEqual(groupsWith(ALL, '5246'), [SEARCH]);
    assert.deepEqual(groupsWith(ALL, '5,246'), [SEARCH]);
    assert.deepEqual(groupsWith(ALL, '7'), ALL);
    assert.deepEqual(groupsWith(ALL, '52'), []);
  });

  it('shows all groups where it is empty, and finds no row by nothing', () => {
    assert.equal(groupsWith(ALL, '  '), ALL);
    assert.equal(rowTest('  '), undefined);
    assert.deepEqual(CAKE.rows.map((row) => rowTest('guests')?.(row)), [true, false]); // prettier-ignore
  });
});

describe('what is said of groups of near-duplicates', () => {
  it('is how many there are, of how many rows, above which similarity, and on the icon the number', () => {
    assert.equal(messageOf(FOUND, ''), '2 groups of 4 rows, more similar than 0.90');
    assert.deepEqual(badgeOf(FOUND), { value: 2, tooltip: '2 groups of near-duplicates' });
    assert.equal(messageOf({ ...FOUND, groups: 1, rows: 2 }, '', [CAKE]), '1 group of 2 rows, more similar than 0.90');
  });

  it('is nothing before a search, and where it found none', () => {
    assert.equal(messageOf(undefined, 'cake'), '');
    assert.equal(messageOf({ ...FOUND, groups: 0 }, ''), '');
    assert.equal(badgeOf(undefined), undefined);
    assert.equal(badgeOf({ ...FOUND, groups: 0 }), undefined);
  });

  it('is also how many a filter shows, and by which text, which stays text', () => {
    const all = '2 groups of 4 rows, more similar than 0.90';
    assert.equal(messageOf(FOUND, 'cake', [CAKE]), `${all} · shown: 1 group with “cake”`);
    assert.equal(filterText('$(x)', 0), '0 groups with “$ (x)”');
  });
});
