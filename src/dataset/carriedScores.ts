import type { Message } from '../common/message';
import { say } from '../messages/say';
import type { CarriedScores } from './conversation';
import { nestedJson } from './formats/format';
import { USE } from './formats/keys';
import type { RowReading } from './formats/rowReading';

/** Scores that fit the turns, or why those that the row carries do not; neither when it carries none. */
export interface CarriedScoresReading {
  readonly carriedScores?: CarriedScores;
  readonly carriedScoresProblem?: Message;
}

const NOTHING: CarriedScoresReading = {};

export function readCarriedScores(row: RowReading, turnCount: number): CarriedScoresReading {
  if (!row.mayHave(USE.scores)) return NOTHING;
  const complexityScores = scoresIn(row.value.complexity_scores);
  const qualityScores = scoresIn(row.value.quality_scores);
  if (complexityScores === undefined && qualityScores === undefined) return NOTHING;
  const carriedScoresProblem =
    problemOf('complexity_scores', complexityScores, turnCount) ??
    problemOf('quality_scores', qualityScores, turnCount);
  if (carriedScoresProblem !== undefined) return { carriedScoresProblem };
  return { carriedScores: { complexityScores, qualityScores } as CarriedScores };
}

/** In a table of texts a list of scores is a text. */
function scoresIn(value: unknown): unknown {
  return nestedJson(value) ?? value ?? undefined;
}

function problemOf(field: string, value: unknown, turnCount: number): Message | undefined {
  if (value === undefined) return say('carried.missing', { field });
  if (!Array.isArray(value)) return say('carried.noList', { field });
  if (value.length !== turnCount) {
    return say('carried.otherLength', { field, entries: String(value.length), turns: String(turnCount) });
  }
  return areScores(value) ? undefined : say('carried.noNumbers', { field });
}

/** By index: every row has two short lists, for which an iterator or a function called back takes as long as all else. */
function areScores(list: readonly unknown[]): boolean {
  for (let at = 0; at < list.length; at++) if (list[at] !== null && !Number.isFinite(list[at])) return false;
  return true;
}
