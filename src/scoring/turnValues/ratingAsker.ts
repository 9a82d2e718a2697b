import type { Turn } from '../../dataset/conversation';
import { inEnglish } from '../../messages/wording';
import { openAi } from '../../serverClient/presets/openAi';
import type { NextToken } from '../../serverClient/presets/preset';
import type { Requester } from '../../serverClient/serverClient';
import { TRAINED_CONTEXT_LENGTH } from '../promptTemplates';
import { openDigitReader } from '../served/digitAsker';
import { digitScore } from '../served/digitScore';
import { markedTurn } from '../served/judgePrompt';
import { REFERENCE_EXAMPLE } from '../served/promptTemplates';
import { TurnQuestions } from '../served/turnQuestions';
import { noValueBy, type ValueAsker } from './servedValuer';
import type { TurnValue } from './turnValuer';

/** Raised when the same turn would get another value. */
export const RATING_VERSION = '1';

/** What a chat model is asked for the first token of an answer to. */
export function ratingPrompt(turn: Turn): string {
  return [
    'Rate how much a language model would gain from learning to answer an instruction with a response.',
    '1 = harmful: wrong, empty or off the point. 3 = of little use: plain or incomplete. 6 = excellent: demanding, right and complete.',
    ...markedTurn(turn),
    '',
    'Answer with one digit from 1 to 6 and nothing else.',
  ].join('\n');
}

/**
 * The rating that a chat model is expected to give (SelectIT, arXiv:2402.16705): Σ i · p(i) over the six digits as the
 * first token of its answer, 1 to 6.
 * @throws ServerError for a server that lists too few log-probabilities, and a model that does not answer with a digit
 */
export async function openRatingAsker(
  server: Requester,
  model: string,
  signal: AbortSignal | undefined,
): Promise<ValueAsker> {
  const reader = await openDigitReader(openAi, { server, model }, ratingPrompt(REFERENCE_EXAMPLE), signal);
  const questions = new TurnQuestions<NextToken>({
    ...reader,
    contextLength: TRAINED_CONTEXT_LENGTH, // Chat endpoints do not tell theirs.
    asksResponse: true,
    promptOf: ratingPrompt,
  });
  return {
    chunkSize: reader.promptsPerRequest,
    ask: async (turns, abort): Promise<TurnValue[]> =>
      (await questions.ask(turns, abort)).map((answer) => {
        if ('failure' in answer) return noValueBy(answer);
        const scored = digitScore(answer.value);
        return 'score' in scored ? { value: scored.score } : { reason: inEnglish(scored.unscoredReason) };
      }),
  };
}
