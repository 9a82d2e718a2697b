import { NO_BUDGET } from './strategies';
import type { Budget } from './budget';

/** Shares of a budget that a curve is drawn at, beyond it too: to see whether good rows end before it, or after. */
const SHARES = [0.125, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2];
/** Of the rows, where the budget is in tokens or there is none. */
const USUAL_PERCENT = 10;

/** Numbers of rows that a curve is proposed for, ascending, each once, none more than there are. */
export function proposedBudgets({ budget, budgetShare }: Partial<Budget>, rowCount: number): number[] {
  const inRows = budget !== undefined && budget !== NO_BUDGET && budget > 0;
  const rows = inRows ? budget : (rowCount * (budgetShare ?? USUAL_PERCENT)) / 100;
  const budgets = SHARES.map((share) => Math.min(rowCount, Math.floor(rows * share))).filter((count) => count > 0);
  return [...new Set(budgets.length === 0 ? [Math.max(1, rowCount)] : budgets)];
}

/** Numbers of rows as they are typed, such as "1000, 3000"; null for what is none. */
export function readBudgets(text: string): number[] | null {
  const budgets = text.split(',').map((part) => (/^\s*\d+\s*$/.test(part) ? Number(part) : 0));
  return budgets.every((budget) => budget > 0 && Number.isSafeInteger(budget)) ? budgets : null;
}
