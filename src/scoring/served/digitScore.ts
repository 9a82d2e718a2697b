import type { Message } from '../../common/message';
import { say } from '../../messages/say';
import type { NextToken } from '../../serverClient/presets/preset';
import { digitExpectation, SCORE_DIGITS } from '../digitExpectation';

/** Where the server does not tell the most probable token, the digits must hold at least half of all probability. */
const LEAST_DIGIT_MASS = 0.5;

export type DigitScore =
  | { readonly score: number }
  /** `answersWithDigit`: the model does its part, the server does not tell enough. */
  | { readonly unscoredReason: Message; readonly answersWithDigit: boolean };

/**
 * The score behind the probabilities of a first token, or why there is none: a digit whose probability is not known, or
 * a model that would not answer with a digit at this place (as when the space that ends the prompt got lost on the way,
 * and the model answers with that space).
 */
export function digitScore({ logProbabilities, topToken }: NextToken): DigitScore {
  const missing = SCORE_DIGITS.filter((_, at) => logProbabilities[at] === undefined);
  const answersWithDigit = isDigit(topToken) || massOf(logProbabilities) >= LEAST_DIGIT_MASS;
  if (!answersWithDigit) return { unscoredReason: notADigit(topToken), answersWithDigit };
  if (missing.length > 0) {
    return { unscoredReason: say('digits.missing', { digits: missing.join(', ') }), answersWithDigit };
  }
  const score = digitExpectation(logProbabilities);
  return score === undefined ? { unscoredReason: say('digits.improbable'), answersWithDigit } : { score };
}

/** A token as a server names it may be `token_id:29896`: then only the mass tells. */
function isDigit(token: string | undefined): boolean {
  return SCORE_DIGITS.some((digit) => digit === token);
}

function massOf(logProbabilities: readonly (number | undefined)[]): number {
  return logProbabilities.reduce<number>((sum, value) => sum + (value === undefined ? 0 : Math.exp(value)), 0);
}

function notADigit(topToken: string | undefined): Message {
  if (topToken?.trim() === '') return say('digits.space');
  return topToken === undefined || topToken.startsWith('token_id:')
    ? say('digits.none')
    : say('digits.other', { token: JSON.stringify(topToken.slice(0, 20)) });
}
