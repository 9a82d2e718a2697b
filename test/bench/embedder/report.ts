import { LIGHT_EDITS } from './edits';
import { HARD_NEGATIVES } from './hardNegatives';
import type { ChangedPair, Measurement } from './measure';

/** What is counted as light: a text so changed is still the same row for training. The other edits are shown beside. */
const LIGHT = ['typo', 'case', 'punctuation', 'spacing', 'oneWord'];
const THRESHOLDS = [0.86, 0.88, 0.9, 0.92, 0.94];
/**
 * Different texts that share more of their characters than this may be called near-duplicates. Any two English texts
 * share most of their letters, so there every other row counts as wrong.
 */
const MOST_OVERLAP = { en: 1, ko: 0.8, zh: 0.8 };

/** The figures of one set at one threshold, each a share of 1. */
interface Figures {
  /** Light edits found, the mean over the kinds of edit. */
  readonly recall: number;
  /** Rows called near-duplicates of another row of the pool. */
  readonly anyNearDuplicate: number;
  /** Those of them that count as wrong; see `MOST_OVERLAP`. */
  readonly wrongNearDuplicate: number;
  /** Of what is called a near-duplicate when every row has one lightly edited copy, the share that is right. */
  readonly precision: number;
}

function figuresAt({ changed, similar, rows, language }: Measurement, threshold: number): Figures {
  const called = similar.filter(({ similarity }) => similarity > threshold);
  const wrong = called.filter(({ overlap }) => overlap <= MOST_OVERLAP[language]);
  const rates = LIGHT.map((edit) => foundShare(changed, edit, threshold)).filter((rate) => rate !== undefined);
  const recall = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const wrongNearDuplicate = rowShare(wrong, rows);
  return {
    recall,
    anyNearDuplicate: rowShare(called, rows),
    wrongNearDuplicate,
    precision: recall / (recall + wrongNearDuplicate),
  };
}

/** Of the pairs with a kind of change, the share that is called near-duplicates; undefined where there is none. */
function foundShare(changed: readonly ChangedPair[], change: string, threshold: number): number | undefined {
  const pairs = changed.filter((pair) => pair.change === change);
  return pairs.length === 0 ? undefined : pairs.filter((pair) => pair.similarity > threshold).length / pairs.length;
}

function rowShare(pairs: readonly { readonly first: number; readonly second: number }[], rows: number): number {
  return new Set(pairs.flatMap(({ first, second }) => [first, second])).size / rows;
}

/** Markdown: precision and recall of every set at several thresholds. */
export function thresholdTable(measurements: readonly Measurement[]): string {
  const rows = measurements.flatMap((measurement) =>
    THRESHOLDS.map((threshold) => {
      const { recall, anyNearDuplicate, wrongNearDuplicate, precision } = figuresAt(measurement, threshold);
      const shares = [recall, precision, wrongNearDuplicate, anyNearDuplicate].map(percent);
      return [`${measurement.name} (${measurement.rows})`, threshold.toFixed(2), ...shares];
    }),
  );
  return table(['Texts (rows)', 'τ', 'Recall', 'Precision', 'Wrong', 'Any'], rows);
}

/** Markdown: how many of each kind of changed pair are called near-duplicates at a threshold. */
export function changeTable(measurements: readonly Measurement[], threshold: number): string {
  const changes = [...Object.keys(LIGHT_EDITS), ...Object.keys(HARD_NEGATIVES), 'task'];
  const rows = measurements.map(({ name, changed }) => [
    name,
    ...changes.map((change) => {
      const share = foundShare(changed, change, threshold);
      return share === undefined ? '-' : percent(share);
    }),
  ]);
  return table(['Texts', ...changes], rows);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.02 ? 2 : 1)} %`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, header.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
