import type { Row } from '../../dataset/conversation';
import type { Inspection, InspectRequest } from '../../protocol/inspection';
import type { JobContext } from '../job';
import type { OpenDataset } from '../openDataset';
import { StageProgress } from '../progress';
import { readInPieces, rowRange } from '../rows/rowReader';

/** Reads every row: why scores that rows carry cannot be used is not kept with what else is known of them. */
export async function inspectDataset(
  open: OpenDataset,
  { mostProblems, decisions: file }: InspectRequest,
  job: JobContext,
): Promise<Inspection> {
  await open.prepareForJob(job);
  const decisions = await open.decisions.readIfAny(file, job.signal);
  const carriedScores = await countCarriedScores(open, job);
  const { container, format, byteLength, containerNotes } = open.dataset;
  const { noted, problems, problemCount, reading, notCompared } = open.facts;
  return {
    container,
    format,
    bytes: byteLength,
    containerNotes,
    rows: noted,
    turns: reading.turns,
    problemCount,
    problems: problems.slice(0, mostProblems),
    carriedScores,
    reading,
    ...(notCompared === undefined ? {} : { notCompared }),
    ...(decisions === undefined ? {} : { decisions: { ...decisions.summary, file: decisions.file } }),
  };
}

/** Notes what else the rows tell on the way. */
async function countCarriedScores(
  { dataset, facts }: OpenDataset,
  { signal, onProgress }: JobContext,
): Promise<Inspection['carriedScores']> {
  const counts = { usable: 0, unusable: 0 };
  const progress = new StageProgress(onProgress, { stage: 'read', total: dataset.rowCount });
  let done = 0;
  for await (const rows of readInPieces(dataset, rowRange(0, dataset.rowCount), { signal })) {
    for (const row of rows) {
      facts.note(row);
      if (carries(row, 'carriedScores')) counts.usable++;
      if (carries(row, 'carriedScoresProblem')) counts.unusable++;
    }
    progress.update((done += rows.length));
  }
  return counts;
}

function carries(row: Row, what: 'carriedScores' | 'carriedScoresProblem'): boolean {
  return row.problem === undefined && row[what] !== undefined;
}
