import path from 'node:path';
import { DeitaError, throwIfAborted } from '../../common/errors';
import { writeFileAtomically } from '../../dataset/atomicFile';
import { assertNotDataset } from '../../dataset/protectDataset';
import type { OpenDataset } from '../openDataset';
import type { PoolScores } from '../results/poolResults';
import type { SelectionResult } from '../results/selectionResult';
import type { JobContext } from '../job';

const ROWS_A_WRITE = 1000;

/**
 * Writes the selection report: the run, its counts, and one entry a row in file order. Row indexes are 0-based, lines
 * and ranks 1-based. Written row by row, so that its size does not matter.
 * @throws DeitaError `usage` without a selection or when the output is the dataset itself, `outputExists`, `cancelled`
 */
export async function writeReport(
  open: OpenDataset,
  outputPath: string,
  overwrite: boolean,
  { signal }: JobContext,
): Promise<void> {
  const { scores, selection } = open.results;
  if (scores === null || selection === null) {
    throw new DeitaError('usage', 'There is no selection to report yet.', 'Select first.');
  }
  await assertNotDataset(open.dataset.path, outputPath);
  await writeFileAtomically(outputPath, { overwrite }, async (sink) => {
    await sink.write(Buffer.from(`${head(open, selection)},\n"rows": [`));
    const { rowCount } = open.dataset;
    for (let start = 0; start < rowCount; start += ROWS_A_WRITE) {
      throwIfAborted(signal);
      const entries: string[] = [];
      for (let row = start; row < Math.min(start + ROWS_A_WRITE, rowCount); row++) {
        entries.push(`${row === 0 ? '' : ','}\n${JSON.stringify(entry(open, scores, selection, row))}`);
      }
      await sink.write(Buffer.from(entries.join('')));
    }
    await sink.write(Buffer.from('\n]}\n'));
  });
}

/** The report up to its rows, without the closing brace. */
function head({ dataset }: OpenDataset, { summary }: SelectionResult): string {
  const { parameters, counts, ...run } = summary;
  const source = { file: path.basename(dataset.path), bytes: dataset.byteLength };
  return JSON.stringify({ parameters, counts, run, source }).slice(0, -1);
}

function entry({ dataset, facts }: OpenDataset, scores: PoolScores, selection: SelectionResult, rowIndex: number) {
  const turns = scores.table.turnsOf(rowIndex);
  const evolScore = scores.table.evolScores[rowIndex] ?? Number.NaN;
  const status = selection.statusOf(rowIndex);
  const nearDuplicateOf = selection.duplicatedBy(rowIndex);
  const similarity = selection.similarityOf(rowIndex);
  const isScored = turns.some((turn) => !('unscoredReason' in turn));
  const isOutside = turns.some((turn) => 'outsideLanguage' in turn && turn.outsideLanguage);
  return {
    rowIndex,
    lineNumber: dataset.lineNumberOf(rowIndex),
    status,
    rank: selection.rankOf(rowIndex),
    evolScore: Number.isNaN(evolScore) ? undefined : evolScore,
    complexityScores: isScored
      ? turns.map((turn) => ('unscoredReason' in turn ? null : turn.complexityScore))
      : undefined,
    qualityScores: isScored ? turns.map((turn) => ('unscoredReason' in turn ? null : turn.qualityScore)) : undefined,
    note: isOutside ? "outside the default scorer's language" : undefined,
    nearDuplicateOf,
    cosineSimilarity: nearDuplicateOf === undefined ? undefined : similarity,
    reason: status === 'unscored' ? reasonOf(rowIndex) : undefined,
  };

  function reasonOf(row: number): string {
    const reason = selection.invalidReasonOf(row) ?? scores.table.reasonOf(row);
    return reason ?? (facts.isBad(row) ? 'bad row' : 'no reason given');
  }
}
