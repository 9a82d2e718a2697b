import { readHead } from '../../../src/scoring/builtIn/head';
import { readKoreanReading } from '../../../src/scoring/builtIn/koreanReading';
import type { TurnRow } from '../../../src/scoring/builtIn/turnRow';
import { scoresOfRow, type BuiltInScores } from '../../../src/scoring/builtIn/turnScores';
import { hashText } from '../../../src/scoring/features/textHash';
import type { ComparedRows } from '../demandOrders';
import { trainHeads, type JudgedRow } from '../headLessons';
import { isLearned } from '../labels';

const FOLDS = 4;

/** A judged turn and the scores of heads that have not seen its instruction, or its source. */
export interface Held {
  readonly judged: JudgedRow;
  readonly scores: BuiltInScores;
}

/** Scores of a turn by one fit. */
export type ScoreRow = (row: TurnRow, response: string) => BuiltInScores;
/** Trains the heads on judged rows. */
type Fit = (learned: readonly JudgedRow[]) => ScoreRow;

/** A way to score judged rows, from those that may be learned from. */
export function headFit(demands: ComparedRows, seed: number): Fit {
  return (learned) => {
    const { complexity, quality, soundness, answerWording, korean } = trainHeads(learned, demands, seed);
    const heads = {
      complexity: readHead(complexity),
      quality: readHead(quality),
      soundness: readHead(soundness),
      answerWording,
      korean: readKoreanReading(korean),
    };
    return (row, response) => scoresOfRow(row, response, heads);
  };
}

/** Four rounds, each scoring the quarter of the instructions that it did not learn from; fold 0 is the held-out quarter. */
export function byInstruction(rows: readonly JudgedRow[], fit: Fit, seed: number): Held[][] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const inFold = ({ turn }: JudgedRow): boolean => hashText(turn.instruction.trim(), seed) % FOLDS === fold;
    const score = fit(rows.filter((row) => isLearned(row.turn) && !inFold(row)));
    return rows.filter(inFold).map((judged) => held(judged, score));
  });
}

/** For each source that is learned from: heads that learned from the others alone. */
export function fitsWithoutSource(rows: readonly JudgedRow[], fit: Fit): ReadonlyMap<string, ScoreRow> {
  const learned = rows.filter(({ turn }) => isLearned(turn));
  const entries = sourcesOf(learned).map(
    (source) => [source, fit(learned.filter(({ turn }) => turn.source !== source))] as const,
  );
  return new Map(entries);
}

export function held(judged: JudgedRow, score: ScoreRow): Held {
  return { judged, scores: score(judged.row, judged.turn.response) };
}

export function sourcesOf(rows: readonly JudgedRow[]): string[] {
  return [...new Set(rows.map(({ turn }) => turn.source))].sort();
}
