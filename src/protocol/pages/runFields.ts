import { BUDGET, THRESHOLD } from '../../choices/strategies';
import { neededBy } from '../selection';
import type { DatasetInfo } from '../dataset';
import type { RunArguments } from './pageCommands';
import type { PageSettings } from './tablePage';

/** What the fields of the toolbar hold, as typed. */
export interface RunFields {
  readonly budget: string;
  /** Empty = the recommended threshold. */
  readonly threshold: string;
}

/** What the last run used, else the settings. */
export function initialFields(settings: PageSettings, selection: DatasetInfo['selection']): RunFields {
  const budget = selection?.parameters.budget ?? settings.budget;
  const threshold = (selection && neededBy(selection.parameters).threshold) ?? settings.threshold;
  const typed = threshold === null || threshold === settings.recommendedThreshold ? '' : String(threshold);
  return { budget: String(budget), threshold: typed };
}

/** The fields that hold these numbers. */
export function fieldsOf({ budget, threshold }: RunArguments): RunFields {
  return { budget: String(budget), threshold: String(threshold) };
}

/** Both numbers, or null while one of the fields holds none. */
export function parseFields(fields: RunFields, recommendedThreshold: number | null): RunArguments | null {
  const budget = parseBudget(fields.budget);
  const threshold = parseThreshold(fields.threshold, recommendedThreshold);
  return budget === null || threshold === null ? null : { budget, threshold };
}

/** Rows to keep: a positive whole number, -1 for no limit; null when it is neither. */
export function parseBudget(text: string): number | null {
  const plain = text.replace(/[\s,_]/g, '');
  if (!/^(-1|\d+)$/.test(plain)) return null;
  const budget = Number(plain);
  return BUDGET.isValid(budget) ? budget : null;
}

/** A cosine similarity in [-1, 1]; empty stands for the recommended one; null when there is neither. */
export function parseThreshold(text: string, recommended: number | null): number | null {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return recommended;
  if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain)) return null;
  const threshold = Number(plain);
  return THRESHOLD.isValid(threshold) ? threshold : null;
}
