import { DeitaError } from '../../../../src/common/errors';
import { experimentGroups } from '../../../../src/engine/evaluation/experiments/experimentGroups';
import type { ExperimentFinding, ExperimentRow, Experiments, Measure } from '../../../../src/protocol/experiments';
import type { ExperimentsPage } from '../../../../src/protocol/pages/experimentsPage';
import type { WireError } from '../../../../src/protocol/requests';
import { categoriesOf, STORY, STORY_SETS } from '../../plantedStory';
import { FakePageHost, type FakeAnswers, type FakeChannel } from '../fakePageHost';

export interface FakeExperimentsOptions {
  /** Budgets whose results have come; absent = all of the planted story. */
  readonly measured?: readonly number[];
  readonly empty?: boolean;
  /** Names as nobody should give them. */
  readonly hostile?: boolean;
  readonly failure?: WireError;
  /** Why nothing can be saved. */
  readonly saveError?: WireError;
}

const MEASURE: Measure = { id: 'm', kind: 'mt-bench', subject: null, judge: 'a-judge', range: [1, 10] };
const HOSTILE = '<img src=x onerror=alert(1)>\u202e`![x](y)';

/** The host of a planted story: three budgets, three sets, two seeds; every reading shows one more budget. */
export class FakeExperimentsHost extends FakePageHost<ExperimentsPage> {
  #measured: number;

  constructor(
    private readonly options: FakeExperimentsOptions,
    channel: FakeChannel,
  ) {
    super(channel);
    this.#measured = (options.measured ?? Object.keys(STORY)).length;
  }

  protected override run(): void {
    // No command of the page changes experiments.
  }

  protected override readonly answers: FakeAnswers<ExperimentsPage> = {
    ready: () => ({ folderName: 'trainings', experiments: this.options.failure ?? this.#experiments() }),
    read: () => {
      this.#measured++;
      return this.#experiments();
    },
    save: ({ file }) => {
      const { saveError: error } = this.options;
      if (error !== undefined) throw new DeitaError(error.code, error.message, error.hint);
      return { fileName: file };
    },
    showCommands: () => null,
  };

  #experiments(): Experiments {
    const { hostile, empty } = this.options;
    const rows = empty === true ? [] : storyRows(this.#measured, hostile === true ? HOSTILE : 'X/Y');
    const measures = rows.length === 0 ? [] : [hostile === true ? { ...MEASURE, judge: HOSTILE } : MEASURE];
    const findings = rows.flatMap(({ results, folder, set }): ExperimentFinding[] =>
      results.length > 0 ? [] : [{ code: 'noResults', file: `${folder}/${set}`, names: [] }],
    );
    return { folder: '/trainings', measures, rows, groups: experimentGroups(rows), findings };
  }
}

/** @param measured budgets with results, the smallest first */
function storyRows(measured: number, baseModel: string): ExperimentRow[] {
  return Object.entries(STORY).flatMap(([budget, sets], at) =>
    [1, 2].flatMap((seed) =>
      STORY_SETS.map((set): ExperimentRow => {
        const score = sets[set][seed - 1] ?? 0;
        return {
          ...{ folder: `${budget}-seed${seed}`, set, budget: Number(budget), seed: set === 'random' ? seed : null },
          setup: { trainer: 'trl', recipe: 'lora', baseModel },
          selection: { file: `selection-${budget}.jsonl`, sha256: budget },
          pool: { file: 'pool.jsonl', sha256: 'pool' },
          results: at < measured ? [{ measure: MEASURE.id, score, categories: categoriesOf(score) }] : [],
        };
      }),
    ),
  );
}
