import type { ChainsPage, ChainsSetup } from '../../../src/protocol/pages/chainsPage';
import { ErrorReport } from '../../kit/errors/errorReport';
import type { RequestClient } from '../../kit/host/requestClient';
import { saveChanges } from '../../kit/store/stateSaver';
import { Store } from '../../kit/store/store';
import { ChainList } from './state/chainList';
import { initialModel, savedState, type ChainsModel } from './state/chainsModel';
import { Corrections } from './state/corrections';
import { OpenChain } from './state/openChain';
import { followRun } from './state/runFollower';

/** Everything a component may need, wired once. */
export interface Page {
  readonly host: RequestClient<ChainsPage>;
  readonly store: Store<ChainsModel>;
  readonly list: ChainList;
  readonly open: OpenChain;
  readonly corrections: Corrections;
  readonly errors: ErrorReport;
}

export function createPage(host: RequestClient<ChainsPage>, setup: ChainsSetup, height: number): Page {
  const store = new Store(initialModel(setup, height));
  const errors = new ErrorReport(store, () => undefined);
  const open = new OpenChain(host, store, errors);
  const list = new ChainList(host, store, open, errors);
  followRun({ client: host, store, list, open });
  saveChanges(store, savedState, (state) => host.request('saveState', { state }));
  return { host, store, list, open, corrections: new Corrections(host, store, open, errors), errors };
}
