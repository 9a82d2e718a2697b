import type { ExperimentsPage, ExperimentsSetup } from '../../../src/protocol/pages/experimentsPage';
import { ErrorReport } from '../../kit/errors/errorReport';
import type { RequestClient } from '../../kit/host/requestClient';
import { PAGE_CLOCK } from '../../kit/pace/pageClock';
import { RefreshPace } from '../../kit/pace/refreshPace';
import { Store } from '../../kit/store/store';
import { initialModel, type ExperimentsModel } from './state/experimentsModel';
import { Reading } from './state/reading';

/** Everything a component may need, wired once. */
export interface Page {
  readonly host: RequestClient<ExperimentsPage>;
  readonly store: Store<ExperimentsModel>;
  readonly reading: Reading;
  readonly errors: ErrorReport;
}

/** An evaluation writes its results piece by piece. */
const READ_INTERVAL_MS = 1000;

export function createPage(host: RequestClient<ExperimentsPage>, setup: ExperimentsSetup): Page {
  const store = new Store(initialModel(setup));
  const errors = new ErrorReport(store, () => undefined);
  const reading = new Reading(host, store, errors);
  const refreshing = {
    refresh: () => void reading.read(),
    isBusy: () => store.value.isReading,
    intervalMs: READ_INTERVAL_MS,
  };
  const pace = new RefreshPace(refreshing, PAGE_CLOCK);
  host.on('experimentsChanged', () => pace.request());
  return { host, store, reading, errors };
}
