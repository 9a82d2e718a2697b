import assert from 'node:assert/strict';
import { DeitaError } from '../../../src/common/errors';
import type { PageSetup } from '../../../src/protocol/pages/tablePage';
import { ErrorReport } from '../../../webview/kit/errors/errorReport';
import { initialModel } from '../../../webview/pages/table/state/pageModel';
import { Store } from '../../../webview/kit/store/store';

const SETUP: PageSetup = {
  info: {
    datasetId: 'd',
    path: '/train.jsonl',
    format: 'Alpaca',
    byteLength: 1,
    contents: 'as opened',
    rowCount: 1,
    indexing: false,
    problemCount: 0,
    scored: false,
    selection: null,
  },
  settings: {
    budget: '10',
    threshold: null,
    recommendedThreshold: 0.9,
    scorerLabel: 'Heuristic default',
    embedderLabel: 'Built-in',
    heuristicScorer: true,
    strategy: {},
    notices: [],
    training: null,
  },
  state: null,
  fields: null,
  job: null,
  failure: { code: 'serverUnreachable', message: 'Nobody there.' },
};

describe('the page’s error line', () => {
  it('shows again why the last job failed when the page comes back', () => {
    assert.equal(initialModel(SETUP, { width: 1400, height: 800 }).error?.message, 'Nobody there.');
    assert.equal(initialModel({ ...SETUP, failure: null }, { width: 1400, height: 800 }).error, null);
  });

  it('tells the host that it was read', () => {
    let dismissed = 0;
    const store = new Store(initialModel(SETUP, { width: 1400, height: 800 }));
    const errors = new ErrorReport(store, () => dismissed++);
    errors.dismiss();
    assert.deepEqual([store.value.error, dismissed], [null, 1]);
    errors.show(new DeitaError('cancelled', 'Cancelled.'));
    assert.equal(store.value.error, null);
    errors.show(new DeitaError('usage', 'No.', 'Yes.'));
    assert.deepEqual(store.value.error, { code: 'usage', message: 'No.', hint: 'Yes.' });
  });
});
