import { createHash } from 'node:crypto';
import { judgePrompt } from '../../scoring/served/judgePrompt';
import { readVerdict, VERDICT_FORMAT, VERDICT_TOKENS } from '../../scoring/served/verdict';
import { MOST_ANSWER_TOKENS } from '../../serverClient/structuredChat';
import { estimatedTokens } from '../../serverClient/tokenEstimate';
import { randomFor } from '../chain/chainPlan';
import type { PendingRequest } from '../chain/chainState';
import type { AnswerOf } from '../run/recordedAnswer';
import type { OpenRun } from '../run/runFolder';
import { spentOn } from '../run/sentRequest';
import type { Spent } from '../run/spendingCap';
import type { TrainingText } from '../trainingTexts';

/** *Direct scoring* of a run's variants: each rated on its own by the model that ranked them together. */

const KEY = 'direct/';

/** What has to be asked about texts and is not answered yet, each content once. @param seed of the run */
export function directRequests(
  texts: readonly Pick<TrainingText, 'turn'>[],
  seed: number,
  answerOf: AnswerOf,
): PendingRequest[] {
  const prompts = new Map(texts.map((text) => [keyOf(text), judgePrompt(text.turn)]));
  return [...prompts].flatMap(([key, prompt]) =>
    answerOf(key) === undefined
      ? [
          {
            ...{ key, prompt, role: 'rank', schema: VERDICT_FORMAT, temperature: 0, mostTokens: MOST_ANSWER_TOKENS },
            seed: randomFor(seed, key).below(2 ** 31),
          },
        ]
      : [],
  );
}

/** About what requests take. */
export function directEstimate(requests: readonly PendingRequest[]): Spent {
  const tokens = requests.reduce((sum, { prompt }) => sum + estimatedTokens(prompt) + VERDICT_TOKENS, 0);
  return { requests: requests.length, tokens };
}

/** The score of a text's own dimension, 1 to 6; null when there was none to be read; undefined while it is not asked. */
export function directScore(text: TrainingText, answerOf: AnswerOf): number | null | undefined {
  const found = answerOf(keyOf(text));
  if (found === undefined) return undefined;
  if (found.answer === null || found.cutOff === true) return null;
  const verdict = readVerdict(found.answer);
  if ('unscoredReason' in verdict) return null;
  return text.dimension === 'complexity' ? verdict.complexityScore : verdict.qualityScore;
}

/** What of a run was spent on direct scoring, over all resumptions. */
export function spentDirectly({ answers, sent }: Pick<OpenRun, 'answers' | 'sent'>): Spent {
  const isDirect = ({ key }: { readonly key: string }): boolean => key.startsWith(KEY);
  return spentOn(answers.filter(isDirect), sent.filter(isDirect));
}

/** By the prompt: the same text is asked about once, whichever chains it is in. */
function keyOf({ turn }: Pick<TrainingText, 'turn'>): string {
  return KEY + createHash('sha256').update(judgePrompt(turn)).digest('hex').slice(0, 32);
}
