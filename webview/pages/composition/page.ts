import type { CompositionPage, CompositionSetup } from '../../../src/protocol/pages/compositionPage';
import { ErrorReport } from '../../kit/errors/errorReport';
import type { RequestClient } from '../../kit/host/requestClient';
import { saveChanges } from '../../kit/store/stateSaver';
import { Store } from '../../kit/store/store';
import { initialModel, savedState, type CompositionModel } from './state/compositionModel';
import { Counting } from './state/counting';

/** Everything a component may need, wired once. */
export interface Page {
  readonly host: RequestClient<CompositionPage>;
  readonly store: Store<CompositionModel>;
  readonly counting: Counting;
  readonly errors: ErrorReport;
}

export function createPage(host: RequestClient<CompositionPage>, setup: CompositionSetup): Page {
  const store = new Store(initialModel(setup));
  const errors = new ErrorReport(store, () => undefined);
  const counting = new Counting(host, store, errors);
  host.on('jobChanged', (job) => store.set({ job }));
  host.on('readingChanged', (reading) => store.set({ reading }));
  host.on('shownChanged', (shown) => {
    const { state } = store.value.shown;
    store.set({ shown });
    if (shown.state !== state) counting.follow();
  });
  saveChanges(store, savedState, (state) => host.request('saveState', { state }));
  void counting.count();
  return { host, store, counting, errors };
}
