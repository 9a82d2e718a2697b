import assert from 'node:assert/strict';
import { stateAtRow } from '../../../src/editor/datasetEditor/stateAtRow';
import type { PageState } from '../../../src/protocol/pages/tablePage';

describe('stateAtRow', () => {
  const STATE: PageState = {
    query: {},
    columnWidths: { evol: 80 },
    detailsShare: 0.4,
    currentRowIndex: 4,
    histograms: true,
    topRow: 2.5,
  };

  it('goes to another row, and not to the place where the table stood', () => {
    const { topRow, ...rest } = STATE;
    assert.equal(topRow, 2.5);
    assert.deepEqual(stateAtRow(STATE, 7), { ...rest, currentRowIndex: 7 });
  });

  it('leaves the table where it stood at the same row', () => {
    assert.equal(stateAtRow(STATE, 4), STATE);
  });

  it('arranges nothing where nothing was kept', () => {
    assert.equal(stateAtRow(null, 7), null);
  });
});
