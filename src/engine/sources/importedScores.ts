import type { PrecomputedScorerChoice } from '../../choices/scorers/precomputed';
import type { Message } from '../../common/message';
import type { Row } from '../../dataset/conversation';
import type { Dataset } from '../../dataset/dataset';
import { say } from '../../messages/say';
import { signalNamed, type SignalValue } from '../../protocol/signals';
import { scoresFromRow } from '../../scoring/precomputedScores';
import type { CachedTurnScore } from '../../storage/scoreCache';
import { fieldSignal } from '../signals/derived/field';
import { keysOf } from '../signals/rowKeys';
import type { KeySignal } from '../signals/signalSource';
import type { JoinedFields } from './joinedFile';
import { toCached } from './cachedScores';
import type { ScoreSource } from './scoreSource';

/** Where scores are imported from: both are fields of the rows. */
export type ImportedScores = Required<PrecomputedScorerChoice>;

export function areImported(choice: {
  readonly kind: string;
  readonly complexitySignal?: string;
}): choice is ImportedScores {
  return choice.kind === 'precomputed' && choice.complexitySignal !== undefined;
}

/**
 * Scores that stand in fields of the rows: a list with a number per turn, or one number, which then stands for the whole
 * row whatever its turns. Rows where that is missing are unscored, with the reason.
 */
export function importedScores(
  { complexitySignal, qualitySignal }: ImportedScores,
  dataset: Dataset,
  joined?: JoinedFields,
): ScoreSource {
  const fields = [named(complexitySignal), named(qualitySignal)] as const;
  return {
    label: {
      name: `${complexitySignal} × ${qualitySignal}`,
      version: '1',
      hash: JSON.stringify([complexitySignal, qualitySignal, joined?.stamp]),
      heuristic: false,
    },
    batchRows: 256,
    turnsScored: 0,
    turnsToAskAgain: 0,
    score: async (rows, _signal, onRow) => {
      const sources = await dataset.readSources(rows.map(({ rowIndex }) => rowIndex));
      return rows.map((row, at) => {
        onRow?.();
        return row.problem === undefined ? scoresOf(row, sources[at] as Buffer, fields, joined) : [];
      });
    },
  };
}

/** Where public pools carry a complexity and a quality score of DEITA, one of a row each: OpenDataArena's. */
const KNOWN_PLACES = [
  { complexitySignal: 'field:scores.Deita_Complexity', qualitySignal: 'field:scores.Deita_Quality' },
  { complexitySignal: 'field:Q_scores.Deita_Complexity', qualitySignal: 'field:QA_scores.Deita_Quality' },
].map((place): ImportedScores => ({ kind: 'precomputed', ...place }));

/** The scores that rows carry: as the toolkit writes them, else from the first known place where a row has both. */
export function carriedScores(dataset: Dataset): ScoreSource {
  const places = KNOWN_PLACES.map((place) => importedScores(place, dataset));
  return {
    label: { name: 'Precomputed', version: '1', hash: '', heuristic: false },
    batchRows: 256,
    turnsScored: 0,
    turnsToAskAgain: 0,
    scoresAtHand: (row) => (hasNoScores(row) ? undefined : scoresInRow(row)),
    score: async (rows, _signal, onRow) => {
      const scores = rows.map(scoresInRow);
      for (const source of places) {
        const left = [...rows.keys()].filter((at) => hasNoScores(rows[at] as Row) && !hasScore(scores[at] ?? []));
        if (left.length === 0) break;
        const found = await source.score(left.map((at) => rows[at] as Row));
        left.forEach((at, index) => {
          if (hasScore(found[index] ?? [])) scores[at] = found[index] as CachedTurnScore[];
        });
      }
      if (onRow !== undefined) rows.forEach(onRow);
      return scores;
    },
  };
}

/** As the toolkit writes them. */
function scoresInRow(row: Row): CachedTurnScore[] {
  if (row.problem !== undefined) return [];
  const { carriedScores: carried, carriedScoresProblem, conversation } = row;
  const scores = scoresFromRow(carried, conversation.turns.length);
  if (carriedScoresProblem === undefined) return scores.map(toCached);
  return scores.map((score) => toCached('unscoredReason' in score ? { unscoredReason: carriedScoresProblem } : score));
}

function hasNoScores(row: Row): boolean {
  return row.problem === undefined && row.carriedScores === undefined && row.carriedScoresProblem === undefined;
}

function hasScore(turns: readonly CachedTurnScore[]): boolean {
  return turns.some(({ complexityScore }) => !Number.isNaN(complexityScore));
}

interface NamedField {
  readonly name: string;
  readonly signal: KeySignal;
}

function named(name: string): NamedField {
  const signal = signalNamed(name);
  return { name, signal: fieldSignal(signal.kind === 'field' ? signal.path : signal.name) };
}

function scoresOf(
  row: Row,
  bytes: Buffer,
  fields: readonly [NamedField, NamedField],
  joined?: JoinedFields,
): CachedTurnScore[] {
  const turns = row.problem === undefined ? row.conversation.turns.length : 0;
  const keys = keysOf(bytes);
  const [complexity, quality] = fields.map(({ name, signal }) =>
    numbersOf(name, signal.pick(keys, '') ?? joined?.valueOf(name, row.rowIndex, keys), turns),
  );
  const problem = [complexity, quality].find((read): read is Message => read !== undefined && 'id' in read);
  if (problem !== undefined) return Array.from({ length: turns }, () => toCached({ unscoredReason: problem }));
  const [c, q] = [complexity as readonly number[], quality as readonly number[]];
  const length = Math.max(c.length, q.length);
  return Array.from({ length }, (_, turn) =>
    toCached({
      complexityScore: c[c.length === 1 ? 0 : turn] as number,
      qualityScore: q[q.length === 1 ? 0 : turn] as number,
    }),
  );
}

/** One number, or one a turn; else why there are none. */
function numbersOf(name: string, value: SignalValue | undefined, turns: number): readonly number[] | Message {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : value === undefined ? [] : [value];
  if (list.length === 0) return say('imported.none', { name });
  if (!list.every((entry) => typeof entry === 'number')) return say('imported.noNumbers', { name });
  if (Array.isArray(value) && list.length !== turns) {
    return say('imported.otherCount', { name, numbers: String(list.length), turns: String(turns) });
  }
  return list;
}
