import type { ChainsPage } from '../../../../src/protocol/pages/chainsPage';
import { toWireError } from '../../../../src/protocol/wireError';
import type { RequestClient } from '../../../kit/host/requestClient';
import { PAGE_CLOCK } from '../../../kit/pace/pageClock';
import { RefreshPace } from '../../../kit/pace/refreshPace';
import type { Store } from '../../../kit/store/store';
import type { ChainList } from './chainList';
import type { ChainsModel } from './chainsModel';
import type { OpenChain } from './openChain';

/** Often enough to see a run go on, seldom enough to read. */
const REFRESH_MS = 500;

interface Following {
  readonly client: RequestClient<ChainsPage>;
  readonly store: Store<ChainsModel>;
  readonly list: ChainList;
  readonly open: OpenChain;
}

/** Shows what becomes of the run while somebody works on it or corrects it. */
export function followRun({ client, store, list, open }: Following): void {
  let isBusy = false;
  const refresh = async (): Promise<void> => {
    isBusy = true;
    const wasMissing = store.value.overview === null;
    try {
      const overview = await client.request('overview', null);
      store.set({ overview, failure: null });
      if (wasMissing) await list.resume();
      else await Promise.all([list.refresh(), open.refresh()]);
    } catch (error) {
      store.set({ overview: null, failure: toWireError(error) });
    } finally {
      isBusy = false;
    }
  };
  const pace = new RefreshPace(
    { refresh: () => void refresh(), isBusy: () => isBusy, intervalMs: REFRESH_MS },
    PAGE_CLOCK,
  );
  client.on('runChanged', () => pace.request());
}
