import { statusOf } from '../../evol/inspect/runStatus';
import type { CorrectedChain, RunOverview } from '../../protocol/annotation';
import type { ParamsOf } from '../../protocol/requests';
import type { EngineContext } from '../engineContext';
import type { Handlers } from '../handlers';
import { AnnotationRuns, type ReadRun } from './annotationRuns';
import { chainDetail, chainPage, filterCounts } from './chainViews';
import { correctRun } from './correctRun';

type RunMethod = 'evol/run' | 'evol/chains' | 'evol/chain' | 'evol/correct';

/** What annotation runs are asked. */
export function annotationHandlers({ emit }: EngineContext): Pick<Handlers, RunMethod> {
  const runs = new AnnotationRuns();
  // One after the other: what takes a correction back depends on those before it.
  let correcting: Promise<unknown> = Promise.resolve();
  const correct = async ({ folder, correction }: ParamsOf<'evol/correct'>): Promise<CorrectedChain> => {
    const undo = await correctRun(await runs.read(folder), correction);
    const read = await runs.read(folder);
    emit('runChanged', { folder, status: statusOf(read.inspected), working: await runs.isWorkedOn(folder) });
    return { chain: chainDetail(read, correction.chain), undo };
  };
  return {
    'evol/run': async ({ folder }) => overviewOf(await runs.read(folder), await runs.isWorkedOn(folder)),
    'evol/chains': async ({ folder, query, start, count }) => chainPage(await runs.read(folder), query, start, count),
    'evol/chain': async ({ folder, chainId }) => chainDetail(await runs.read(folder), chainId),
    'evol/correct': (request) => {
      const corrected = correcting.then(() => correct(request));
      correcting = corrected.catch(() => undefined);
      return corrected;
    },
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
