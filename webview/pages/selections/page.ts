import type { SelectionsPage, SelectionsSetup } from '../../../src/protocol/pages/selectionsPage';
import { ErrorReport } from '../../kit/errors/errorReport';
import type { RequestClient } from '../../kit/host/requestClient';
import { Store } from '../../kit/store/store';
import { Comparing } from './state/comparing';
import { initialModel, withRuns, type SelectionsModel } from './state/selectionsModel';

/** Everything a component may need, wired once. */
export interface Page {
  readonly host: RequestClient<SelectionsPage>;
  readonly store: Store<SelectionsModel>;
  readonly comparing: Comparing;
  readonly errors: ErrorReport;
}

export function createPage(host: RequestClient<SelectionsPage>, setup: SelectionsSetup): Page {
  const store = new Store(initialModel(setup));
  const errors = new ErrorReport(store, () => undefined);
  const comparing = new Comparing(host, store, errors);
  host.on('jobChanged', (job) => store.set({ job }));
  host.on('runsChanged', ({ runs }) => store.set(withRuns(store.value, runs)));
  void comparing.makeAgain(setup.state);
  return { host, store, comparing, errors };
}
