import type { Turn } from '../../dataset/conversation';
import { readScoringModel } from './modelFiles';
import { fitTurn } from './textLimit';
import { ROW_FEATURES, turnRow } from './turnRow';

/** Turns as the built-in heads see them: row-major turns × ROW_FEATURES. */
export type TurnFeatures = (turns: readonly Turn[]) => Float64Array;

/** @throws DeitaError `modelMissing` */
export async function createTurnFeatures(modelDir: string): Promise<TurnFeatures> {
  const model = await readScoringModel(modelDir);
  return (turns) => {
    const rows = new Float64Array(turns.length * ROW_FEATURES.length);
    turns.map(fitTurn).forEach(({ instruction, response }, at) => {
      rows.set(turnRow(instruction, response, model).features, at * ROW_FEATURES.length);
    });
    return rows;
  };
}
