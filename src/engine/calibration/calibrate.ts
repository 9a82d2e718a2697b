import { throwIfAborted } from '../../common/errors';
import type { Row } from '../../dataset/conversation';
import type {
  Calibration,
  CalibrationCandidate,
  CalibrationPair,
  CalibrationRequest,
  CalibrationRow,
} from '../../protocol/calibration';
import { type NearestPair, nearestWithin } from '../../selection/nearestWithin';
import { RowBlock } from '../../selection/rowBlock';
import { binScale } from '../binScale';
import type { EngineContext } from '../engineContext';
import { goodRows } from '../jobs/goodRows';
import type { JobContext } from '../job';
import { withKernel } from '../models/engineModels';
import type { OpenDataset } from '../openDataset';
import { StageProgress } from '../progress';
import { type EmbeddingSource, openEmbeddingSource } from '../sources/embeddingSource';
import { type Candidate, candidates } from './candidates';
import { excerptOf } from './excerpt';
import { comparabilityOf } from '../rows/poolComparability';
import { fullCalibration } from './fullCalibration';
import { sampleRows } from './sampleRows';
import { fault } from '../../messages/say';

const BINS = 40;
const MOST_SAMPLED = 20_000;

/**
 * Compares a sample of rows with each other and picks pairs to read around thresholds to choose from.
 * @throws DeitaError `usage` for a sample that cannot be compared
 */
export async function calibrate(
  open: OpenDataset,
  { embedder, sampleSize, seed, inFull }: CalibrationRequest,
  { models, cache }: EngineContext,
  job: JobContext,
): Promise<Calibration> {
  if (!(Number.isInteger(sampleSize) && sampleSize >= 2 && sampleSize <= MOST_SAMPLED)) {
    throw fault('sampleSize', { rows: String(sampleSize), most: String(MOST_SAMPLED) });
  }
  await open.prepareForJob(job);
  const sample = sampleRows(await goodRows(open, job), sampleSize, seed);
  if (sample.length < 2) throw fault('nothingToCompare');
  const source = await openEmbeddingSource(embedder, open.dataset, models, cache.embeddings);
  try {
    const block = await embedSample(sample, source, job);
    const options = { signal: job.signal, comparability: comparabilityOf(open) };
    const pairs = await withKernel(models, (kernel) => nearestWithin(block, kernel, options));
    const found = candidates(pairs, source.recommendedThreshold);
    const full =
      inFull &&
      (await withKernel(models, (kernel) => fullCalibration({ block, pairs, found }, inFull, kernel, options)));
    await cache.flush();
    await open.dataset.assertUnchanged();
    return {
      embedder: source.label,
      recommendedThreshold: source.recommendedThreshold,
      rowCount: open.dataset.rowCount,
      sampledRows: sample.length,
      histogram: histogramOf(pairs),
      candidates: await withTexts(found, open),
      ...(full === undefined ? {} : { full }),
    };
  } finally {
    await source.close();
  }
}

async function embedSample(
  sample: Uint32Array,
  source: EmbeddingSource,
  { signal, onProgress }: JobContext,
): Promise<RowBlock> {
  const progress = new StageProgress(onProgress, {
    stage: 'embed',
    total: sample.length,
  });
  const values = new Float32Array(sample.length * source.dimensions);
  for (let start = 0; start < sample.length; start += source.batchRows) {
    throwIfAborted(signal);
    const rows = sample.slice(start, start + source.batchRows);
    values.set(await source.embed(rows, signal), start * source.dimensions);
    progress.update(start + rows.length);
  }
  return RowBlock.of(sample, values, source.dimensions);
}

function histogramOf(pairs: readonly NearestPair[]): Calibration['histogram'] {
  const counts = new Array<number>(BINS).fill(0);
  const scale = binScale(pairs.length, BINS, (place) => pairs[place]?.cosineSimilarity ?? Number.NaN);
  if (scale === undefined) return { min: 0, max: 0, counts };
  for (const { cosineSimilarity } of pairs) {
    const bin = scale.binOf(cosineSimilarity);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { min: scale.min, max: scale.max, counts };
}

async function withTexts(found: readonly Candidate[], { dataset }: OpenDataset): Promise<CalibrationCandidate[]> {
  const pairs = found.flatMap(({ above, below }) => [...above, ...below]);
  const needed = [...new Set(pairs.flatMap(({ rowIndex, nearestRowIndex }) => [rowIndex, nearestRowIndex]))];
  const rows = new Map((await dataset.readRows(needed)).map((row, at) => [needed[at] ?? -1, row]));
  const rowOf = (rowIndex: number): CalibrationRow => ({
    rowIndex,
    lineNumber: dataset.lineNumberOf(rowIndex),
    text: excerptOf(rows.get(rowIndex) as Row),
  });
  const pairOf = ({ rowIndex, nearestRowIndex, cosineSimilarity }: NearestPair): CalibrationPair => ({
    cosineSimilarity,
    first: rowOf(Math.min(rowIndex, nearestRowIndex)),
    second: rowOf(Math.max(rowIndex, nearestRowIndex)),
  });
  return found.map(({ above, below, ...candidate }) => ({
    ...candidate,
    above: above.map(pairOf),
    below: below.map(pairOf),
  }));
}
