import type { ComparisonPage, ComparisonSetup } from '../../../src/protocol/pages/comparisonPage';
import { ErrorReport } from '../../kit/errors/errorReport';
import type { RequestClient } from '../../kit/host/requestClient';
import { Store } from '../../kit/store/store';
import { Comparing } from './state/comparing';
import { initialModel, type ComparisonModel } from './state/comparisonModel';

/** Everything a component may need, wired once. */
export interface Page {
  readonly host: RequestClient<ComparisonPage>;
  readonly store: Store<ComparisonModel>;
  readonly comparing: Comparing;
  readonly errors: ErrorReport;
}

export function createPage(host: RequestClient<ComparisonPage>, setup: ComparisonSetup): Page {
  const store = new Store(initialModel(setup));
  const errors = new ErrorReport(store, () => undefined);
  host.on('jobChanged', (job) => store.set({ job }));
  return { host, store, comparing: new Comparing(host, store, errors), errors };
}
