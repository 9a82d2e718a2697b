import { readBudget, writeBudget } from '../../choices/budget';
import { THRESHOLD, uses } from '../../choices/strategies';
import { neededBy, strategyOf } from '../selection';
import type { DatasetInfo } from '../dataset';
import type { RunArguments } from './pageCommands';
import type { PageSettings } from './tablePage';

/** What the fields of the toolbar hold, as typed. */
export interface RunFields {
  /** Rows, a share or tokens, as `readBudget` reads them. */
  readonly budget: string;
  /** Empty = the recommended threshold. */
  readonly threshold: string;
}

/** What the last run used, but for a threshold of the dataset's own; else the settings. */
export function initialFields(settings: PageSettings, selection: DatasetInfo['selection']): RunFields {
  const budget = selection === null ? settings.budget : writeBudget(selection.parameters);
  const ofLastRun = selection === null ? undefined : neededBy(selection.parameters).threshold;
  const threshold = settings.hasOwnThreshold === true ? settings.threshold : (ofLastRun ?? settings.threshold);
  const typed = threshold === null || threshold === settings.recommendedThreshold ? '' : String(threshold);
  return { budget, threshold: typed };
}

/** The fields that hold these numbers. @param before what they held: of a run without a threshold the field stays */
export function fieldsOf({ threshold, ...budget }: RunArguments, before: RunFields | null): RunFields {
  const kept = before?.threshold ?? '';
  return { budget: writeBudget(budget), threshold: threshold === undefined ? kept : String(threshold) };
}

/** Whether the next run goes by the threshold in its field. */
export function usesThreshold({ strategy }: Pick<PageSettings, 'strategy'>): boolean {
  return uses(strategyOf(strategy), 'threshold');
}

/** Budget and, where it is used, threshold; null while one of the fields holds none. */
export function parseFields(
  fields: RunFields,
  settings: Pick<PageSettings, 'strategy' | 'recommendedThreshold'>,
): RunArguments | null {
  const budget = readBudget(fields.budget);
  if (!usesThreshold(settings)) return 'expected' in budget ? null : budget;
  const threshold = parseThreshold(fields.threshold, settings.recommendedThreshold);
  return 'expected' in budget || threshold === null ? null : { ...budget, threshold };
}

/** A cosine similarity in [-1, 1]; empty stands for the recommended one; null when there is neither. */
export function parseThreshold(text: string, recommended: number | null): number | null {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return recommended;
  if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain)) return null;
  const threshold = Number(plain);
  return THRESHOLD.isValid(threshold) ? threshold : null;
}
