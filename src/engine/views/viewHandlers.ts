import type { Handlers } from '../handlers';
import type { OpenDatasets } from '../openDatasets';
import { movedRows } from './movedRows';
import { reviewPlace } from './reviewPlace';

type ViewMethod = Extract<keyof Handlers, `view/${string}`>;

/** Sorts, filters and shows rows by their positions. */
export function viewHandlers(datasets: OpenDatasets): Pick<Handlers, ViewMethod> {
  return {
    'view/set': async ({ datasetId, viewId, query }, { signal }) =>
      (await datasets.get(datasetId)).setView(viewId, query, signal),
    'view/close': async ({ datasetId, viewId }) => {
      (await datasets.find(datasetId))?.closeView(viewId);
      return null;
    },
    'view/rows': async ({ datasetId, viewId, start, count }) => {
      const open = await datasets.get(datasetId);
      return open.rows.summaries(open.view(viewId).slice(start, count));
    },
    'view/reviewPlace': async ({ datasetId, viewId, from }) => {
      const open = await datasets.get(datasetId);
      return reviewPlace(open.view(viewId), open.decisions.shown, from);
    },
    'view/locate': async ({ datasetId, viewId, rowIndex }) =>
      (await datasets.get(datasetId)).view(viewId).locate(rowIndex),
    'view/moved': async ({ datasetId, viewId, ...request }, { signal }) =>
      movedRows(await datasets.get(datasetId), viewId, request, signal),
  };
}
