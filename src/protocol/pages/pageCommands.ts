import { readBudget, writeBudget, type Budget } from '../../choices/budget';
import { THRESHOLD } from '../../choices/strategies';

/** Budget and threshold of a run, as typed into a table's toolbar. */
export interface RunArguments extends Budget {
  /** Largest cosine similarity between selected rows, in [-1, 1]; absent where the strategy has none. */
  readonly threshold?: number;
}

/** Two rows to be compared. */
export interface ComparedRows {
  readonly rowIndex: number;
  readonly otherRowIndex: number;
}

/** What a command gets besides the file that its page shows, which the host adds. */
interface PageCommandArguments {
  readonly 'deita.select': RunArguments;
  readonly 'deita.compareInDiffEditor': ComparedRows;
  /** The full name of one setting; undefined = all. */
  readonly 'deita.internal.openSettings': string | undefined;
}

/**
 * The commands that pages may run, each with what it accepts as arguments. Whatever is not named here, the host does
 * not run; whatever is, a user could have run by hand, so that no page can do more than its user.
 */
export const PAGE_COMMANDS = {
  'deita.select': isRunArguments,
  'deita.chooseStrategy': isNothing,
  'deita.addSignal': isNothing,
  'deita.cancel': isNothing,
  'deita.export': isNothing,
  'deita.compareWithPool': isNothing,
  'deita.findNearDuplicates': isNothing,
  'deita.calibrateThreshold': isNothing,
  'deita.compareInDiffEditor': isComparedRows,
  'deita.openAsText': isNothing,
  'deita.connectScorer': isNothing,
  'deita.chooseScorer': isNothing,
  'deita.chooseEmbedder': isNothing,
  'deita.chooseTokenizer': isNothing,
  'deita.showModelCard': isNothing,
  'deita.internal.openSettings': isTextOrNothing,
} as const;

export type PageCommandName = keyof typeof PAGE_COMMANDS;

/** A command and its arguments, as a page asks for it. */
export type PageCommandCall<N extends PageCommandName> = N extends keyof PageCommandArguments
  ? [name: N, args: PageCommandArguments[N]]
  : [name: N];

export function isRunArguments(args: unknown): args is RunArguments {
  if (typeof args !== 'object' || args === null) return false;
  const { threshold, ...budget } = args as Partial<Record<keyof RunArguments, unknown>>;
  const numbers = [budget.budget, budget.budgetShare ?? 1, budget.budgetTokens ?? 1, threshold ?? 1];
  if (!numbers.every((number) => typeof number === 'number')) return false;
  return !('expected' in readBudget(writeBudget(budget as Budget))) && THRESHOLD.isValid((threshold ?? 1) as number);
}

export function isComparedRows(args: unknown): args is ComparedRows {
  if (typeof args !== 'object' || args === null) return false;
  const { rowIndex, otherRowIndex } = args as Partial<Record<keyof ComparedRows, unknown>>;
  return isRowIndex(rowIndex) && isRowIndex(otherRowIndex);
}

function isRowIndex(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isTextOrNothing(args: unknown): boolean {
  return args === undefined || typeof args === 'string';
}

function isNothing(args: unknown): boolean {
  return args === undefined;
}
