import type { SheetPage, SheetSetup } from '../../../src/protocol/pages/sheetPage';
import { ErrorReport } from '../../kit/errors/errorReport';
import type { RequestClient } from '../../kit/host/requestClient';
import { saveChanges } from '../../kit/store/stateSaver';
import { Store } from '../../kit/store/store';
import { initialModel, savedState, type SheetModel } from './state/sheetModel';
import { Voting } from './state/voting';

/** Everything a component may need, wired once. */
export interface Page {
  readonly host: RequestClient<SheetPage>;
  readonly store: Store<SheetModel>;
  readonly voting: Voting;
  readonly errors: ErrorReport;
}

export function createPage(host: RequestClient<SheetPage>, setup: SheetSetup): Page {
  const store = new Store(initialModel(setup));
  const errors = new ErrorReport(store, () => undefined);
  const voting = new Voting(host, store, errors);
  host.on('sheetChanged', () => void voting.refresh());
  saveChanges(store, savedState, (state) => host.request('saveState', { state }));
  return { host, store, voting, errors };
}
