import { Random } from '../common/random';
import {
  FIT_OPTIONS,
  headScores,
  type FitTask,
  type FittedHead,
  type OrdinalHead,
  type TrainingSet,
} from './ordinalHead';

/** Trains one head, here or in another thread. */
export type Fitter = (task: FitTask) => Promise<FittedHead>;

export interface CrossValidated {
  /** Of each row of the set, by a head that has seen none of its group. */
  readonly heldOut: readonly number[];
  /** Trained on all rows, for as many passes as were best on average. */
  readonly head: OrdinalHead;
  readonly epochs: number;
  readonly folds: number;
}

const FOLDS = 5;

/**
 * Scores every text by a head that was trained without its group, then trains the head to keep. Each fold is held out
 * once; the one after it tells when to stop.
 * @param groups of each row: texts of one group never stand on both sides
 */
export async function crossValidate(
  set: TrainingSet,
  groups: readonly string[],
  seed: number,
  fit: Fitter,
  onFold: () => void = () => undefined,
): Promise<CrossValidated> {
  const names = [...new Set(groups)].sort();
  const folds = Math.min(FOLDS, names.length);
  const order = new Random(seed).shuffled(names);
  const foldOf = new Map(order.map((name, at) => [name, at % folds]));
  const rowsOf = (isWanted: (fold: number) => boolean): number[] =>
    groups.flatMap((name, row) => (isWanted(foldOf.get(name) ?? 0) ? [row] : []));
  const options = { ...FIT_OPTIONS, seed };
  const heldOut = new Array<number>(groups.length).fill(Number.NaN);
  const fitted = await Promise.all(
    Array.from({ length: folds }, async (_, fold) => {
      const next = (fold + 1) % folds;
      const training = rowsOf((other) => other !== fold && (folds < 3 || other !== next));
      const validation = folds < 3 ? [] : rowsOf((other) => other === next);
      const { head, epochs } = await fit({ set, training, validation, options });
      const tested = rowsOf((other) => other === fold);
      headScores(head, set, tested).forEach((score, at) => (heldOut[tested[at] ?? 0] = score));
      onFold();
      return epochs;
    }),
  );
  const epochs = Math.max(1, Math.round(fitted.reduce((sum, each) => sum + each, 0) / folds));
  const all = groups.map((_, row) => row);
  const { head } = await fit({ set, training: all, validation: [], options: { ...options, epochs, patience: epochs } });
  onFold();
  return { heldOut, head, epochs, folds };
}
