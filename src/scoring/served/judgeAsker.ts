import type { Turn } from '../../dataset/conversation';
import { say } from '../../messages/say';
import { openStructuredChat } from '../../serverClient/structuredChat';
import { TRAINED_CONTEXT_LENGTH } from '../promptTemplates';
import type { TurnScore } from '../scorer';
import type { ServedModelPlace } from './digitAsker';
import { judgePrompt } from './judgePrompt';
import { REFERENCE_EXAMPLE } from './promptTemplates';
import { unscoredBy, type TurnAsker } from './turnAsker';
import { TurnQuestions } from './turnQuestions';
import { readVerdict, VERDICT_FORMAT } from './verdict';

interface Verdict {
  /** What the model wrote; undefined when it refused. */
  readonly text: string | undefined;
}

/** *Direct scoring* by a chat model, the paper's weak baseline: for servers that give no log-probabilities. */
export async function openJudgeAsker({ server, model }: ServedModelPlace, signal?: AbortSignal): Promise<TurnAsker> {
  const chat = await openStructuredChat(server, model, VERDICT_FORMAT, judgePrompt(REFERENCE_EXAMPLE), signal);
  const questions = new TurnQuestions<Verdict>({
    contextLength: TRAINED_CONTEXT_LENGTH, // Chat endpoints do not tell theirs.
    promptsPerRequest: 1,
    asksResponse: true,
    promptOf: judgePrompt,
    read: async (prompts, abort) => [{ text: await chat.ask(prompts[0] ?? '', abort) }],
  });
  return {
    chunkSize: 1,
    ask: async (turns: readonly Turn[], abort): Promise<TurnScore[]> =>
      (await questions.ask(turns, abort)).map((answer) => {
        if ('failure' in answer) return unscoredBy('direct', answer);
        const score = scoreOf(answer.value);
        return answer.truncated === undefined || 'unscoredReason' in score
          ? score
          : { ...score, truncated: say('about.direct', { what: answer.truncated }) };
      }),
  };
}

function scoreOf({ text }: Verdict): TurnScore {
  return text === undefined ? { unscoredReason: say('verdict.refused') } : readVerdict(text);
}
