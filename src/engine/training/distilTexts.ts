import { throwIfAborted } from '../../common/errors';
import { seededSample } from '../../common/seededOrder';
import type { Row } from '../../dataset/conversation';
import type { TrainingText } from '../../evol/trainingTexts';
import type { DistilledSample } from '../../protocol/training';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import type { OpenDataset } from '../openDataset';
import { StageProgress } from '../progress';
import { scoresOf } from '../sources/scoresOf';
import { textsOfTurns } from './labelledTurns';

/** A server's batch is small: what is scored of a piece tells of progress, and ends soon when it is cancelled. */
const ROWS_AT_ONCE = 64;

/**
 * Rows that the seed draws, scored by another scorer through the cache, as texts to learn from.
 * @throws DeitaError what is wrong with the scorer, `cancelled`
 */
export async function distilTexts(
  open: OpenDataset,
  { scorer, rows: wanted }: DistilledSample,
  seed: number,
  context: EngineContext,
  job: JobContext,
): Promise<TrainingText[]> {
  await open.untilIndexed(job);
  const { dataset } = open;
  const source = await scoresOf(scorer, dataset, context);
  const name = await dataset.sha256(job.signal);
  const drawn = seededSample(dataset.rowCount, wanted, seed);
  const progress = new StageProgress(job.onProgress, { stage: 'score', total: drawn.length });
  const texts: TrainingText[] = [];
  let done = 0;
  for (let start = 0; start < drawn.length; start += ROWS_AT_ONCE) {
    throwIfAborted(job.signal);
    const rows: Row[] = await dataset.readRows(drawn.subarray(start, start + ROWS_AT_ONCE));
    const scored = await source.score(rows, job.signal, () => progress.update(++done));
    rows.forEach((row, at) => {
      if (row.problem !== undefined) return;
      const scores = scored[at] ?? [];
      const labels = {
        complexity: scores.map(({ complexityScore }) => known(complexityScore)),
        quality: scores.map(({ qualityScore }) => known(qualityScore)),
      };
      texts.push(...textsOfTurns(row, labels, name));
    });
  }
  return texts;
}

function known(score: number): number | null {
  return Number.isNaN(score) ? null : score;
}
