import * as l10n from '@vscode/l10n';
import { visibleText } from '../common/visibleText';
import type { ComparedRun, SelectionComparison } from '../protocol/comparison';
import { formatCount } from './numbers';

const LENGTH = 'total-length';

/**
 * How selections of a dataset differ, as a document in Markdown.
 * @param dataset the file's name
 */
export function selectionComparisonText({ runs, pairs }: SelectionComparison, dataset: string): string {
  const own = runs.filter(({ isBaseline }) => !isBaseline);
  const others = pairs.filter(({ a }) => own.some(({ name }) => name === a));
  const lines = [
    `# ${l10n.t('Selections of {0} compared', dataset)}`,
    '',
    row([
      l10n.t('Run'),
      l10n.t('Rows'),
      l10n.t('Coverage'),
      l10n.t('Nearest similarity'),
      l10n.t('Tokens'),
      l10n.t('Mean length'),
    ]),
    row(['---', '---:', '---:', '---:', '---:', '---:']),
    ...runs.map((run) => row(figures(run))),
    '',
    `## ${l10n.t('Overlap')}`,
    '',
    row([
      l10n.t('Runs'),
      l10n.t('In both of those in either'),
      l10n.t('Only in the first'),
      l10n.t('Only in the second'),
    ]),
    row(['---', '---:', '---:', '---:']),
    ...others.map(({ a, b, jaccard, onlyInA, onlyInB }) =>
      row([`${a} · ${b}`, jaccard.toFixed(3), formatCount(onlyInA), formatCount(onlyInB)]),
    ),
    '',
    `## ${l10n.t('What the figures say')}`,
    '',
    l10n.t(
      'Coverage is the mean over the pool of the similarity to the nearest selected row; nearest similarity the mean over the selected rows of that to the nearest other one; length is in words.',
    ),
    l10n.t(
      'At scale many methods do no better than random rows, and length is a strong cheap baseline: compare what training says.',
    ),
    '',
  ];
  return visibleText(lines.join('\n'));
}

function figures({ name, counts, coverage, meanNearestSimilarity, tokens, means }: ComparedRun): string[] {
  return [
    name,
    formatCount(counts.selected),
    coverage.toFixed(4),
    meanNearestSimilarity === null ? '–' : meanNearestSimilarity.toFixed(4),
    formatCount(tokens),
    (means[LENGTH] ?? 0).toFixed(1),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
