import assert from 'node:assert/strict';
import {
  isFiltered,
  toggleSort,
  withBadRows,
  withoutFilters,
  withRange,
  withRowSet,
  toggleStatus,
  withFindSwitch,
  toggleValue,
  withSignalsOf,
  withText,
} from '../../../webview/pages/table/state/viewQuery';

describe('view query', () => {
  it('sorts scores largest first, then smallest first, then not at all', () => {
    const once = toggleSort({}, 'evolScore');
    const twice = toggleSort(once, 'evolScore');
    assert.deepEqual(once, { sort: { column: 'evolScore', descending: true } });
    assert.deepEqual(twice, { sort: { column: 'evolScore', descending: false } });
    assert.deepEqual(toggleSort(twice, 'evolScore'), {});
  });

  it('goes without order and filters by added signals that are not there', () => {
    const [here, gone] = ['signal:field:here', 'signal:field:gone'] as const;
    const signals = [
      { name: 'field:here', scope: 'row', origin: 'imported', kind: 'number', rowsWithValue: 1 },
    ] as const;
    const query = { text: 'sky', sort: { column: here, descending: true }, ranges: { [here]: [0, 1] } } as const;
    assert.equal(withSignalsOf(query, { signals }), query);
    const more = { ...query, ranges: { ...query.ranges, [gone]: [0, 1] as const }, values: { [gone]: ['a'] } };
    assert.deepEqual(withSignalsOf(more, { signals }), query);
    assert.deepEqual(withSignalsOf(more, {}), { text: 'sky' });
  });

  it('sorts text from A, and begins again on another column', () => {
    const byScore = toggleSort({}, 'evolScore');
    assert.deepEqual(toggleSort(byScore, 'instruction').sort, { column: 'instruction', descending: false });
  });

  it('keeps the other filters when one changes', () => {
    const query = withRange(toggleStatus(withText({}, 'sky'), 'selected'), 'qualityScore', [2, 3]);
    assert.deepEqual(query, { text: 'sky', statuses: ['selected'], ranges: { qualityScore: [2, 3] } });
    assert.deepEqual(withText(query, ''), { statuses: ['selected'], ranges: { qualityScore: [2, 3] } });
  });

  it('says how a text is looked for, which filters nothing by itself', () => {
    const query = withFindSwitch(withText({}, 'sky'), 'regex', true);
    assert.deepEqual(query, { text: 'sky', regex: true });
    assert.deepEqual(withFindSwitch(query, 'regex', false), { text: 'sky' });
    assert.equal(isFiltered(withText(query, '')), false);
  });

  it('shows picked rows in the order that there is, and no longer what was filtered before', () => {
    const rowSet = { name: 'mine', rows: [3] };
    const sort = { column: 'line', descending: true } as const;
    const query = withRowSet({ text: 'sky', sort }, rowSet);
    assert.deepEqual(query, { sort, rowSet });
    assert.equal(isFiltered(query), true);
    assert.deepEqual(withoutFilters(query), { sort });
    const ranked = { ...rowSet, isRanked: true } as const;
    assert.deepEqual(withRowSet(query, ranked), { rowSet: ranked });
  });

  it('filters by values of an added signal, on and off', () => {
    const one = toggleValue({ text: 'sky' }, 'signal:language', 'ko');
    assert.deepEqual(one, { text: 'sky', values: { 'signal:language': ['ko'] } });
    const two = toggleValue(one, 'signal:language', 'en');
    assert.deepEqual(two.values, { 'signal:language': ['ko', 'en'] });
    assert.equal(isFiltered(toggleValue({}, 'signal:language', 'ko')), true);
    assert.deepEqual(toggleValue(one, 'signal:language', 'ko'), { text: 'sky' });
    assert.equal(toggleSort({}, 'signal:reward').sort?.descending, true);
  });

  it('knows when nothing is filtered any more', () => {
    const query = withRange({}, 'qualityScore', [2, 3]);
    assert.equal(isFiltered(query), true);
    assert.equal(isFiltered(withRange(query, 'qualityScore', null)), false);
    assert.equal(isFiltered(toggleSort({}, 'line')), false);
    assert.equal(isFiltered(withBadRows({}, true)), true);
    assert.deepEqual(withBadRows(withBadRows({ text: 'sky' }, true), false), { text: 'sky' });
  });

  it('takes filters off and leaves the order', () => {
    const query = withBadRows(withText(toggleSort({}, 'turns'), 'sky'), true);
    assert.deepEqual(withoutFilters(query), toggleSort({}, 'turns'));
  });
});
