import type { CorrectionRequest } from '../../../../src/protocol/annotation';
import { DeitaError } from '../../../../src/common/errors';
import type { ChainsPage, ChainsState } from '../../../../src/protocol/pages/chainsPage';
import type { WireError } from '../../../../src/protocol/requests';
import { FakePageHost, type FakeAnswers, type FakeChannel } from '../fakePageHost';
import { FakeRun } from './fakeRun';

export interface FakeChainsOptions {
  readonly chains: number;
  /** Absent = all of them; a run with fewer is being worked on. */
  readonly done?: number;
  readonly note?: string;
  readonly state?: ChainsState;
  /** Why the run cannot be read at first; the next `runChanged` finds it. */
  readonly failure?: WireError;
  /** Why corrections cannot be written. */
  readonly correctionError?: WireError;
  readonly hasDataset?: boolean;
}

/** The host of a page of chains. */
export class FakeChainsHost extends FakePageHost<ChainsPage> {
  readonly #run: FakeRun;
  /** The chains corrected, the last one last. */
  readonly #corrected: string[] = [];

  constructor(
    private readonly options: FakeChainsOptions,
    channel: FakeChannel,
  ) {
    super(channel);
    this.#run = new FakeRun(options.chains, options.done ?? options.chains, options.note);
  }

  protected override run(): void {
    // No command of a page changes a run.
  }

  protected override readonly answers: FakeAnswers<ChainsPage> = {
    ready: () => ({
      overview: this.options.failure ?? this.#overview(),
      name: 'pool.evol',
      hasDataset: this.options.hasDataset ?? true,
      canUndo: false,
      state: this.options.state ?? null,
    }),
    overview: () => this.#overview(),
    chains: ({ query, start, count }) => {
      const listed = this.#run.list(query);
      return { total: listed.length, chains: listed.slice(start, start + count) };
    },
    chain: ({ chainId }) => this.#run.chain(chainId),
    correct: ({ correction }) => this.#correct(correction),
    undo: () => {
      const chain = this.#corrected.pop();
      if (chain === undefined) return null;
      this.#run.takeBack(chain);
      this.emit('runChanged', null);
      return { chain: this.#run.chain(chain), canUndo: this.#corrected.length > 0 };
    },
    showRow: () => null,
    saveState: () => null,
  };

  #overview(): ReturnType<FakeRun['overview']> {
    return this.#run.overview(this.options.done !== undefined);
  }

  #correct(correction: CorrectionRequest): ReturnType<FakeAnswers<ChainsPage>['correct']> {
    const { correctionError: error } = this.options;
    if (error !== undefined) throw new DeitaError(error.code, error.message, error.hint);
    this.#run.correct(correction);
    this.#corrected.push(correction.chain);
    this.emit('runChanged', null);
    return { chain: this.#run.chain(correction.chain), canUndo: true };
  }
}
