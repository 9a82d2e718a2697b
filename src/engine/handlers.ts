import type { ChosenRows } from '../protocol/decisions';
import { isCancelled } from '../common/errors';
import { loggedError } from '../protocol/loggedError';
import type { MessageArgument } from '../common/message';
import { PROTOCOL_VERSION, type EngineMethod, type ParamsOf, type ResultOf } from '../protocol/requests';
import { modelNames, probe } from '../serverProbe/probe';
import type { JobProgress } from '../protocol/jobProgress';
import { annotationHandlers } from './annotation/annotationHandlers';
import { editableTexts, editRow } from './decisions/editRow';
import { composition } from './composition/composition';
import type { EngineContext } from './engineContext';
import { fineTuningHandlers } from './fineTuning/fineTuningHandlers';
import { histograms } from './histograms';
import { evaluationHandlers } from './evaluation/evaluationHandlers';
import { describeHubDataset, fetchHubDataset } from './hubDatasets';
import { describeHubModel, downloadHubModel } from './hubModels';
import type { JobContext } from './job';
import { presentGroups } from './jobs/neighbourJobs';
import { adjacentSelected } from './views/adjacentSelected';
import { makeDatasetPool } from './pools';
import type { OpenDataset } from './openDataset';
import { viewHandlers } from './views/viewHandlers';
import type { OpenDatasets } from './openDatasets';
import { submittedBatchHandlers } from './submittedBatches';
import { trainScorer } from './training/trainScorer';
import { rowLines } from './rows/rowLines';
import { rowReasons } from './rows/rowReasons';
import { rowSource } from './rows/rowSource';
import { fileOrder } from './rows/rowReader';
import { fault } from '../messages/say';
import { jobHandlers } from './jobs/jobHandlers';

export type Handlers = {
  readonly [M in EngineMethod]: (params: ParamsOf<M>, job: JobContext) => Promise<ResultOf<M>>;
};

/** Lines asked for at once, so that no request reads a whole file. */
const MOST_LINES = 10_000;

/** One handler a method of the protocol. */
export function createHandlers(context: EngineContext, datasets: OpenDatasets): Handlers {
  return {
    initialize: async ({ protocolVersion }) => {
      assertSameProtocol(protocolVersion);
      return Promise.resolve(null);
    },
    'credentials/set': ({ baseUrl, apiKey, role }) => {
      context.credentials.set(baseUrl, apiKey, role);
      return Promise.resolve(null);
    },
    'embedder/describe': async ({ embedder }) => {
      const { identity, dimensions, recommendedThreshold } = await context.models.embedder(embedder);
      return { name: identity.name, dimensions, recommendedThreshold };
    },
    ...serverHandlers(context),
    ...submittedBatchHandlers(context),
    'hub/describe': (request, job) => describeHubModel(request, context, job),
    'hub/download': (request, job) => downloadHubModel(request, context, job),
    'hub/describeDataset': (request, job) => describeHubDataset(request, context, job),
    'hub/fetchDataset': (request, job) => fetchHubDataset(request, context, job),
    'pool/make': (request, job) => makeDatasetPool(request, job),
    ...annotationHandlers(context, datasets),
    'evol/train': (request, job) => trainScorer(request, context, datasets, job),
    ...fineTuningHandlers(context, datasets),
    ...evaluationHandlers(context),
    'dataset/open': async ({ path, fields, showDecisions, showSignals, decisions }, { signal }) => {
      const open = await datasets.open(path, fields, signal);
      if (decisions !== undefined) await open.decisions.use(decisions);
      if (showDecisions === true) inBackground(open.decisions.show(), 'Decisions by hand cannot be shown.', context);
      if (showSignals === true) inBackground(open.keptSignals.restore(), 'Added signals cannot be shown.', context);
      return open.info;
    },
    'dataset/close': async ({ datasetId }) => {
      await datasets.close(datasetId);
      return null;
    },
    ...viewHandlers(datasets),
    ...rowHandlers(context, datasets),
    ...decisionHandlers(datasets),
    ...jobHandlers(context, datasets),
  };
}

function serverHandlers({ credentials }: EngineContext): Pick<Handlers, 'server/models' | 'server/probe'> {
  return {
    'server/models': ({ baseUrl }, { signal }) => modelNames({ baseUrl, apiKey: credentials.keyFor(baseUrl) }, signal),
    'server/probe': (request, { signal, onProgress }) =>
      probe(request, credentials.keyFor(request.baseUrl, request.role), {
        signal,
        measureMs: PROBE_MEASURE_MS,
        onFinding: (finding) => onProgress?.(connecting(finding.said ?? finding.message)),
      }),
  };
}

/** Long enough for a rate, short enough to wait for. */
const PROBE_MEASURE_MS = 3_000;

function connecting(about: MessageArgument): JobProgress {
  return { stage: 'connect', done: 0, total: null, ratePerSecond: null, remainingMs: null, about };
}

/** In the background: rows that are decided about are found by what all rows hold, and what is kept of them is long. */
function inBackground(work: Promise<unknown>, message: string, { log }: EngineContext): void {
  work.catch((error: unknown) => {
    if (!isCancelled(error)) log({ level: 'warn', message, ...loggedError(error) });
  });
}

type DecisionMethod = Extract<keyof Handlers, `decisions/${string}`>;

function decisionHandlers(datasets: OpenDatasets): Pick<Handlers, DecisionMethod> {
  return {
    'decisions/add': async ({ datasetId, decisions, ...chosen }, { signal }) => {
      const open = await datasets.get(datasetId);
      return open.decisions.add({ decisions, rowIndexes: chosenRows(open, chosen) }, signal);
    },
    'decisions/edit': async ({ datasetId, ...edit }, { signal }) =>
      editRow(await datasets.get(datasetId), edit, signal),
    'decisions/tellApart': async ({ datasetId, pairs, areSame }, { signal }) =>
      (await datasets.get(datasetId)).decisions.tellApart(pairs, areSame, signal),
    'decisions/keepBest': async ({ datasetId, rowIndexes }, { signal }) => {
      const { groups, decisions } = await datasets.get(datasetId);
      const redundant = groups.redundantRows(rowIndexes && new Set(rowIndexes));
      return decisions.add({ rowIndexes: redundant, decisions: [{ kind: 'drop' }] }, signal);
    },
    'decisions/adopt': async ({ datasetId }, { signal }) => {
      await (await datasets.get(datasetId)).decisions.adopt(signal);
      return null;
    },
    'decisions/undo': async ({ datasetId }, { signal }) => (await datasets.get(datasetId)).decisions.undo(signal),
    'decisions/redo': async ({ datasetId }, { signal }) => (await datasets.get(datasetId)).decisions.redo(signal),
  };
}

function chosenRows(open: OpenDataset, { viewId, positions = [], rowIndexes }: ChosenRows): number[] {
  const view = viewId === undefined ? undefined : open.view(viewId);
  return [...rowIndexes, ...positions.flatMap(([first, end]) => [...(view?.slice(first, end - first) ?? [])])];
}

type RowMethod =
  | Exclude<Extract<keyof Handlers, `row/${string}`>, 'row/neighbours' | 'row/training'>
  | 'dataset/nearDuplicateGroups'
  | 'dataset/problems'
  | 'dataset/removeSignal'
  | 'dataset/composition'
  | 'dataset/histograms';

function rowHandlers({ models }: EngineContext, datasets: OpenDatasets): Pick<Handlers, RowMethod> {
  return {
    'row/detail': async ({ datasetId, rowIndex }) => (await datasets.get(datasetId)).rows.detail(rowIndex),
    'row/source': async ({ datasetId, rowIndex }) => rowSource((await datasets.get(datasetId)).dataset, rowIndex),
    'row/lines': async ({ datasetId, ...chosen }, { signal }) => {
      const open = await datasets.get(datasetId);
      const rowIndexes = chosenRows(open, chosen);
      return { text: await rowLines(open.dataset, rowIndexes, signal), rows: rowIndexes.length };
    },
    'row/reasons': async ({ datasetId, rowIndex }) => rowReasons(await datasets.get(datasetId), rowIndex, models),
    'row/texts': async ({ datasetId, rowIndex }) => editableTexts((await datasets.get(datasetId)).dataset, rowIndex),
    'row/byLines': async ({ datasetId, firstLine, lastLine }) => {
      const { dataset, rows } = await datasets.get(datasetId);
      const start = dataset.firstRowFromLine(firstLine);
      const end = dataset.firstRowFromLine(Math.min(lastLine, firstLine + MOST_LINES) + 1);
      return rows.summaries(fileOrder(end, start));
    },
    'row/atLine': async ({ datasetId, lineNumber, orAbove }) => {
      const { dataset, rows } = await datasets.get(datasetId);
      const row = orAbove ? dataset.firstRowFromLine(lineNumber + 1) - 1 : dataset.rowIndexOfLine(lineNumber);
      return row < 0 ? null : ((await rows.summaries(Uint32Array.of(row)))[0] ?? null);
    },
    'row/adjacentSelected': async ({ datasetId, rowIndex, step, viewId }) => {
      const open = await datasets.get(datasetId);
      const view = viewId === undefined ? null : open.view(viewId);
      const found = adjacentSelected(open.shownResults.selection, view, rowIndex, step);
      return found === null ? null : ((await open.rows.summaries(Uint32Array.of(found)))[0] ?? null);
    },
    'dataset/nearDuplicateGroups': async ({ datasetId }) => presentGroups(await datasets.get(datasetId)),
    'dataset/problems': async ({ datasetId, limit }) => (await datasets.get(datasetId)).problems.slice(0, limit),
    'dataset/removeSignal': async ({ datasetId, name }) => {
      (await datasets.get(datasetId)).added.remove(name);
      return null;
    },
    'dataset/composition': async ({ datasetId, ...request }, job) =>
      composition(await datasets.get(datasetId), request, job),
    'dataset/histograms': async ({ datasetId, bins, viewId }, { signal }) => {
      const open = await datasets.get(datasetId);
      open.similarities.want(); // Nothing else shows those of rows that are no near-duplicates.
      const shown = viewId === undefined ? undefined : open.views.rowsLeftBy(viewId, open.dataset.rowCount);
      return histograms(open, { bins, shown, signal });
    },
  };
}

function assertSameProtocol(protocolVersion: number): void {
  if (protocolVersion === PROTOCOL_VERSION) return;
  throw fault('otherProtocol', { own: String(PROTOCOL_VERSION), other: String(protocolVersion) });
}
