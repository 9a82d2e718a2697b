import * as l10n from '@vscode/l10n';
import { HAND_TAGS, type BarTest, type CompositionBar, type PoolPart } from '../protocol/composition';
import type { WantedBar } from '../protocol/pages/compositionPage';
import { rows } from './counts';
import { formatCount, formatPercent, formatScore } from './numbers';
import { barLabel } from './selections/distributionText';
import { signalName } from './signalTexts';

export function compositionSignalName(signal: string): string {
  return signal === HAND_TAGS ? l10n.t('Tags by hand') : signalName(signal);
}

/** What a bar stands for, such as "120 to 180", "forum" or "no value". */
export function compositionBarLabel(bar: CompositionBar | BarTest): string {
  if ('none' in bar) return l10n.t('no value');
  return barLabel('otherThan' in bar ? { others: true } : bar);
}

export function partName(part: PoolPart): string {
  return part === 'pool' ? l10n.t('Pool') : l10n.t('Selected');
}

/** A count and its share, such as "8,120 · 34.2%". */
export function countAndShare(count: number, all: number): string {
  return l10n.t('{0} · {1}', formatCount(count), formatPercent(all === 0 ? 0 : count / all, 1));
}

/** A bar in full, such as "Selected · Source: forum: 12 · 4.0%". */
export function describePart({ signal, part, bar }: WantedBar, count: number, all: number): string {
  return l10n.t('{0}: {1}', barRowsName({ signal, part, bar }), countAndShare(count, all));
}

/** What the table calls the rows of a bar, such as "Selected · Source: forum". */
export function barRowsName({ signal, part, bar }: WantedBar): string {
  return l10n.t('{0} · {1}: {2}', partName(part), compositionSignalName(signal), compositionBarLabel(bar));
}

/** How the share among the selected rows compares with that in the pool. */
export interface Representation {
  readonly kind: 'over' | 'under' | 'even';
  /** Such as "1.24×". */
  readonly times: string;
  readonly words: string;
}

/** Shares that differ by less are told as even. */
const EVEN = 0.05;

/** @returns undefined where there is nothing to compare: no row of either, or none selected at all */
export function representation(
  count: { readonly pool: number; readonly selected: number },
  all: { readonly pool: number; readonly selected: number },
): Representation | undefined {
  if (count.pool === 0 || all.selected === 0) return undefined;
  const ratio = count.selected / all.selected / (count.pool / all.pool);
  const times = l10n.t('{0}×', formatScore(ratio));
  if (Math.abs(ratio - 1) < EVEN) return { kind: 'even', times, words: l10n.t('as in the pool') };
  return ratio > 1
    ? { kind: 'over', times, words: l10n.t('over-represented') }
    : { kind: 'under', times, words: l10n.t('under-represented') };
}

/** Such as "6,000 of 14,131 rows are selected (42.5%)". */
export function partsSentence({ pool, selected }: { readonly pool: number; readonly selected: number }): string {
  const share = formatPercent(pool === 0 ? 0 : selected / pool, 1);
  return l10n.t('{0} of {1} are selected ({2})', formatCount(selected), rows(pool), share);
}

/** The switch that shows rarer categories. */
export function moreCategories(count: number): string {
  return l10n.t('Show {0} more', formatCount(count));
}
