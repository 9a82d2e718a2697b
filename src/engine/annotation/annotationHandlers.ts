import type { ReadRun } from '../../evol/inspect/followedRun';
import { statusOf } from '../../evol/inspect/runStatus';
import type { CorrectedChain, RunOverview } from '../../protocol/annotation';
import type { ParamsOf } from '../../protocol/requests';
import type { EngineContext } from '../engineContext';
import type { Handlers } from '../handlers';
import type { OpenDatasets } from '../openDatasets';
import { annotateRun, estimateAnnotation, type Annotating } from './annotateRun';
import { AnnotationRuns } from './annotationRuns';
import { chainDetail, chainPage, filterCounts } from './chainViews';
import { correctRun } from './correctRun';
import { exportRun } from './exportRun';
import { OpenChatModels } from './openChatModels';

type RunMethod = Extract<keyof Handlers, `evol/${string}`>;

/** What annotation runs are asked. */
export function annotationHandlers(
  context: EngineContext,
  datasets: OpenDatasets,
): Pick<Handlers, Exclude<RunMethod, 'evol/train'>> {
  const runs = new AnnotationRuns();
  const shared: Annotating = { runs, models: new OpenChatModels(context), emit: context.emit };
  return {
    'evol/estimate': async ({ datasetId, ...request }, job) =>
      estimateAnnotation(await datasets.get(datasetId), request, job),
    'evol/annotate': async ({ datasetId, ...request }, job) =>
      annotateRun(await datasets.get(datasetId), request, shared, job),
    'evol/inspect': async ({ folder }) => (await runs.read(folder)).inspected,
    'evol/export': async (request) => ({ rows: await exportRun(await runs.read(request.folder), request) }),
    'evol/run': async ({ folder }) => overviewOf(await runs.read(folder), await runs.isWorkedOn(folder)),
    'evol/chains': async ({ folder, query, start, count }) => chainPage(await runs.read(folder), query, start, count),
    'evol/chain': async ({ folder, chainId }) => chainDetail(await runs.read(folder), chainId),
    'evol/correct': correctOneByOne(runs, context),
  };
}

/** What takes a correction back depends on those before it. */
function correctOneByOne(runs: AnnotationRuns, { emit }: EngineContext): Handlers['evol/correct'] {
  let correcting: Promise<unknown> = Promise.resolve();
  const correct = async ({ folder, correction }: ParamsOf<'evol/correct'>): Promise<CorrectedChain> => {
    const undo = await correctRun(await runs.read(folder), correction);
    emit('runChanged', await runs.change(folder));
    return { chain: chainDetail(await runs.read(folder), correction.chain), undo };
  };
  return (request) => {
    const corrected = correcting.then(() => correct(request));
    correcting = corrected.catch(() => undefined);
    return corrected;
  };
}

function overviewOf({ run, inspected }: ReadRun, working: boolean): RunOverview {
  const { fileName, createdAt, note, parameters } = run.description;
  return {
    folder: run.folder,
    fileName,
    createdAt,
    ...(note === undefined ? {} : { note }),
    parameters,
    status: statusOf(inspected),
    counts: filterCounts(inspected),
    working,
  };
}
