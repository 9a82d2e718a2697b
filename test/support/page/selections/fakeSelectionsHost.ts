import { DeitaError } from '../../../../src/common/errors';
import type { JobProgress } from '../../../../src/protocol/jobProgress';
import type { PageCommand } from '../../../../src/protocol/pages/pageMessages';
import type { ComparableRun, SelectionsPage, StrategyCurve } from '../../../../src/protocol/pages/selectionsPage';
import type { WireError } from '../../../../src/protocol/requests';
import { FakePageHost, type FakeAnswers, type FakeChannel } from '../fakePageHost';
import { HOSTILE_TEXTS, instructionOf } from '../fakeTexts';
import { fakeComparison } from './fakeComparison';

export interface FakeSelectionsOptions {
  /** Names of kept runs. */
  readonly runs: readonly string[];
  /** Whether there is a selection that is not kept, too. */
  readonly current?: boolean;
  /** Starts with a comparison and a curve made before. */
  readonly compared?: boolean;
  /** Starts after a reload of the window, when both were on the page. */
  readonly reloaded?: boolean;
  readonly job?: JobProgress;
  /** Why runs cannot be compared. */
  readonly error?: WireError;
}

/** The host of a comparison of selections. */
export class FakeSelectionsHost extends FakePageHost<SelectionsPage> {
  constructor(
    private readonly options: FakeSelectionsOptions,
    channel: FakeChannel,
  ) {
    super(channel);
  }

  protected override run({ name }: PageCommand): void {
    if (name === 'deita.cancel') this.emit('jobChanged', null);
  }

  protected override readonly answers: FakeAnswers<SelectionsPage> = {
    ready: () => {
      const { runs, compared = false, reloaded = false, job = null } = this.options;
      return {
        fileName: 'pool.jsonl',
        runs: this.#runs,
        state: {
          chosen: this.#runs.map(({ name }) => name),
          budgets: [100, 300, 600],
          compared: compared || reloaded,
          curved: compared || reloaded,
        },
        job,
        comparison: compared ? fakeComparison(runs) : null,
        curve: compared ? curveAt([100, 300, 600]) : null,
      };
    },
    compare: ({ runs }) => {
      const { error } = this.options;
      if (error !== undefined) throw new DeitaError(error.code, error.message, error.hint);
      return fakeComparison(runs);
    },
    curve: ({ budgets }) => curveAt(budgets),
    rowsOnlyIn: () => ({
      count: 250,
      rows: Array.from({ length: 100 }, (_, at) => ({
        rowIndex: at * 2,
        lineNumber: at * 2 + 1,
        preview: at === 0 ? HOSTILE_TEXTS.join(' ') : instructionOf(at),
      })),
    }),
    filterOnlyIn: () => null,
    filterBar: () => null,
    showRow: () => null,
    save: ({ kind }) => ({ fileName: `pool.${kind}` }),
  };

  get #runs(): ComparableRun[] {
    const kept = this.options.runs.map((name) => ({ name, isCurrent: false }));
    return this.options.current === true ? [{ name: 'current selection', isCurrent: true }, ...kept] : kept;
  }
}

function curveAt(budgets: readonly number[]): StrategyCurve {
  return {
    strategy: ['Rank by: Evol score', 'Diversity: Repr Filter'],
    points: budgets.map((budget) => ({
      budget,
      selected: budget,
      lastScore: 30 - budget / 50,
      nearDuplicates: Math.round(budget / 7),
      coverage: 1 - 30 / (budget + 60),
      tokens: budget * 211,
    })),
  };
}
