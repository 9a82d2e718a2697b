import { readBudget, writeBudget } from '../../choices/budget';
import { THRESHOLD } from '../../choices/strategies';
import { neededBy } from '../selection';
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

/** What the last run used, else the settings. */
export function initialFields(settings: PageSettings, selection: DatasetInfo['selection']): RunFields {
  const budget = selection === null ? settings.budget : writeBudget(selection.parameters);
  const threshold = (selection && neededBy(selection.parameters).threshold) ?? settings.threshold;
  const typed = threshold === null || threshold === settings.recommendedThreshold ? '' : String(threshold);
  return { budget, threshold: typed };
}

/** The fields that hold these numbers. */
export function fieldsOf({ threshold, ...budget }: RunArguments): RunFields {
  return { budget: writeBudget(budget), threshold: String(threshold) };
}

/** Budget and threshold, or null while one of the fields holds none. */
export function parseFields(fields: RunFields, recommendedThreshold: number | null): RunArguments | null {
  const budget = readBudget(fields.budget);
  const threshold = parseThreshold(fields.threshold, recommendedThreshold);
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
