import type { Message } from '../common/message';
import { percentIn } from './percent';
import { BUDGET, BUDGET_SHARE, BUDGET_TOKENS, NO_BUDGET, type NumberParameter } from './strategies';

/** How much a selection may take: rows, or else a share of the candidates or tokens. */
export interface Budget {
  /** Rows, 1 or more; -1 = no limit in rows. */
  readonly budget: number;
  /** In percent of the candidates, above 0 and up to 100; then `budget` is -1. */
  readonly budgetShare?: number;
  /** Tokens, 1 or more; then `budget` is -1. */
  readonly budgetTokens?: number;
}

/** What a text would have to be that is no budget. */
export interface NoBudget {
  readonly expected: Message;
}

const ROWS = /^(?:-1|\d+|\d{1,3}(?:[\s,_]\d{3})+)$/;
const TOKENS = /^(\d+(?:\.\d+)?)\s*([KM]?)[\s-]*tokens?$/i;
/** Powers of ten: written behind the number, they are read with it and nothing is rounded. */
const TOKEN_UNITS = { '': 0, K: 3, M: 6 } as const;

/** Reads `6000`, `6,000`, `-1` for no limit, `10%`, `500K tokens` or `2M-tokens`. */
export function readBudget(text: string): Budget | NoBudget {
  const written = text.trim();
  const share = percentIn(written.replace(/\s+%$/, '%'));
  if (share !== undefined) return checked(share, BUDGET_SHARE, { budget: NO_BUDGET, budgetShare: share });
  const [, number, unit = ''] = TOKENS.exec(written) ?? [];
  if (number !== undefined) {
    const tokens = Number(`${number}e${TOKEN_UNITS[unit.toUpperCase() as keyof typeof TOKEN_UNITS]}`);
    return checked(tokens, BUDGET_TOKENS, { budget: NO_BUDGET, budgetTokens: tokens });
  }
  const budget = ROWS.test(written) ? Number(written.replace(/[\s,_]/g, '')) : Number.NaN;
  return checked(budget, BUDGET, { budget });
}

/** The text that `readBudget` reads as this budget. */
export function writeBudget({ budget, budgetShare, budgetTokens }: Budget): string {
  if (budgetShare !== undefined) return `${budgetShare}%`;
  if (budgetTokens === undefined) return String(budget);
  const [unit, power] =
    budgetTokens % 1e6 === 0 ? ['M', TOKEN_UNITS.M] : budgetTokens % 1e3 === 0 ? ['K', TOKEN_UNITS.K] : ['', 0];
  return `${budgetTokens / 10 ** power}${unit} tokens`;
}

/** Whether two budgets are the same; the rows that a share came to are no part of it. */
export function isSameBudget(a: Budget, b: Budget): boolean {
  return writeBudget(a) === writeBudget(b);
}

function checked(value: number, { isValid, expected }: NumberParameter, budget: Budget): Budget | NoBudget {
  return isValid(value) ? budget : { expected };
}
