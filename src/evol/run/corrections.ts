import { DeitaError } from '../../common/errors';
import { HIGHEST_SCORE, LOWEST_SCORE } from '../../scoring/scorer';
import { readLines } from './lineLog';

/**
 * What a person says about a chain: a line of `corrections.jsonl`. Of several about the same thing the last one counts,
 * so that a correction is taken back by another line and nothing is ever lost.
 */
export interface Correction {
  readonly chain: string;
  /** Absent = the whole chain. */
  readonly step?: number;
  /** A score in place of the judge's, 1 to 6; null takes it back. */
  readonly score?: number | null;
  /** Whether the variant, or the chain, is left out. */
  readonly drop?: boolean;
  /** ISO 8601. */
  readonly at: string;
}

/** What the corrections of one variant or chain come to. */
export interface Corrected {
  readonly score: number | null;
  readonly drop: boolean;
}

const UNTOUCHED: Corrected = { score: null, drop: false };

/** Looks up what corrections come to; without a step, for the chain as a whole. */
export type CorrectedOf = (chain: string, step?: number) => Corrected;

/** @throws DeitaError `fileUnreadable`: the file may be written by hand */
export async function readCorrections(file: string): Promise<Correction[]> {
  const corrections = await readLines<Correction>(file);
  const wrong = corrections.findIndex((correction) => !isCorrection(correction));
  if (wrong < 0) return corrections;
  throw new DeitaError(
    'fileUnreadable',
    `Correction ${wrong + 1} of ${file} is none.`,
    'A correction names a chain, and a step with a score from 1 to 6 or what to drop.',
  );
}

function isCorrection({ chain, step, score, drop }: Partial<Correction>): boolean {
  const isScore = score === undefined || score === null || (score >= LOWEST_SCORE && score <= HIGHEST_SCORE);
  const isStep = step === undefined ? score === undefined : Number.isInteger(step);
  return typeof chain === 'string' && isScore && isStep && (drop === undefined || typeof drop === 'boolean');
}

export function correctedBy(corrections: readonly Correction[]): CorrectedOf {
  const last = new Map<string, Corrected>();
  const keyOf = (chain: string, step: number | undefined): string => JSON.stringify([chain, step ?? null]);
  for (const { chain, step, score, drop } of corrections) {
    const key = keyOf(chain, step);
    const before = last.get(key) ?? UNTOUCHED;
    last.set(key, { score: score === undefined ? before.score : score, drop: drop ?? before.drop });
  }
  return (chain, step) => last.get(keyOf(chain, step)) ?? UNTOUCHED;
}
