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
 * What a run took, over all its resumptions. A request whose answer was lost, because the process ended or the
 * connection did, counts with the most that it can have taken, also when it was asked again and answered.
 */
export function spentOn(answers: readonly RecordedAnswer[], sent: readonly SentRequest[]): Spent {
  const answered = new Set(answers.map(({ key }) => key));
  let lost = 0;
  for (const { key, tokens, repeatsUnpaid } of sent) {
    if (repeatsUnpaid === true) continue;
    // The first line of a key stands for its answer, whichever of the requests that came from.
    if (!answered.delete(key)) lost += tokens;
  }
  return {
    requests: Math.max(sent.length, answers.length),
    tokens: answers.reduce((sum, { tokens }) => sum + tokens, lost),
  };
}
