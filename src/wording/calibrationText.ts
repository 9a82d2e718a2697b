import * as l10n from '@vscode/l10n';
import type { Calibration, CalibrationCandidate, CalibrationPair, CalibrationRow } from '../protocol/calibration';
import type { PageCalibration } from '../protocol/pages/calibrationPage';
import { rows } from './counts';
import { formatCount, formatPercent, formatSimilarity, formatThreshold } from './numbers';

const BARS = '▁▂▃▄▅▆▇█';

/** What a calibration found, for people, in monospaced text. */
export interface CalibrationText {
  readonly header: string;
  /** One a candidate, by rising threshold. */
  readonly sections: readonly string[];
}

export function calibrationText(calibration: Calibration): CalibrationText {
  const { embedder, sampledRows, rowCount, recommendedThreshold, candidates } = calibration;
  const whole = sampledRows >= rowCount;
  return {
    header: [
      l10n.t(
        '{0} of {1} rows, each with the row nearest to it · embedder: {2}',
        formatCount(sampledRows),
        formatCount(rowCount),
        embedder.name,
      ),
      ...(whole ? [] : [l10n.t('Nearest among the sampled rows: in the whole dataset they are at least as similar.')]),
      recommendedThreshold === null
        ? l10n.t('No threshold is recommended for this embedder.')
        : l10n.t('Recommended for this embedder: {0}.', recommendedThreshold),
      '',
      sparkLine(calibration),
      '',
      l10n.t('Read the pairs: the threshold belongs where they stop meaning the same thing.'),
    ].join('\n'),
    sections: candidates.map((candidate) => section(candidate, sampledRows)),
  };
}

function sparkLine({ histogram: { min, max, counts } }: Calibration): string {
  const highest = Math.max(1, ...counts);
  const bar = (count: number): string =>
    count === 0 ? ' ' : (BARS[Math.ceil((count / highest) * BARS.length) - 1] as string);
  return `${formatThreshold(min)} |${counts.map(bar).join('')}| ${formatThreshold(max)}`;
}

/** Such as "31 rows (1.6%)". */
export function rowsAbove({ rowsAbove: count }: CalibrationCandidate, sampledRows: number): string {
  return l10n.t('{0} ({1})', rows(count), formatPercent(count / sampledRows, 1));
}

function section(candidate: CalibrationCandidate, sampledRows: number): string {
  const { threshold, above, below } = candidate;
  return [
    ['──', l10n.t('threshold {0}', threshold), '──', nearerRows(candidate, sampledRows)].join(' '),
    '',
    ...listed(l10n.t('Just above, near-duplicates:'), above),
    ...listed(l10n.t('Just below, both kept:'), below),
  ].join('\n');
}

function nearerRows(candidate: CalibrationCandidate, sampledRows: number): string {
  return l10n.t('{0} of the sample have a nearer row than this', rowsAbove(candidate, sampledRows));
}

function listed(title: string, pairs: readonly CalibrationPair[]): string[] {
  if (pairs.length === 0) return [];
  const lines = pairs.flatMap(({ cosineSimilarity, first, second }) => [
    `    ${formatSimilarity(cosineSimilarity)}`,
    ...rowLines(first),
    ...rowLines(second),
    '',
  ]);
  return [`  ${title}`, '', ...lines];
}

function rowLines({ lineNumber, text }: CalibrationRow): string[] {
  return [`      ${l10n.t('line {0}', formatCount(lineNumber))}`, ...text.split('\n').map((line) => `        ${line}`)];
}

/** What a threshold would remove from the sample. @param threshold one of those that were gone through */
export function removalText({ full, sampledRows }: PageCalibration, threshold: number): string {
  const removed = full.removals.find((removal) => removal.threshold === threshold)?.rows ?? 0;
  return l10n.t('removes {0} of the sample ({1})', rows(removed), formatPercent(removed / sampledRows, 1));
}

/** What somebody says of two rows; null = nothing any more. */
export function voteText(areSame: boolean | null): string {
  if (areSame === null) return l10n.t('No vote');
  return areSame ? l10n.t('Same') : l10n.t('Not the same');
}
