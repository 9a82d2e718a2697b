import type { TurnScore } from '../../scoring/scorer';
import type { RowResultSignal, TurnResultSignal } from './signalSource';

export const EVOL_SCORE: RowResultSignal = {
  valuesOf: ({ scores }) => scores && ((row) => scores.table.evolScores[row] ?? Number.NaN),
};

export const COMPLEXITY_SCORE: TurnResultSignal = {
  valuesOf: ({ scores }) => scores && ((row) => scores.table.meanComplexityOf(row)),
  turnValuesOf: ({ scores }) => scores && ((row) => scores.table.turnsOf(row).map(orNaN('complexityScore'))),
};

export const QUALITY_SCORE: TurnResultSignal = {
  valuesOf: ({ scores }) => scores && ((row) => scores.table.meanQualityOf(row)),
  turnValuesOf: ({ scores }) => scores && ((row) => scores.table.turnsOf(row).map(orNaN('qualityScore'))),
};

function orNaN(score: 'complexityScore' | 'qualityScore'): (turn: TurnScore) => number {
  return (turn) => ('unscoredReason' in turn ? Number.NaN : turn[score]);
}
