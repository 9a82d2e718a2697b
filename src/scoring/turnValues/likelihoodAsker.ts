import type { Turn } from '../../dataset/conversation';
import { BatchReader, isFailure } from '../../serverClient/batchReader';
import { openGivenText, type GivenText } from '../../serverClient/givenText';
import type { Requester } from '../../serverClient/serverClient';
import { noValueBy, type ValueAsker } from './servedValuer';
import { contextOf, likelihoodValue, unaskable, type TurnValue } from './turnValuer';

/** Raised when the same turn would get another value. */
export const LIKELIHOOD_VERSION = '1';

/**
 * How probable responses are: given their instruction, or alone.
 * @throws ServerError for a server that does not tell
 */
export async function openLikelihoodAsker(
  server: Requester,
  model: string,
  question: 'given' | 'alone',
  signal: AbortSignal | undefined,
): Promise<ValueAsker> {
  const { textsPerRequest, read } = await openGivenText(server, model, signal);
  const reader = new BatchReader(read);
  const givenText = (turn: Turn): GivenText => ({
    context: question === 'given' ? contextOf(turn) : '',
    text: turn.response,
  });
  return {
    chunkSize: textsPerRequest,
    ask: async (turns, abort) => {
      const asked = turns.filter((turn) => unaskable(turn) === undefined);
      const answers = asked.length === 0 ? [] : await reader.read(asked.map(givenText), abort);
      return turns.map((turn): TurnValue => {
        const reason = unaskable(turn);
        if (reason !== undefined) return reason;
        const answer = answers.shift();
        if (answer === undefined) throw new Error('fewer answers than turns');
        return isFailure(answer) ? noValueBy(answer) : likelihoodValue(answer);
      });
    },
  };
}
