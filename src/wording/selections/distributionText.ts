import * as l10n from '@vscode/l10n';
import { visibleLine } from '../../common/visibleText';
import type { Distribution, DistributionBar } from '../../protocol/comparison';
import { rows } from '../counts';
import { formatPercent } from '../numbers';
import { formatSignalValue, signalName } from '../signalTexts';

/** What a bar stands for, such as "120 to 180", or a category. @param isLast whether its upper end belongs to it */
export function barLabel(bar: DistributionBar): string {
  if ('others' in bar) return l10n.t('others');
  if ('category' in bar) return visibleLine(bar.category);
  const [low, high] = [bar.low, bar.high].map(formatSignalValue);
  return low === high || isOneWhole(bar) ? (low ?? '') : l10n.t('{0} to {1}', low ?? '', high ?? '');
}

/** With the signal, such as "Turns: 3". */
export function barTitle(signal: string, bar: DistributionBar): string {
  return l10n.t('{0}: {1}', signalName(signal), barLabel(bar));
}

/** A bar in full, such as "mine, Turns: 3: 12 rows (4.0%)". */
export function describeBar(run: string, signal: string, bar: DistributionBar, count: number, share: number): string {
  return l10n.t('{0}, {1}: {2} ({3})', visibleLine(run), barTitle(signal, bar), rows(count), formatPercent(share, 1));
}

/** Bars as shares of a run's rows that have a value: runs differ in size. */
export function sharesOf(counts: readonly number[]): number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (all === 0 ? 0 : count / all));
}

/** The largest share of any run, or of the pool: what a full bar stands for. */
export function largestShare({ runs, pool }: Distribution): number {
  return Math.max(...[pool, ...runs].flatMap((counts) => sharesOf(counts)));
}

/** What stands at both ends of the axis; of categories nothing: each has its own. */
export function axisEnds({ bars }: Distribution): readonly [string, string] | undefined {
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined || !('low' in first) || !('low' in last)) return undefined;
  return [formatSignalValue(first.low), formatSignalValue(last.high)];
}

/** A bar of whole numbers that holds one of them. */
function isOneWhole(bar: { readonly low: number; readonly high: number }): boolean {
  return Number.isInteger(bar.low) && bar.high === bar.low + 1;
}
