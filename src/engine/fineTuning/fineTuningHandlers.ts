import { fault } from '../../messages/say';
import type { PrepareRequest } from '../../protocol/fineTuning';
import type { EngineContext } from '../engineContext';
import type { Handlers } from '../handlers';
import type { OpenDatasets } from '../openDatasets';
import { preparePairs } from './preparePairs';
import { prepareTraining, type PrepareFromFile } from './prepareTraining';
import { KeptRenderer } from './keptRenderer';
import { renderedRow, renderRow } from './renderRow';
import { trainingTotals } from './trainingTotals';

type FineTuningMethod = Extract<keyof Handlers, `training/${string}`> | 'row/training' | 'dataset/trainingTotals';

/** What is asked of selections that a model is to be trained on. */
export function fineTuningHandlers(
  { cache }: EngineContext,
  datasets: Pick<OpenDatasets, 'get'>,
): Pick<Handlers, FineTuningMethod> {
  const renderers = new KeptRenderer();
  return {
    'training/prepare': async (request, job) => prepareTraining(await withRows(request, datasets), cache, job),
    'training/render': (request, { signal }) => renderRow(request, cache, signal),
    'row/training': async ({ datasetId, ...asked }) =>
      renderedRow((await datasets.get(datasetId)).dataset, asked, await renderers.get(asked)),
    'dataset/trainingTotals': async ({ datasetId, ...rendering }, { signal }) => {
      const { dataset, results } = await datasets.get(datasetId);
      if (results.selection === null) throw fault('noSelectionToExport');
      const { selectedRows } = results.selection.outcome;
      return trainingTotals(dataset, selectedRows, rendering, await renderers.get(rendering), signal);
    },
    'training/pairs': (request, job) => preparePairs(request, cache, job),
  };
}

/** @throws DeitaError `usage` for an open dataset without a selection */
async function withRows(request: PrepareRequest, datasets: Pick<OpenDatasets, 'get'>): Promise<PrepareFromFile> {
  const { selection, ...others } = request;
  if ('path' in selection) return { ...others, selection };
  const { dataset, results, fields } = await datasets.get(selection.datasetId);
  if (results.selection === null) throw fault('noSelectionToExport');
  const rowIndexes = [...results.selection.outcome.selectedRows];
  return { ...others, ...(fields && { fields }), selection: { path: dataset.path, rowIndexes } };
}
