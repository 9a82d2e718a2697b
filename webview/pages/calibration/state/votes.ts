import type { SampledPair } from '../../../../src/protocol/calibration';
import type { CalibrationPage, PairVote } from '../../../../src/protocol/pages/calibrationPage';
import { voteText } from '../../../../src/wording/calibrationText';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { Store } from '../../../kit/store/store';
import type { CalibrationModel } from './calibrationModel';

export function voteOn(votes: readonly PairVote[], { rows: [row, other] }: Pick<SampledPair, 'rows'>): PairVote | null {
  return votes.find(({ rows }) => rows[0] === row && rows[1] === other) ?? null;
}

/** What somebody says of pairs. That two rows are not the same is a decision, which the host keeps. */
export class Votes {
  /** Votes are kept one after the other. */
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly host: RequestClient<CalibrationPage>,
    private readonly store: Store<CalibrationModel>,
    private readonly errors: ErrorReport,
  ) {}

  /** The same vote again takes it back. */
  cast({ rows, cosineSimilarity }: SampledPair, areSame: boolean): void {
    const before = voteOn(this.store.value.votes, { rows });
    const vote = before?.areSame === areSame ? null : { rows, cosineSimilarity, areSame };
    this.#put(rows, vote);
    this.store.set({ announcement: voteText(vote?.areSame ?? null) });
    this.#last = this.#last.then(() => this.#keep(rows, before, vote));
  }

  #put(rows: PairVote['rows'], vote: PairVote | null): void {
    const { votes } = this.store.value;
    const others = votes.filter((other) => other !== voteOn(votes, { rows }));
    this.store.set({ votes: vote === null ? others : [...others, vote] });
  }

  /** A vote that could not be kept is as it was before. */
  async #keep(rows: PairVote['rows'], before: PairVote | null, vote: PairVote | null): Promise<void> {
    const areSame = vote?.areSame !== false;
    if (areSame === (before?.areSame !== false)) return;
    try {
      await this.host.request('tellApart', { rows, areSame });
    } catch (error) {
      this.errors.show(error);
      this.#put(rows, before);
    }
  }
}
