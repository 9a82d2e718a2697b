import type { Row } from '../../dataset/conversation';
import type { Dataset } from '../../dataset/dataset';
import type { CachedTurnScore } from '../../storage/scoreCache';
import { StageProgress } from '../progress';
import type { RowFacts } from '../rows/rowFacts';
import { readUnparsedInPieces, rowRange } from '../rows/rowReader';
import type { ScoreSource } from '../sources/scoreSource';
import { TurnScoreTable } from '../results/turnScoreTable';
import { WorkAhead } from '../workAhead';
import { assertSomethingReadable } from './goodRows';
import type { JobContext } from '../job';
import { fault, say } from '../../messages/say';

const MAX_PIECE_BYTES = 8 * 1024 * 1024;

interface ScoredPool {
  readonly dataset: Dataset;
  readonly facts: RowFacts;
}

interface Piece {
  readonly rows: readonly Row[];
  readonly scores: readonly CachedTurnScore[][];
}

/**
 * Scores every turn of the pool, in file order.
 * @param onScores told of the table whenever there is more in it
 * @throws DeitaError `noUsableRows` when no row can be read, `scoresMissing` when none has a score, `fileChanged`, `cancelled`
 */
export async function scorePool(
  { dataset, facts }: ScoredPool,
  source: ScoreSource,
  { signal, onProgress }: JobContext,
  onScores?: (table: TurnScoreTable) => void,
): Promise<TurnScoreTable> {
  const table = new TurnScoreTable(dataset.rowCount);
  const progress = new StageProgress(onProgress, {
    stage: 'score',
    total: dataset.rowCount,
  });
  let done = 0;
  const onRow = (): void => progress.update(++done);
  const pieces = new WorkAhead<Piece>(({ rows, scores }) => {
    rows.forEach((row, at) => addRow(table, row, scores[at] ?? []));
    onScores?.(table);
  });
  const reading = { signal, maxRows: source.batchRows, maxBytes: MAX_PIECE_BYTES };
  for await (const piece of readUnparsedInPieces(dataset, rowRange(0, dataset.rowCount), reading)) {
    // Rows are added in order: one whose scores are at hand only once none before it waits for its own.
    if (source.scoresAtHand !== undefined) await pieces.end();
    const rows: Row[] = [];
    const before = done;
    await piece.forEach(({ row }) => {
      facts.note(row);
      const scores = rows.length === 0 ? source.scoresAtHand?.(row) : undefined;
      if (scores === undefined) rows.push(row);
      else {
        addRow(table, row, scores);
        onRow();
      }
    });
    if (rows.length > 0) await pieces.add(source.score(rows, signal, onRow).then((scores) => ({ rows, scores })));
    else if (done > before) onScores?.(table);
  }
  await pieces.end();
  await dataset.assertUnchanged();
  assertSomethingScored(dataset, table, facts);
  return table;
}

function addRow(table: TurnScoreTable, { problem }: Row, scores: readonly CachedTurnScore[]): void {
  table.addRow(scores, problem?.message);
}

function assertSomethingScored(dataset: Dataset, table: TurnScoreTable, facts: RowFacts): void {
  if (!table.evolScores.every(Number.isNaN)) return;
  assertSomethingReadable(dataset, facts);
  const row = table.evolScores.findIndex((_, index) => !facts.isBad(index));
  const reason = table.reasonOf(row) ?? say('unscored.noReason');
  throw fault('noRowScored', { line: dataset.lineNumberOf(row), reason });
}
