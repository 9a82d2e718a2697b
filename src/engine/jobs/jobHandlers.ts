import type { ParamsOf, ResultOf } from '../../protocol/requests';
import { calibrate } from '../calibration/calibrate';
import { applyEdits, revertEdits } from '../decisions/applyEdits';
import type { EngineContext } from '../engineContext';
import { exportBatch, importBatch } from './batchJobs';
import { runEmbedding, runScoring } from './datasetJobs';
import { compareScorers } from './compareScorers';
import { estimateCost } from './estimateCost';
import { exportRows } from './exportRows';
import { exportSources } from './exportSources';
import { inspectDataset } from './inspectDataset';
import type { JobContext } from '../job';
import { findNearDuplicates, findNeighbours } from './neighbourJobs';
import { budgetCurve } from './budgetCurve';
import { compareSelections } from './compareSelections';
import { openRun } from './openRun';
import { poolSignals } from './poolSignals';
import { runSelection } from './selectPool';
import { writeRecipe } from './writeRecipe';
import { writeReport } from './writeReport';
import type { OpenDataset } from '../openDataset';
import type { OpenDatasets } from '../openDatasets';
import type { JobName } from '../../messages/phrases/jobNames';
import type { Handlers } from '../handlers';

type JobMethod =
  | 'dataset/inspect'
  | 'dataset/estimate'
  | 'dataset/score'
  | 'dataset/select'
  | 'dataset/curve'
  | 'dataset/compare'
  | 'dataset/signals'
  | 'dataset/embed'
  | 'dataset/nearDuplicates'
  | 'dataset/calibrate'
  | 'row/neighbours'
  | 'dataset/compareScorers'
  | 'dataset/report'
  | 'dataset/openRun'
  | 'dataset/recipe'
  | 'dataset/export'
  | 'dataset/exportSources'
  | 'dataset/exportBatch'
  | 'dataset/importBatch'
  | 'edits/apply'
  | 'edits/revert';

/** What has its dataset to itself while it runs. */
interface Job<M extends JobMethod> {
  /** For whoever comes second. */
  readonly name: JobName;
  readonly run: (
    open: OpenDataset,
    request: ParamsOf<M>,
    context: EngineContext,
    job: JobContext,
  ) => Promise<ResultOf<M>>;
  /** Whether it is over so soon that it may run beside others. */
  readonly isShort?: (open: OpenDataset, request: ParamsOf<M>) => boolean;
}

const JOBS: { readonly [M in JobMethod]: Job<M> } = {
  'dataset/inspect': { name: 'job.inspect', run: (open, request, _, job) => inspectDataset(open, request, job) },
  'dataset/score': { name: 'job.score', run: runScoring },
  'dataset/estimate': { name: 'job.estimate', run: estimateCost },
  'dataset/select': { name: 'job.select', run: runSelection },
  'dataset/curve': { name: 'job.curve', run: budgetCurve },
  'dataset/compare': { name: 'job.compare', run: compareSelections },
  'dataset/signals': { name: 'job.signals', run: poolSignals },
  'dataset/embed': { name: 'job.embed', run: (open, { embedder }, ...rest) => runEmbedding(open, embedder, ...rest) },
  'dataset/nearDuplicates': { name: 'job.nearDuplicates', run: findNearDuplicates },
  'dataset/calibrate': { name: 'job.calibrate', run: calibrate },
  'row/neighbours': {
    name: 'job.neighbours',
    run: (open, request, _, job) => findNeighbours(open, request, job),
    isShort: (open, { embedder }) => open.neighbours.isReadyFor(embedder),
  },
  'dataset/compareScorers': { name: 'job.compareScorers', run: compareScorers },
  'dataset/report': {
    name: 'job.report',
    run: (open, { outputPath, ...options }, _, job) =>
      writeReport(open, outputPath, options, job).then(() => ({ outputPath })),
  },
  'dataset/openRun': { name: 'job.openRun', run: (open, { path }, ...rest) => openRun(open, path, ...rest) },
  'dataset/recipe': {
    name: 'job.export',
    run: (open, request, _, job) => writeRecipe(open, request, job).then(() => ({ outputPath: request.outputPath })),
  },
  'dataset/export': { name: 'job.export', run: (open, request, _, job) => exportRows(open, request, job) },
  'dataset/exportSources': { name: 'job.export', run: (open, request, _, job) => exportSources(open, request, job) },
  'dataset/exportBatch': { name: 'job.export', run: exportBatch },
  'edits/apply': { name: 'job.applyEdits', run: (open, _request, _context, job) => applyEdits(open, job) },
  'edits/revert': { name: 'job.applyEdits', run: (open, _request, _context, job) => revertEdits(open, job) },
  'dataset/importBatch': { name: 'job.import', run: importBatch },
};

export function jobHandlers(context: EngineContext, datasets: OpenDatasets): Pick<Handlers, JobMethod> {
  const handler = <M extends JobMethod>({ name, run, isShort }: Job<M>) => {
    return async (request: ParamsOf<M>, job: JobContext): Promise<ResultOf<M>> => {
      const open = await datasets.get(request.datasetId);
      if (isShort?.(open, request) === true) return run(open, request, context, job);
      const leave = await open.jobs.take(name);
      try {
        return await run(open, request, context, job);
      } finally {
        leave();
      }
    };
  };
  const handlers = Object.entries(JOBS).map(([method, job]) => [method, handler(job as Job<JobMethod>)]);
  return Object.fromEntries(handlers) as Pick<Handlers, JobMethod>;
}
