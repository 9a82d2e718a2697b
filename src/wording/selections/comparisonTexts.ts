import * as l10n from '@vscode/l10n';
import { visibleLine } from '../../common/visibleText';
import type { ComparedRun, SelectionComparison } from '../../protocol/comparison';
import { formatCount, formatScore } from '../numbers';
import { signalName } from '../signalTexts';

/** Rows of one run that another has not. */
export function onlyInTitle(a: string, b: string): string {
  return l10n.t('only in {0}, not in {1}', visibleLine(a), visibleLine(b));
}

/** Means that are shown of each run, as far as they are known. */
const MEANS = ['evol', 'complexity', 'quality', 'total-length', 'turns'] as const;

/** A table's column of figures, and its value for a run. */
export interface FigureColumn {
  readonly title: string;
  /** What it is, where the title does not say it all. */
  readonly hint?: string;
  readonly of: (run: ComparedRun) => string;
}

/** The figures of runs side by side. */
export function figureColumns({ runs, pool }: SelectionComparison): FigureColumn[] {
  const known = MEANS.filter((signal) => runs.some(({ means }) => means[signal] !== undefined));
  return [
    { title: l10n.t('Rows'), of: ({ counts }) => formatCount(counts.selected) },
    {
      title: l10n.t('Coverage'),
      hint: l10n.t('Mean over the pool of the similarity to the nearest selected row (facility location)'),
      of: ({ coverage }) => coverage.toFixed(4),
    },
    {
      title: l10n.t('Nearest similarity'),
      hint: l10n.t('Mean over the selected rows of the similarity to the nearest other one: lower is more diverse'),
      of: ({ meanNearestSimilarity: mean }) => (mean === null ? '–' : mean.toFixed(4)),
    },
    {
      title: l10n.t('Clusters'),
      hint: l10n.t('Clusters of the pool’s embeddings with a selected row in them, of {0}', formatCount(pool.clusters)),
      of: ({ clusters }) => formatCount(clusters),
    },
    { title: l10n.t('Tokens'), of: ({ tokens }) => formatCount(tokens) },
    ...known.map((signal) => ({
      title: l10n.t('Mean {0}', signalName(signal).toLowerCase()),
      of: ({ means }: ComparedRun) => formatScore(means[signal]),
    })),
  ];
}

/** Pairs that say something: not of baselines with each other. */
export function shownPairs({ runs, pairs }: SelectionComparison): SelectionComparison['pairs'] {
  const own = new Set(runs.filter(({ isBaseline }) => !isBaseline).map(({ name }) => name));
  return pairs.filter(({ a, b }) => own.has(a) || own.has(b));
}

/** The limits of every comparison, in words. */
export function comparisonLimits(): string[] {
  return [
    l10n.t(
      'At scale many methods do no better than random rows, and length is a strong cheap baseline: compare what training says.',
    ),
    l10n.t(
      'Coverage, similarities and clusters are those of one embedder, tokens are estimates where no tokenizer was given, and lengths are in words.',
    ),
  ];
}

/** For screen readers, once a comparison is there. */
export function comparedSentence({ runs }: SelectionComparison): string {
  const own = runs.filter(({ isBaseline }) => !isBaseline).length;
  return l10n.t('{0} runs compared with {1} baselines.', formatCount(own), formatCount(runs.length - own));
}
