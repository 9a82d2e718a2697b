import { VERSION } from '../../common/version';
import { NO_BUDGET, weighsByCandidates } from '../../choices/strategies';
import type { SelectionCounts, SelectionSummary } from '../../protocol/dataset';
import { neededBy, numbersOf, strategyOf, type SelectionRequest } from '../../protocol/selection';
import type { SelectOptions } from '../../selection/select';
import { selectorOf } from '../../selection/strategies';
import { STATUSES, type SelectionOutcome, type SelectionProgress } from '../../selection/types';
import { withExcluded, withReasonsOfUnscored } from '../../selection/withExcluded';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import { withKernel } from '../models/engineModels';
import type { OpenDataset } from '../openDataset';
import { PREPARING_STAGES, StagedProgress } from '../stagedProgress';
import { SelectionResult } from '../results/selectionResult';
import { prepareSelection, type SelectionRun } from './prepareSelection';

/**
 * Selects by the strategy that is asked for, and shows the selection. Until it is complete the previous one stays, also
 * when the run fails or is cancelled.
 * @throws DeitaError as `prepareSelection`
 */
export async function runSelection(
  open: OpenDataset,
  request: SelectionRequest,
  context: EngineContext,
  job: JobContext,
): Promise<SelectionSummary> {
  const run = await prepareSelection(open, request, context, job);
  const selection = await selectPool(run, open, context, job);
  await open.setSelection(run.scoring?.scores ?? open.results.scores, selection);
  return selection.summary;
}

/**
 * Selects from a pool that is prepared, and closes its embeddings.
 * @throws DeitaError `fileChanged`, `cancelled`, and what embedders throw
 */
export async function selectPool(
  run: SelectionRun,
  { dataset }: Pick<OpenDataset, 'dataset'>,
  { models }: Pick<EngineContext, 'models'>,
  job: JobContext,
): Promise<SelectionResult> {
  const { embeddings, pool, parameters, files } = run;
  const { budget, excluded, asideOf, tags } = pool;
  const { targets } = files;
  const strategy = strategyOf(parameters);
  const select = selectorOf(strategy, budget);
  const ranking = weighsByCandidates(strategy) ? pool.candidates : pool.ranking;
  const options = optionsOf(run, job);
  const supply = {
    ...numbersOf(neededBy(parameters)),
    budget,
    ...(tags === undefined ? {} : { tags }),
    ...(targets === undefined ? {} : { targets }),
  };
  try {
    const walked =
      embeddings === undefined
        ? await select(ranking, supply, options)
        : await withKernel(models, (kernel) =>
            select(ranking, { ...supply, embedder: embeddings }, { ...options, kernel }),
          );
    const told = excluded === undefined ? walked : withExcluded(walked, excluded);
    const outcome = asideOf === undefined ? told : withReasonsOfUnscored(told, asideOf);
    const selection = new SelectionResult(outcome, summarise(run, outcome));
    await dataset.assertUnchanged();
    return selection;
  } finally {
    await embeddings?.close();
  }
}

function optionsOf({ pool, comparability, embeddings, parameters }: SelectionRun, job: JobContext): SelectOptions {
  const { ranking, kept, limits, budget } = pool;
  const progress = new StagedProgress(job.onProgress);
  const total = budget === NO_BUDGET ? ranking.length : Math.min(budget, ranking.length);
  const report = ({ walked, selected }: Pick<SelectionProgress, 'walked' | 'selected'>): void =>
    progress.update('select', budget === NO_BUDGET ? walked : selected, total);
  // Others embed all rows first, and tell of that.
  const selectsFromTheStart = embeddings === undefined || strategyOf(parameters) === 'repr-filter';
  if (selectsFromTheStart) report({ walked: 0, selected: 0 });
  return {
    onProgress: report,
    onPreparing: (stage, done, rows) => progress.update(PREPARING_STAGES[stage], done, rows),
    kept,
    limits,
    ...(job.signal === undefined ? {} : { signal: job.signal }),
    ...(comparability === undefined ? {} : { comparability }),
  };
}

function summarise(run: SelectionRun, outcome: SelectionOutcome): SelectionSummary {
  const { scoring, embeddings, facts } = run;
  const { rowsOutsideLanguage = 0, turnsTruncated = 0 } = scoring?.scores.table ?? {};
  const rowsTruncated = embeddings?.rowsTruncated ?? 0;
  const { rowsNotEmbedded = 0 } = outcome;
  return {
    parameters: run.parameters,
    counts: countStatuses(outcome, run.pool.excluded !== undefined),
    walked: outcome.walked,
    computed: {
      turnsScored: scoring?.turnsScored ?? 0,
      rowsEmbedded: embeddings?.rowsEmbedded ?? 0,
      ...(rowsNotEmbedded === 0 ? {} : { rowsNotEmbedded }),
    },
    ...(run.decisions === undefined ? {} : { decisions: run.decisions }),
    ...(rowsOutsideLanguage === 0 ? {} : { rowsOutsideLanguage }),
    ...(turnsTruncated === 0 ? {} : { turnsTruncated }),
    ...(rowsTruncated === 0 ? {} : { rowsTruncated }),
    ...(embeddings === undefined || facts.notCompared === undefined ? {} : { notCompared: facts.notCompared }),
    reading: facts.reading,
    models: {
      ...(scoring === undefined ? {} : { scorer: scoring.scores.label }),
      ...(embeddings === undefined ? {} : { embedder: embeddings.label }),
    },
    finishedAt: new Date().toISOString(),
    elapsedMs: Math.round(performance.now() - run.startedAt),
    version: VERSION,
  };
}

function countStatuses({ statuses }: SelectionOutcome, mayExclude: boolean): SelectionCounts {
  const counts = new Uint32Array(STATUSES.length);
  // An iterator over a typed array takes ten times as long.
  for (let row = 0; row < statuses.length; row++) {
    const status = statuses[row] as number;
    counts[status] = (counts[status] as number) + 1;
  }
  const [selected = 0, nearDuplicate = 0, notReached = 0, unscored = 0, excluded = 0] = counts;
  const counted = { rows: statuses.length, selected, nearDuplicate, notReached, unscored };
  return mayExclude ? { ...counted, excluded } : counted;
}
