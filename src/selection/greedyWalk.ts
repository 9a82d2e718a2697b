import { throwIfAborted } from '../common/errors';
import type { Allowance } from './allowance';
import { OutcomeBuilder } from './outcomeBuilder';
import { Pacer } from './pacer';
import { allowanceFor, keep, takeIfAllowed, type SelectOptions } from './select';

/** What strategies share that choose one row after the other: what becomes of every row, and what may still be taken. */
export class GreedyWalk {
  readonly outcome: OutcomeBuilder;
  readonly pacer: Pacer;
  /** Rows that are kept by hand: they are taken already. */
  readonly kept: ReadonlySet<number>;
  private readonly allowance: Allowance;

  /**
   * @param ranking one a row of the pool; NaN = takes no part
   * @param budget rows; -1 = no limit
   * @throws DeitaError `cancelled`
   */
  constructor(
    ranking: Float64Array,
    budget: number,
    private readonly options: SelectOptions,
  ) {
    throwIfAborted(options.signal);
    this.outcome = new OutcomeBuilder(ranking);
    this.pacer = new Pacer(options.signal);
    this.allowance = allowanceFor(budget, options);
    this.kept = new Set(options.kept);
    for (const row of this.kept) keep(row, this.outcome, this.allowance);
  }

  /** Rows that may still be taken; 0 once the selection is full, infinite without a limit. */
  get missing(): number {
    return this.allowance.missing;
  }

  /** Takes the chosen row, unless it is over a quota or ends the selection. @returns whether it is taken */
  offer(row: number): boolean {
    return takeIfAllowed(row, this.outcome, this.allowance);
  }

  /** Tells how far the walk is, and lets the event loop turn when it is time. @throws DeitaError `cancelled` */
  async report(): Promise<void> {
    this.options.onProgress?.(this.outcome.progress);
    await this.pacer.yieldIfDue();
  }
}
