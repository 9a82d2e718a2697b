import assert from 'node:assert/strict';
import { FocusedRow } from '../../../src/editor/datasetEditor/focusedRow';
import type { MovedRows } from '../../../src/protocol/movedRows';

describe('FocusedRow', () => {
  /** A row of a file that has changed since. */
  function rowOf(contents: string, rowIndex: number): FocusedRow {
    const focus = new FocusedRow(contents);
    focus.open(contents);
    focus.set(rowIndex);
    return focus;
  }

  const moved = (was: number, rowIndex: number, contents = 'new'): MovedRows => ({
    contents,
    rows: [{ was, rowIndex }],
    positions: [],
  });

  it('is lost in a file that has changed, until it is found', () => {
    const focus = rowOf('old', 4);
    assert.equal(focus.lostIn('old'), null);
    assert.deepEqual(focus.lostIn('new'), { rowIndex: 4, contents: 'old' });
    focus.take(4, moved(4, 6), 'new');
    assert.equal(focus.rowIndex, 6);
    assert.equal(focus.lostIn('new'), null);
    assert.deepEqual(focus.lostIn('newest'), { rowIndex: 6, contents: 'new' });
  });

  it('stays in its place where nobody knows where it is', () => {
    const focus = rowOf('old', 4);
    focus.take(4, null, 'new');
    assert.equal(focus.rowIndex, 4);
    assert.equal(focus.lostIn('new'), null);
  });

  it('takes no answer about a file that has changed again', () => {
    const focus = rowOf('old', 4);
    focus.take(4, moved(4, 6), 'newest');
    assert.deepEqual(focus.lostIn('newest'), { rowIndex: 4, contents: 'old' });
  });

  it('is where the person has gone meanwhile', () => {
    const focus = rowOf('old', 4);
    focus.set(9);
    focus.take(4, { ...moved(4, 6), rows: [...moved(4, 6).rows, ...moved(9, 11).rows] }, 'new');
    assert.equal(focus.rowIndex, 9);
    assert.equal(focus.lostIn('new'), null);
  });

  it('is one of what the file holds once a page is set up with it', () => {
    const focus = rowOf('old', 4);
    focus.open('new');
    assert.equal(focus.lostIn('new'), null);
    focus.take(4, moved(4, 6), 'new');
    assert.equal(focus.rowIndex, 6);
  });

  it('is told once where the person has gone to it, and not where it has followed or the file has moved it', () => {
    const focus = rowOf('old', 4);
    assert.ok(focus.takeUntold());
    assert.ok(!focus.takeUntold());
    focus.follow(7);
    focus.set(7);
    assert.ok(!focus.takeUntold());
    focus.take(7, moved(7, 8), 'new');
    assert.equal(focus.followedRow, 8);
    focus.set(8);
    assert.ok(!focus.takeUntold());
    focus.set(9);
    assert.ok(focus.takeUntold());
  });

  it('is seen wherever it came from, once', () => {
    const focus = rowOf('old', 4);
    assert.ok(focus.takeUnseen());
    focus.follow(7);
    focus.set(7);
    assert.ok(focus.takeUnseen());
    assert.ok(!focus.takeUnseen());
  });

  it('is told and seen again with its table, unless there is none', () => {
    const focus = new FocusedRow('old');
    focus.show();
    assert.ok(!focus.takeUntold() && !focus.takeUnseen());
    focus.set(4);
    assert.ok(focus.takeUntold() && focus.takeUnseen());
    focus.show();
    assert.ok(focus.takeUntold() && focus.takeUnseen());
  });
});
