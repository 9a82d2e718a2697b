import { asArray, asObject, asText, contentText, type JsonObject } from '../../serverClient/json';
import type { BeforeAttempt, Server } from '../../serverClient/server';
import { ServerError, serverFault } from '../../serverClient/serverError';
import { isTokenCount } from '../run/recordedAnswer';
import type { ChatAnswer, ChatModel, ChatOptions, ChatRequest } from './chatModel';

/** Parameters that some servers and models refuse. */
interface Parameters {
  /** `response_format` with a JSON schema. */
  readonly format: boolean;
  /** `temperature` and `seed`; reasoning models refuse them. */
  readonly sampling: boolean;
}

/** What to try in turn, where the fuller one is refused. */
const WITH_SCHEMA: readonly Parameters[] = [
  { format: true, sampling: true },
  { format: false, sampling: true },
  { format: true, sampling: false },
  { format: false, sampling: false },
];
const WITHOUT_SCHEMA = WITH_SCHEMA.filter(({ format }) => !format);

interface Found {
  readonly answer: ChatAnswer;
  readonly parameters: Parameters;
}

/**
 * A chat model behind an OpenAI-compatible server. Which parameters the server takes is found out by the first request
 * of each kind, while the others of that kind wait, and then remembered.
 */
export class ServedChatModel implements ChatModel {
  /** By whether the request has a schema. */
  private readonly taken = new Map<boolean, Promise<Parameters | undefined>>();

  constructor(
    private readonly server: Pick<Server, 'post'>,
    readonly name: string,
  ) {}

  async ask(request: ChatRequest, options: ChatOptions = {}): Promise<ChatAnswer> {
    const structured = request.schema !== undefined;
    for (;;) {
      const known = this.taken.get(structured);
      if (known === undefined) break;
      const parameters = await known;
      if (parameters !== undefined) return this.send(request, parameters, options);
    }
    const first = this.findOut(request, structured ? WITH_SCHEMA : WITHOUT_SCHEMA, options);
    this.taken.set(
      structured,
      first.then(
        ({ parameters }) => parameters,
        () => void this.taken.delete(structured),
      ),
    );
    return (await first).answer;
  }

  private async findOut(request: ChatRequest, candidates: readonly Parameters[], options: ChatOptions): Promise<Found> {
    let refusal: ServerError | undefined;
    for (const parameters of candidates) {
      try {
        return { answer: await this.send(request, parameters, options), parameters };
      } catch (error) {
        if (!(error instanceof ServerError) || error.kind !== 'request') throw error;
        refusal ??= error;
      }
    }
    throw refusal ?? serverFault('answer', 'notAsked');
  }

  private async send(
    request: ChatRequest,
    parameters: Parameters,
    { signal, beforeRequest }: ChatOptions,
  ): Promise<ChatAnswer> {
    const beforeAttempt: BeforeAttempt = (failed) => beforeRequest?.(failed !== undefined && mayBePaid(failed));
    const body = bodyOf(this.name, request, parameters);
    return answerOf(await this.server.post('/chat/completions', body, signal, beforeAttempt));
  }
}

/** A server that was cut off or hangs may have worked all the same. */
function mayBePaid({ kind }: ServerError): boolean {
  return kind === 'timeout' || kind === 'network';
}

function bodyOf(model: string, request: ChatRequest, { format, sampling }: Parameters): object {
  const { prompt, before = [], schema, temperature, seed, mostTokens } = request;
  return {
    model,
    messages: [...before, { role: 'user', content: prompt }],
    max_completion_tokens: mostTokens,
    ...(sampling ? { temperature, seed } : {}),
    ...(format && schema !== undefined
      ? { response_format: { type: 'json_schema', json_schema: { ...schema, strict: true } } }
      : {}),
  };
}

function answerOf(answer: unknown): ChatAnswer {
  const { choices, usage } = asObject(answer);
  const choice = asArray(choices)[0];
  if (choice === undefined) throw serverFault('answer', 'noMessage');
  const { message, finish_reason } = asObject(choice);
  const { content, refusal } = asObject(message);
  return {
    text: contentText(content) ?? asText(refusal) ?? '',
    tokens: tokensOf(asObject(usage)),
    cutOff: finish_reason === 'length',
  };
}

/** Of prompt and answer together; some servers leave it to others to add them up. null = none that can be counted. */
function tokensOf({ total_tokens, prompt_tokens, completion_tokens }: JsonObject): number | null {
  const counts = [prompt_tokens, completion_tokens].flatMap((count) => (isTokenCount(count) ? [count] : []));
  if (isTokenCount(total_tokens)) return total_tokens;
  return counts.length === 2 ? counts.reduce((sum, count) => sum + count, 0) : null;
}
