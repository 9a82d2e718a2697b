import type { TableEngineMethod, TablePage } from '../../protocol/pages/tablePage';
import type { DatasetSession } from '../datasets/datasetSession';
import type { PageHandlers } from '../pages/pageBridge';

/** Which handlers of a table pass a question on as it is. */
type PassedOn = Exclude<TableEngineMethod, 'view/set' | 'view/moved'>;

/** What a table's page asks of the engine, about a dataset and the page's view of it. */
export function engineHandlers(session: DatasetSession, viewId: string): Pick<PageHandlers<TablePage>, PassedOn> {
  return {
    'view/rows': ({ start, count }, signal) => session.request('view/rows', { viewId, start, count }, { signal }),
    'view/locate': ({ rowIndex }, signal) => session.request('view/locate', { viewId, rowIndex }, { signal }),
    'view/reviewPlace': ({ from }, signal) => session.request('view/reviewPlace', { viewId, from }, { signal }),
    'row/detail': ({ rowIndex }, signal) => session.request('row/detail', { rowIndex }, { signal }),
    'row/reasons': ({ rowIndex }, signal) => session.request('row/reasons', { rowIndex }, { signal }),
    'row/source': ({ rowIndex }, signal) => session.request('row/source', { rowIndex }, { signal }),
    'row/texts': ({ rowIndex }, signal) => session.request('row/texts', { rowIndex }, { signal }),
    'row/byLines': ({ firstLine, lastLine }, signal) =>
      session.request('row/byLines', { firstLine, lastLine }, { signal }),
    'row/adjacentSelected': ({ rowIndex, step }, signal) =>
      session.request('row/adjacentSelected', { rowIndex, step, viewId }, { signal }),
    'dataset/histograms': ({ bins }, signal) => session.request('dataset/histograms', { bins, viewId }, { signal }),
  };
}
