import type { CalibrationPage, CalibrationSetup } from '../../../src/protocol/pages/calibrationPage';
import { ErrorReport } from '../../kit/errors/errorReport';
import type { RequestClient } from '../../kit/host/requestClient';
import { saveChanges } from '../../kit/store/stateSaver';
import { Store } from '../../kit/store/store';
import { Calibrating } from './state/calibrating';
import { initialModel, savedState, withoutCalibration, type CalibrationModel } from './state/calibrationModel';
import { PairRows } from './state/pairRows';
import { Votes } from './state/votes';

/** Everything a component may need, wired once. */
export interface Page {
  readonly host: RequestClient<CalibrationPage>;
  readonly store: Store<CalibrationModel>;
  readonly calibrating: Calibrating;
  readonly votes: Votes;
  readonly errors: ErrorReport;
}

export function createPage(host: RequestClient<CalibrationPage>, setup: CalibrationSetup): Page {
  const store = new Store(initialModel(setup));
  const errors = new ErrorReport(store, () => undefined);
  host.on('jobChanged', (job) => store.set({ job }));
  host.on('rowsChanged', () => store.set(withoutCalibration(store.value)));
  host.on('thresholdChanged', ({ threshold: inUse }) => store.set({ inUse }));
  saveChanges(store, savedState, (state) => host.request('saveState', { state }));
  new PairRows(host, store, errors).follow();
  return {
    host,
    store,
    calibrating: new Calibrating(host, store, errors),
    votes: new Votes(host, store, errors),
    errors,
  };
}
