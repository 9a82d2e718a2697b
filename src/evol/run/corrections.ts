import path from 'node:path';
import { isObject } from '../../dataset/formats/format';
import { HIGHEST_SCORE, LOWEST_SCORE } from '../../scoring/scorer';
import { LineLog, type LineKind } from './lineLog';
import { CORRECTIONS_FILE } from './runDescription';
import type { Correction } from '../types';

/** What the corrections of one variant or chain come to. */
export interface Corrected {
  readonly score: number | null;
  readonly drop: boolean;
}

const UNTOUCHED: Corrected = { score: null, drop: false };

/** Looks up what corrections come to; without a step, for the chain as a whole. */
export type CorrectedOf = (chain: string, step?: number) => Corrected;

/** The file may be written by hand. */
export const CORRECTION_LINE: LineKind<Correction> = {
  damaged: 'noCorrectionLine',
  matches(value): value is Correction {
    if (!isObject(value)) return false;
    const { chain, step, score, drop } = value;
    const isStep = step === undefined ? score === undefined : Number.isInteger(step);
    return typeof chain === 'string' && isScore(score) && isStep && (drop === undefined || typeof drop === 'boolean');
  },
};

function isScore(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'number' && value >= LOWEST_SCORE && value <= HIGHEST_SCORE;
}

/** Adds a line to a run's corrections. @throws DeitaError `outputFailed`, `fileUnreadable` */
export async function addCorrection(folder: string, correction: Correction): Promise<void> {
  const log = await LineLog.open(path.join(folder, CORRECTIONS_FILE), CORRECTION_LINE, () => undefined);
  try {
    log.append(correction);
  } finally {
    await log.close();
  }
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
