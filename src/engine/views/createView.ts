import type { ViewQuery } from '../../protocol/views';
import type { OpenDataset } from '../openDataset';
import { View, type ViewContext } from './view';
import { viewedResults } from './viewedResults';

/**
 * A view of the rows as they are known now.
 * @throws DeitaError `usage` where the query cannot be, `fileChanged`, `cancelled`
 */
export async function createView(
  open: OpenDataset,
  query: ViewQuery,
  listeners: Pick<ViewContext, 'onChange' | 'onError'>,
  signal: AbortSignal | undefined,
): Promise<View> {
  const shown = await viewedResults(open, query, signal);
  const { dataset, facts, former } = open;
  return View.create(query, shown, { contents: former.contents, dataset, facts, ...listeners }, signal);
}
