import assert from 'node:assert/strict';
import {
  isFiltered,
  toggleGroup,
  toggleSort,
  withBadRows,
  withoutFilters,
  withRange,
  withRowSet,
  toggleStatus,
  withFindSwitch,
  toggleValue,
  withColumnsOf,
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
    assert.equal(withColumnsOf(query, { signals }), query);
    const more = { ...query, ranges: { ...query.ranges, [gone]: [0, 1] as const }, values: { [gone]: ['a'] } };
    assert.deepEqual(withColumnsOf(more, { signals }), query);
    assert.deepEqual(withColumnsOf(more, {}), { text: 'sky' });
  });

  it('shows a group alone among what other filters leave, on and off, in order from the first one', () => {
    const two = toggleGroup({ text: 'sky' }, 1002);
    assert.deepEqual(two, { text: 'sky', rowSet: { name: 'Group 1,002', group: 1002 } });
    assert.equal(isFiltered(two), true);
    assert.deepEqual(toggleGroup(two, 7).rowSet, { name: 'Group 7', group: 7 });
    assert.deepEqual(toggleGroup(two, 1002), { text: 'sky' });
    assert.deepEqual(toggleSort({}, 'group').sort, { column: 'group', descending: false });
  });

  it('goes without order and filter by groups where there are none', () => {
    const nearDuplicates = { threshold: 0.9, groups: 1, rows: 2, state: '' };
    const query = toggleGroup({ text: 'sky', sort: { column: 'group', descending: false } }, 1);
    assert.equal(withColumnsOf(query, { nearDuplicates }), query);
    for (const info of [{}, { nearDuplicates: { ...nearDuplicates, groups: 0 } }]) {
      assert.deepEqual(withColumnsOf(query, info), { text: 'sky' });
    }
    const picked = { rowSet: { name: 'mine', rows: [3] } };
    assert.equal(withColumnsOf(picked, {}), picked);
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
