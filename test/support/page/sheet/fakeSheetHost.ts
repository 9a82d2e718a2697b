import { DeitaError } from '../../../../src/common/errors';
import type { Preference } from '../../../../src/evaluation/pairwise/preference';
import type { PeopleResult } from '../../../../src/evaluation/people/types';
import type { SheetOverview } from '../../../../src/protocol/people';
import type { SheetPage, SheetState } from '../../../../src/protocol/pages/sheetPage';
import type { WireError } from '../../../../src/protocol/requests';
import { FakePageHost, type FakeAnswers, type FakeChannel } from '../fakePageHost';

export interface FakeSheetOptions {
  readonly items: number;
  /** Somebody who has finished, and how many items. */
  readonly finished?: readonly string[];
  readonly state?: SheetState;
  readonly failure?: WireError;
  /** Why votes cannot be kept. */
  readonly voteError?: WireError;
}

const RESULT: Omit<PeopleResult, 'annotators' | 'pairs' | 'judged'> = {
  ...{ kind: 'pairwise', a: { name: 'deita-model' }, b: { name: 'random-model' }, judge: 'people (Ann, Bob)' },
  ...{ promptHash: '0', complete: true, seed: 7, wins: 2, ties: 1, losses: 0, winRate: 5 / 6 },
  interval: { method: 'Wilson score', level: 0.95, low: 0.3, high: 0.98 },
  agreement: [{ annotators: ['Ann', 'Bob'], items: 3, same: 2 / 3, tieDiscounted: 5 / 6, kappa: 0.5 }],
};

/** The host of a blind sheet: the left answer of every item is the first model’s. */
export class FakeSheetHost extends FakePageHost<SheetPage> {
  readonly #votes = new Map<string, (Preference | null)[]>();

  constructor(
    private readonly options: FakeSheetOptions,
    channel: FakeChannel,
  ) {
    super(channel);
    for (const name of options.finished ?? []) {
      this.#votes.set(
        name,
        Array.from({ length: options.items }, () => 'a'),
      );
    }
  }

  protected override run(): void {
    // No command of a page changes a sheet.
  }

  protected override readonly answers: FakeAnswers<SheetPage> = {
    ready: () => ({ overview: this.options.failure ?? this.#overview(), state: this.options.state ?? null }),
    overview: () => this.#overview(),
    votes: ({ annotator }) =>
      this.#of(annotator).map((vote) =>
        vote === null ? null : vote === 'a' ? 'left' : vote === 'b' ? 'right' : 'tie',
      ),
    item: ({ item }) => ({
      item,
      instruction: `Explain **number ${item + 1}**.`,
      left: `It comes after ${item}.\n\n- short`,
      right: `Number ${item + 1} is ${'very '.repeat(40)}long.\n\n\`\`\`\nprint(${item + 1})\n\`\`\``,
    }),
    vote: ({ annotator, item, vote }) => {
      const { voteError: error } = this.options;
      if (error !== undefined) throw new DeitaError(error.code, error.message, error.hint);
      const votes = this.#of(annotator);
      votes[item] = vote === null ? null : vote === 'left' ? 'a' : vote === 'right' ? 'b' : 'tie';
      this.#votes.set(annotator, votes);
      return this.#overview();
    },
    result: () => this.#result(),
    exportVotes: () => ({ votes: 6 }),
    saveState: () => null,
  };

  #of(annotator: string): (Preference | null)[] {
    return [...(this.#votes.get(annotator) ?? Array.from({ length: this.options.items }, () => null))];
  }

  #overview(): SheetOverview {
    const annotators = [...this.#votes].map(([name, votes]) => ({ name, votes }));
    const { items } = this.options;
    return {
      ...{ items, seed: 7 },
      annotators: annotators.map(({ name, votes }) => ({ name, voted: votes.filter((vote) => vote !== null).length })),
      complete: annotators.length > 0 && annotators.every(({ votes }) => !votes.includes(null)),
    };
  }

  #result(): PeopleResult {
    const annotators = [...this.#votes.keys()].map((name) => ({ name, wins: 2, ties: 1, losses: 0 }));
    return { ...RESULT, pairs: this.options.items, judged: this.options.items, annotators };
  }
}
