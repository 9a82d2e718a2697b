import type { GoodRow } from '../../dataset/conversation';
import type { TrainingText } from '../../evol/trainingTexts';
import { SCORE_KINDS, type ScoreKind } from '../../scoring/promptTemplates';
import { HIGHEST_SCORE, LOWEST_SCORE } from '../../scoring/scorer';

/** Scores of a row's turns by kind; null = a turn has none. */
export type TurnLabels = Readonly<Record<ScoreKind, readonly (number | null)[]>>;

/** Turns that were scored one by one, as texts to learn from. @param file a name that tells their file from others */
export function textsOfTurns({ rowIndex, conversation }: GoodRow, labels: TurnLabels, file: string): TrainingText[] {
  return conversation.turns.flatMap((turn, at): TrainingText[] =>
    SCORE_KINDS.flatMap((dimension): TrainingText[] => {
      const score = labels[dimension][at] ?? null;
      if (score === null || turn.instruction.trim() === '') return [];
      // Scores of the released scorers are expectations and stay within; others are brought there.
      const within = Math.min(HIGHEST_SCORE, Math.max(LOWEST_SCORE, score));
      return [{ dimension, turn, score: within, group: `${file} ${rowIndex}`, chain: null }];
    }),
  );
}
