import type { TablePage } from '../../../../src/protocol/pages/tablePage';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { Store } from '../../../kit/store/store';
import type { PageModel } from './pageModel';

interface ReadingParts {
  readonly store: Store<PageModel>;
  readonly client: Pick<RequestClient<TablePage>, 'request'>;
  /** How often somebody has gone to a row. */
  readonly navigation: { readonly commands: number };
}

/**
 * Tells the host, once, that somebody reads what is said of a row: in details of a row gone to, or that were opened.
 * Details that open with the page are no sign of that.
 * @returns to be called where it is read elsewhere
 */
export function reportReading({ store, client, navigation }: ReadingParts): () => void {
  const beginsWithDetails = store.value.detailsOpen;
  let isTold = false;
  const tell = (): void => {
    if (isTold) return;
    isTold = true;
    // Without an answer the walkthrough lacks a tick; the next row tells again.
    client.request('rowRead', null).catch(() => (isTold = false));
  };
  store.subscribe(({ detail }, previous) => {
    if (detail === null || detail === previous.detail) return;
    if (navigation.commands > 0 || !beginsWithDetails) tell();
  });
  return tell;
}
