import { DeitaError } from '../../../../src/common/errors';
import type { JobProgress } from '../../../../src/protocol/jobProgress';
import type { PageCommand } from '../../../../src/protocol/pages/pageMessages';
import type { ComparisonPage, ScorerEntry } from '../../../../src/protocol/pages/comparisonPage';
import type { WireError } from '../../../../src/protocol/requests';
import type { ComparedRow, ScorerComparison } from '../../../../src/protocol/scorerComparison';
import { FakePageHost, type FakeAnswers, type FakeChannel } from '../fakePageHost';
import { HOSTILE_TEXTS, instructionOf } from '../fakeTexts';

export interface FakeComparisonOptions {
  readonly rows: number;
  /** Starts with a comparison made before. */
  readonly compared?: boolean;
  readonly job?: JobProgress;
  /** Why scorers cannot be compared. */
  readonly error?: WireError;
}

const SCORERS: readonly ScorerEntry[] = [
  { id: 'built-in', label: 'Heuristic default' },
  { id: 'precomputed', label: 'Precomputed' },
];
const ADDED: ScorerEntry = { id: 'trained', label: 'Trained: my-scorer' };

/** The host of a comparison of scorers over seeded rows. */
export class FakeComparisonHost extends FakePageHost<ComparisonPage> {
  #scorers = SCORERS;

  constructor(
    private readonly options: FakeComparisonOptions,
    channel: FakeChannel,
  ) {
    super(channel);
  }

  protected override run({ name }: PageCommand): void {
    if (name === 'deita.cancel') this.emit('jobChanged', null);
  }

  protected override readonly answers: FakeAnswers<ComparisonPage> = {
    ready: () => ({
      fileName: 'pool.jsonl',
      scorers: this.#scorers,
      pair: { a: 'built-in', b: 'precomputed', budget: 6000 },
      job: this.options.job ?? null,
      comparison: this.options.compared === true ? this.#compare(6000) : null,
    }),
    compare: ({ budget }) => {
      const { error } = this.options;
      if (error !== undefined) throw new DeitaError(error.code, error.message, error.hint);
      return this.#compare(budget);
    },
    addScorer: () => {
      this.#scorers = [...SCORERS, ADDED];
      return { scorers: this.#scorers, id: ADDED.id };
    },
    showRow: () => null,
  };

  #compare(budget: number): ScorerComparison {
    const { rows: count } = this.options;
    const points = Array.from({ length: count }, (_, at) => rowAt(at));
    const disagreements = points.filter(({ rowIndex }) => rowIndex % 97 === 5);
    const model = { version: '1', hash: '0', heuristic: false };
    const spearman = { complexity: 0.71, quality: 0.38, evol: 0.64 };
    const agreement = (measure: keyof typeof spearman) => ({
      ...{ count, spearman: spearman[measure], kendall: spearman[measure] - 0.17, meanDifference: -0.31 },
    });
    return {
      scorers: { a: { ...model, name: 'Heuristic default' }, b: { ...model, name: 'Precomputed' } },
      complexity: agreement('complexity'),
      quality: agreement('quality'),
      evol: agreement('evol'),
      disagreements: disagreements.slice(0, 50),
      selection: { budget, inBoth: count - 20, onlyInA: [1, 2, 3], onlyInB: [4, 5, 6] },
      plot: { points, onlyInA: points.slice(1, 4), onlyInB: points.slice(4, 7) },
    };
  }
}

/** Scores that rise and fall together, some of them far apart. */
function rowAt(at: number): ComparedRow {
  const base = (Math.imul(at, 2_654_435_761) >>> 8) % 1000;
  const noise = ((Math.imul(at, 40_503) >>> 4) % 200) - 100;
  const away = at % 97 === 5 ? 500 : 0;
  const scores = (value: number, rank: number) => {
    const score = 1 + (5 * Math.min(Math.max(value, 0), 999)) / 1000;
    return { complexityScore: score, qualityScore: 7 - score, evolScore: score * 5, rank };
  };
  return {
    rowIndex: at,
    lineNumber: at + 1,
    a: scores(base, at + 1),
    b: scores(base > 500 ? base + noise - away : base + noise + away, at + 1 + away),
    preview: at === 5 ? HOSTILE_TEXTS.join(' ') : instructionOf(at),
  };
}
