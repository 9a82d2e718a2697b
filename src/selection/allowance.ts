import type { Message } from '../common/message';
import { say } from '../messages/say';

/** How many rows of each category a selection may take. */
export interface Quota {
  /** What the categories are of, for messages. */
  readonly signal: string;
  /** The categories of a row; several where it has tags, none where it has no value. */
  categoriesOf(row: number): readonly string[];
  /** Infinity = any number. */
  capOf(category: string): number;
}

export interface Limits {
  /** A selection ends before the first row that would exceed it. */
  readonly tokens?: { readonly budget: number; of(row: number): number };
  readonly quotas?: readonly Quota[];
}

/** A row may be taken, is passed over for a reason, or ends the selection. */
export type Verdict = 'take' | 'end' | { readonly reason: Message };

/** What a selection may still take: rows, tokens, and rows of each category. */
export class Allowance {
  private rows = 0;
  private tokens = 0;
  private ended = false;
  /** Rows taken of each category, one map a quota. */
  private readonly taken: readonly Map<string, number>[];

  /** @param budget rows; Infinity = no limit */
  constructor(
    private readonly budget: number,
    private readonly limits: Limits = {},
  ) {
    this.taken = (limits.quotas ?? []).map(() => new Map());
  }

  /** Rows that may still be taken; 0 once the selection is full. */
  get missing(): number {
    return this.ended ? 0 : this.budget - this.rows;
  }

  /** Asked of rows in the order in which the strategy would take them. */
  judge(row: number): Verdict {
    if (this.missing <= 0) return 'end';
    const full = this.fullQuota(row);
    if (full !== undefined) return { reason: full };
    const { tokens } = this.limits;
    if (tokens === undefined || this.tokens + tokens.of(row) <= tokens.budget) return 'take';
    this.ended = true;
    return 'end';
  }

  take(row: number): void {
    this.rows++;
    this.tokens += this.limits.tokens?.of(row) ?? 0;
    this.limits.quotas?.forEach((quota, at) => {
      const taken = this.taken[at] as Map<string, number>;
      for (const category of quota.categoriesOf(row)) taken.set(category, (taken.get(category) ?? 0) + 1);
    });
  }

  private fullQuota(row: number): Message | undefined {
    for (const [at, quota] of (this.limits.quotas ?? []).entries()) {
      const taken = this.taken[at] as Map<string, number>;
      const full = quota.categoriesOf(row).find((category) => (taken.get(category) ?? 0) >= quota.capOf(category));
      if (full !== undefined) return say('status.quotaFull', { signal: quota.signal, category: full });
    }
    return undefined;
  }
}
