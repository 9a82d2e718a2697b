import type { TrainerName } from '../choices/training';
import type { MeanInterval } from '../evaluation/tInterval';
import type { PreparedSet, PreparedSource } from './fineTuning';

/** Beside the rows of a set, in its own folder: where results of the model that was trained on it are looked for. */
export const RESULTS_FOLDER = 'results';

/** What experiments are written as. */
export const EXPERIMENT_FILES = ['experiments.md', 'curve.svg', 'radar.svg'] as const;

export type ExperimentFile = (typeof EXPERIMENT_FILES)[number];

/** What models are compared by: only numbers of one measure may stand beside each other. */
export interface Measure {
  /** Tells it from others: its kind, subject, judge, and the benchmark's files as far as results say. */
  readonly id: string;
  readonly kind: 'mt-bench' | 'mt-bench-pairwise' | 'pairwise' | 'lm-eval';
  /** The other model of a pairwise comparison; a task of lm-evaluation-harness, `mean` = of all of them. */
  readonly subject: string | null;
  readonly judge: string | null;
  /** Lowest and highest possible score. */
  readonly range: readonly [low: number, high: number];
}

export interface MeasuredScore {
  /** The measure's id. */
  readonly measure: string;
  readonly score: number;
  /** Of MT-Bench, by category: those that have a rating. */
  readonly categories?: Readonly<Record<string, number>>;
}

/** What runs have to share to be compared. */
export interface TrainingSetup {
  readonly trainer: TrainerName;
  readonly recipe: string;
  readonly baseModel: string;
}

/** A set of a training folder, with what the model that was trained on it came to. */
export interface ExperimentRow {
  /** The training folder, from the folder that was read, with slashes. */
  readonly folder: string;
  readonly set: PreparedSet['name'];
  /** Rows trained on. */
  readonly budget: number;
  /** Of the random rows or pairs; null for what is chosen without chance. */
  readonly seed: number | null;
  readonly setup: TrainingSetup;
  readonly selection: Pick<PreparedSource, 'file' | 'sha256'>;
  readonly pool: Pick<PreparedSource, 'file' | 'sha256'> | null;
  readonly results: readonly MeasuredScore[];
}

/** Runs of one set at one budget: they differ in seeds alone. */
export interface SetScores {
  readonly set: PreparedSet['name'];
  /** What the rows come from: the file of the selection; of a baseline, the pool. */
  readonly source: string;
  readonly scores: readonly number[];
  readonly mean: number;
  /** null with one run. */
  readonly interval: MeanInterval | null;
  /** Means by category. */
  readonly categories: Readonly<Record<string, number>>;
  /** Of a selection: its mean less that of the baseline of the same size and pool; null where that has no result. */
  readonly against?: { readonly random: number | null; readonly longest: number | null };
}

/** What may be compared: one measure, one setup. Smallest budget first. */
export interface ExperimentGroup {
  /** The measure's id. */
  readonly measure: string;
  readonly setup: TrainingSetup;
  readonly budgets: readonly { readonly budget: number; readonly sets: readonly SetScores[] }[];
}

/** What of a folder does not count, or counts with care. */
export interface ExperimentFinding {
  /**
   * `manifestBroken`, `resultBroken` = no such file can be read; `resultHalf` = not everything was asked, or tasks are
   * missing; `noResults` = nothing is there for the set; `measuredTwice` = the first by name counts; `severalModels` =
   * none of them counts; `lmEvalWarned` = scores are not the leaderboard's; `apart` = other selections of one size.
   */
  readonly code: (typeof FINDING_CODES)[number];
  /** From the folder that was read, with slashes. */
  readonly file: string;
  /** Names that belong to it, such as missing tasks. */
  readonly names: readonly string[];
}

export const FINDING_CODES = [
  'manifestBroken',
  'resultBroken',
  'resultHalf',
  'noResults',
  'measuredTwice',
  'severalModels',
  'lmEvalWarned',
  'apart',
] as const;

/** Training folders and what came of them. */
export interface Experiments {
  /** Absolute. */
  readonly folder: string;
  readonly measures: readonly Measure[];
  readonly rows: readonly ExperimentRow[];
  readonly groups: readonly ExperimentGroup[];
  readonly findings: readonly ExperimentFinding[];
}
