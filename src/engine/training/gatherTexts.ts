import { Random } from '../../common/random';
import type { ScratchFolder } from '../../dataset/containers/scratch';
import type { GoodRow } from '../../dataset/conversation';
import { inspectRun } from '../../evol/inspect/inspectRun';
import { readRun } from '../../evol/run/runFolder';
import { textsOfRun, type TrainingText } from '../../evol/trainingTexts';
import type { TrainRequest } from '../../protocol/training';
import { readInPieces, rowRange } from '../rows/rowReader';
import { withDataset } from '../sources/withDataset';
import { textsOfTurns } from './labelledTurns';
import { fault } from '../../messages/say';

/** More rows with scores hardly help a head, and all are held in memory. */
const MOST_LABELLED_ROWS = 10_000;

/** Everything to learn from that stands in files. */
export interface GatheredTexts {
  /** The variants of each run, corrections applied, by its folder. */
  readonly ofRuns: ReadonlyMap<string, readonly TrainingText[]>;
  /** Rows with scores. */
  readonly labelled: readonly TrainingText[];
}

export async function gatherTexts(
  { runs, labels, seed }: Pick<TrainRequest, 'runs' | 'labels' | 'seed'>,
  scratch: ScratchFolder,
  signal: AbortSignal | undefined,
): Promise<GatheredTexts> {
  const ofRuns = new Map<string, TrainingText[]>();
  const labelled: TrainingText[] = [];
  for (const folder of runs) ofRuns.set(folder, await textsIn(folder));
  for (const file of labels) labelled.push(...(await textsOfRows(file, seed, scratch, signal)));
  return { ofRuns, labelled };
}

/** @throws DeitaError `scoresMissing` */
export function assertSomethingToLearn(texts: readonly TrainingText[], sources: readonly string[]): void {
  if (texts.length === 0) throw fault('nothingToLearn', { places: sources.join(', ') });
}

async function textsIn(folder: string): Promise<TrainingText[]> {
  const run = await readRun(folder);
  return textsOfRun(run, inspectRun(run), { file: run.description.parameters.fileSha256, run: folder });
}

/** Of many rows with scores a sample that the seed draws, wherever in the file they stand. */
function textsOfRows(
  file: string,
  seed: number,
  scratch: ScratchFolder,
  signal: AbortSignal | undefined,
): Promise<TrainingText[]> {
  return withDataset(file, scratch, { signal }, async (dataset) => {
    const name = await dataset.sha256(signal);
    const random = new Random(seed);
    const drawn: TrainingText[][] = [];
    let seen = 0;
    for await (const rows of readInPieces(dataset, rowRange(0, dataset.rowCount), { signal })) {
      for (const row of rows) {
        const texts = row.problem === undefined ? textsOfRow(row, name) : [];
        if (texts.length === 0) continue;
        // Each row seen so far has the same chance to be among those drawn.
        const place = seen++ < MOST_LABELLED_ROWS ? drawn.length : random.below(seen);
        if (place < MOST_LABELLED_ROWS) drawn[place] = texts;
      }
    }
    return drawn.flat();
  });
}

function textsOfRow(row: GoodRow, file: string): TrainingText[] {
  if (row.carriedScores === undefined) return [];
  const { complexityScores, qualityScores } = row.carriedScores;
  return textsOfTurns(row, { complexity: complexityScores, quality: qualityScores }, file);
}
