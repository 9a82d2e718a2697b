import { VERSION } from '../../common/version';
import type { SelectionCounts, SelectionRunParameters, SelectionSummary } from '../../protocol/dataset';
import { formatCount } from '../../wording/rowCard';
import { select } from '../../selection/select';
import type { SimilarityKernel } from '../../selection/similarityKernel';
import { STATUSES, type SelectionOutcome, type SelectionProgress } from '../../selection/types';
import { StageProgress } from '../progress';
import type { EmbeddingSource } from '../sources/embeddingSource';
import type { PoolScores } from '../results/poolResults';
import type { RowFacts } from '../rows/rowFacts';
import { SelectionResult } from '../results/selectionResult';
import type { JobContext } from '../job';

export interface SelectionRun {
  readonly parameters: SelectionRunParameters;
  readonly scores: PoolScores;
  readonly turnsScored: number;
  readonly embeddings: EmbeddingSource;
  readonly kernel: SimilarityKernel;
  /** Of all rows. */
  readonly facts: RowFacts;
  /** `performance.now()` when the run began, scoring included. */
  readonly startedAt: number;
}

/** Walks the scored pool (Algorithm 1). */
export async function selectPool(run: SelectionRun, { signal, onProgress }: JobContext): Promise<SelectionResult> {
  const { parameters, scores, embeddings, kernel } = run;
  const progress = new StageProgress(onProgress, {
    stage: 'select',
    total: parameters.budget === -1 ? scores.table.rowCount : Math.min(parameters.budget, scores.table.rowCount),
    message: (done, total) => `Selecting: ${formatCount(done)} of ${formatCount(total ?? 0)}`,
  });
  const report = ({ walked, selected }: SelectionProgress): void =>
    progress.update(parameters.budget === -1 ? walked : selected);
  const { comparability } = run.facts;
  const outcome = await select(candidateScores(run), parameters, embeddings, {
    kernel,
    onProgress: report,
    ...(signal === undefined ? {} : { signal }),
    ...(comparability === undefined ? {} : { comparability }),
  });
  return new SelectionResult(outcome, summarise(run, outcome));
}

/** Rows that their label rejects are no candidates, unless they are asked for. */
function candidateScores({ scores, facts, parameters }: SelectionRun): Float64Array {
  if (parameters.includeRejected === true || facts.reading.rejectedRows === 0) return scores.table.evolScores;
  return scores.table.evolScores.map((score, row) => (facts.isRejected(row) ? Number.NaN : score));
}

function summarise(run: SelectionRun, outcome: SelectionOutcome): SelectionSummary {
  const { rowsOutsideLanguage, turnsTruncated } = run.scores.table;
  const { rowsNotEmbedded = 0 } = outcome;
  return {
    parameters: run.parameters,
    counts: countStatuses(outcome),
    walked: outcome.walked,
    computed: {
      turnsScored: run.turnsScored,
      rowsEmbedded: run.embeddings.rowsEmbedded,
      ...(rowsNotEmbedded === 0 ? {} : { rowsNotEmbedded }),
    },
    ...(rowsOutsideLanguage === 0 ? {} : { rowsOutsideLanguage }),
    ...(turnsTruncated === 0 ? {} : { turnsTruncated }),
    ...(run.embeddings.rowsTruncated === 0 ? {} : { rowsTruncated: run.embeddings.rowsTruncated }),
    ...(run.facts.notCompared === undefined ? {} : { notCompared: run.facts.notCompared }),
    reading: run.facts.reading,
    models: { scorer: run.scores.label, embedder: run.embeddings.label },
    finishedAt: new Date().toISOString(),
    elapsedMs: Math.round(performance.now() - run.startedAt),
    version: VERSION,
  };
}

function countStatuses({ statuses }: SelectionOutcome): SelectionCounts {
  const counts = STATUSES.map(() => 0);
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  const [selected = 0, nearDuplicate = 0, notReached = 0, unscored = 0] = counts;
  return { rows: statuses.length, selected, nearDuplicate, notReached, unscored };
}
