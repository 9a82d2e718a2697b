import { isDeepStrictEqual } from 'node:util';
import { readJsonIn, withoutThoughts } from '../../common/modelAnswer';
import type { Turn } from '../../dataset/conversation';
import type { Requester } from '../../serverClient/serverClient';
import { openStructuredChat } from '../../serverClient/structuredChat';
import { TRAINED_CONTEXT_LENGTH } from '../promptTemplates';
import { REFERENCE_EXAMPLE } from '../served/promptTemplates';
import { TurnQuestions } from '../served/turnQuestions';
import type { JudgeQuestion } from './judgeQuestions';
import { noValueBy, type ValueAsker } from './servedValuer';
import type { TurnValue } from './turnValuer';

interface Said {
  /** undefined when the model refused. */
  readonly text: string | undefined;
}

/** Puts a question about instructions to a chat model. @throws ServerError for one that keeps to no JSON schema */
export async function openJudgeValueAsker(
  server: Requester,
  model: string,
  { format, promptOf, read }: JudgeQuestion,
  signal: AbortSignal | undefined,
): Promise<ValueAsker> {
  const prompt = ({ instruction }: Pick<Turn, 'instruction'>): string => promptOf(instruction);
  const chat = await openStructuredChat(server, model, format, prompt(REFERENCE_EXAMPLE), signal);
  const questions = new TurnQuestions<Said>({
    contextLength: TRAINED_CONTEXT_LENGTH, // Chat endpoints do not tell theirs.
    promptsPerRequest: 1,
    asksResponse: false,
    promptOf: prompt,
    read: async (prompts, abort) => [{ text: await chat.ask(prompts[0] ?? '', abort) }],
  });
  return {
    chunkSize: 1,
    ask: async (turns, abort): Promise<TurnValue[]> =>
      (await questions.ask(turns, abort)).map((answer) => {
        if ('failure' in answer) return noValueBy(answer);
        const { text } = answer.value;
        return text === undefined ? { reason: 'the model refused to answer' } : valueIn(text, read);
      }),
  };
}

/** In what a chat model wrote: as with a verdict, text around the JSON is fine, and answers that differ give none. */
function valueIn(text: string, read: JudgeQuestion['read']): TurnValue {
  const readings = [...readJsonIn(withoutThoughts(text), read)];
  const [value, ...others] = readings.filter((reading) => 'value' in reading);
  if (others.some((other) => !isDeepStrictEqual(other, value))) return { reason: 'the model answers more than once' };
  return value ?? readings[0] ?? read(undefined);
}
