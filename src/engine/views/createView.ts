import { loggedError } from '../../protocol/loggedError';
import type { ViewQuery } from '../../protocol/views';
import type { EngineContext } from '../engineContext';
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
  { onChange, log }: Pick<ViewContext, 'onChange'> & Pick<EngineContext, 'log'>,
  signal: AbortSignal | undefined,
): Promise<View> {
  const shown = await viewedResults(open, query, signal);
  const { dataset, facts, former } = open;
  const onError = (error: unknown): void =>
    log({ level: 'error', message: 'A search ended early.', ...loggedError(error) });
  return View.create(query, shown, { contents: former.contents, dataset, facts, onChange, onError }, signal);
}
