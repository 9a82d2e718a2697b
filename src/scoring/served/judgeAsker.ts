import type { Turn } from '../../dataset/conversation';
import { asNumber, asObject } from '../../serverClient/json';
import { openStructuredChat } from '../../serverClient/structuredChat';
import { DIGIT_SCORES } from '../digitExpectation';
import { TRAINED_CONTEXT_LENGTH } from '../promptTemplates';
import { HIGHEST_SCORE, LOWEST_SCORE, type TurnScore } from '../scorer';
import type { ServedModelPlace } from './digitAsker';
import { judgePrompt } from './judgePrompt';
import { REFERENCE_EXAMPLE } from './promptTemplates';
import { unscoredBy, type TurnAsker } from './turnAsker';
import { TurnQuestions } from './turnQuestions';

interface Verdict {
  /** What the model wrote; undefined when it refused. */
  readonly text: string | undefined;
}

const SCORE = { type: 'integer', enum: DIGIT_SCORES };
const FORMAT = {
  name: 'scores',
  schema: {
    type: 'object',
    properties: { complexity: SCORE, quality: SCORE },
    required: ['complexity', 'quality'],
    additionalProperties: false,
  },
};

/** *Direct scoring* by a chat model, the paper's weak baseline: for servers that give no log-probabilities. */
export async function openJudgeAsker({ server, model }: ServedModelPlace, signal?: AbortSignal): Promise<TurnAsker> {
  const chat = await openStructuredChat(server, model, FORMAT, judgePrompt(REFERENCE_EXAMPLE), signal);
  const questions = new TurnQuestions<Verdict>({
    name: 'direct scoring',
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
        if ('failure' in answer) return unscoredBy('direct scoring', answer);
        const score = scoreOf(answer.value);
        return answer.truncated === undefined || 'unscoredReason' in score
          ? score
          : { ...score, truncated: answer.truncated };
      }),
  };
}

function scoreOf({ text }: Verdict): TurnScore {
  if (text === undefined) return { unscoredReason: 'the model refused to rate the turn' };
  const { complexity, quality } = parse(text);
  const [complexityScore, qualityScore] = [inRange(complexity), inRange(quality)];
  if (complexityScore === undefined || qualityScore === undefined) {
    return { unscoredReason: `the model’s answer holds no two scores from 1 to 6: ${shortened(text)}` };
  }
  return { complexityScore, qualityScore };
}

function parse(text: string): { complexity?: unknown; quality?: unknown } {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}

function inRange(value: unknown): number | undefined {
  const score = asNumber(value);
  return score !== undefined && score >= LOWEST_SCORE && score <= HIGHEST_SCORE ? score : undefined;
}

function shortened(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
