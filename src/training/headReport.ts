import { kendall, mean, spearman } from './metrics';

/** How well scores follow the labels. */
export interface Following {
  /** Mean Kendall's τ-b within chains; null without chains. */
  readonly kendall: number | null;
  /** Spearman over all texts; null where one side is constant. */
  readonly spearman: number | null;
}

export interface CalibrationBin {
  /** Labels from here up to, not including, one more. */
  readonly from: number;
  readonly texts: number;
  readonly meanLabel: number;
  readonly meanScore: number;
}

/** A head against its labels, all by heads that had not seen the text, and what simpler scores achieve. */
export interface HeadReport extends Following {
  readonly texts: number;
  readonly chains: number;
  readonly folds: number;
  /** Passes over the texts. */
  readonly epochs: number;
  readonly meanAbsoluteError: number;
  readonly calibration: readonly CalibrationBin[];
  readonly baselines: {
    readonly length: Following;
    readonly builtIn: Following;
    /** Where it was asked for: a judge that sees one text at a time. */
    readonly direct?: PartlyFollowing;
  };
}

/** Of scores that not all texts have. */
export interface PartlyFollowing extends Following {
  readonly texts: number;
  /** The head on these texts alone. */
  readonly head: Following;
}

export interface Labelled {
  readonly labels: readonly number[];
  /** Texts of one chain have the same number; -1 = alone. */
  readonly chains: readonly number[];
}

export function following(scores: readonly number[], { labels, chains }: Labelled): Following {
  const byChain = new Map<number, number[]>();
  chains.forEach((chain, row) => {
    if (chain >= 0) byChain.set(chain, [...(byChain.get(chain) ?? []), row]);
  });
  const at = (values: readonly number[], rows: readonly number[]): number[] =>
    rows.map((row) => values[row] ?? Number.NaN);
  const taus = [...byChain.values()]
    .filter((rows) => new Set(at(labels, rows)).size > 1)
    .map((rows) => kendall(at(scores, rows), at(labels, rows)));
  const correlation = spearman(scores, labels);
  return {
    kendall: taus.length === 0 ? null : mean(taus),
    spearman: Number.isFinite(correlation) ? correlation : null,
  };
}

/** @param scores null = a text has none @param heldOut the head's, of the same texts */
export function partlyFollowing(
  scores: readonly (number | null)[],
  heldOut: readonly number[],
  { labels, chains }: Labelled,
): PartlyFollowing {
  const rows = scores.flatMap((score, row) => (score === null ? [] : [row]));
  const of = (values: readonly (number | null)[]): number[] => rows.map((row) => values[row] ?? Number.NaN);
  const labelled = { labels: of(labels), chains: of(chains) };
  return { texts: rows.length, ...following(of(scores), labelled), head: following(of(heldOut), labelled) };
}

export function meanAbsoluteError(scores: readonly number[], labels: readonly number[]): number {
  return mean(scores.map((score, row) => Math.abs(score - (labels[row] ?? Number.NaN))));
}

/** What the head says of texts whose labels lie in one class. */
export function calibration(scores: readonly number[], labels: readonly number[]): CalibrationBin[] {
  return [1, 2, 3, 4, 5].flatMap((from) => {
    const rows = labels.flatMap((label, row) => (Math.min(5, Math.floor(label)) === from ? [row] : []));
    if (rows.length === 0) return [];
    const meanOf = (values: readonly number[]): number => mean(rows.map((row) => values[row] ?? Number.NaN));
    return [{ from, texts: rows.length, meanLabel: meanOf(labels), meanScore: meanOf(scores) }];
  });
}
