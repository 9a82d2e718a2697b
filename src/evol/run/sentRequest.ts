import { isObject } from '../../dataset/formats/format';
import type { LineKind } from './lineLog';
import { isTokenCount, type RecordedAnswer } from './recordedAnswer';
import type { Spent } from './spendingCap';

/** A request that went out: a line of `requests.jsonl`, written before it is sent. */
export interface SentRequest {
  readonly key: string;
  /** The most that it can take, prompt and answer together. */
  readonly tokens: number;
  /** Whether it repeats one that came back without an answer and was not charged. */
  readonly repeatsUnpaid?: true;
}

export const REQUEST_LINE: LineKind<SentRequest> = {
  damaged: 'noRequestLine',
  matches: (value): value is SentRequest =>
    isObject(value) && typeof value.key === 'string' && isTokenCount(value.tokens),
};

/**
 * Counts what a run took, over all its resumptions, as its lines come. A request whose answer was lost, because the
 * process ended or the connection did, counts with the most that it can have taken, also when it was asked again and
 * answered.
 */
export class SpentCount {
  private answers = 0;
  private requests = 0;
  private tokens = 0;
  private lost = 0;
  /** The first line of a key stands for its answer, whichever of the requests that came from. */
  private readonly first = new Map<string, number>();
  private readonly answered = new Set<string>();

  addAnswer({ key, tokens }: Pick<RecordedAnswer, 'key' | 'tokens'>): void {
    this.answers++;
    this.tokens += tokens;
    this.answered.add(key);
    this.lost -= this.first.get(key) ?? 0;
  }

  addRequest({ key, tokens, repeatsUnpaid }: SentRequest): void {
    this.requests++;
    if (repeatsUnpaid === true) return;
    const isFirst = !this.first.has(key);
    if (isFirst) this.first.set(key, tokens);
    if (!isFirst || !this.answered.has(key)) this.lost += tokens;
  }

  get spent(): Spent {
    return { requests: Math.max(this.requests, this.answers), tokens: this.tokens + this.lost };
  }
}

/** @param answers at most one of each key */
export function spentOn(answers: readonly RecordedAnswer[], sent: readonly SentRequest[]): Spent {
  const count = new SpentCount();
  for (const answer of answers) count.addAnswer(answer);
  for (const request of sent) count.addRequest(request);
  return count.spent;
}
