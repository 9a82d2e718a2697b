import type { DeitaError } from '../../common/errors';
import { estimatedTokens } from '../../serverClient/tokenEstimate';
import type { PendingRequest } from '../chain/chainState';
import { isRefusal } from '../chat/chatFailure';
import type { ChatAnswer, ChatModel } from '../chat/chatModel';
import type { RecordedAnswer } from '../run/recordedAnswer';
import type { OpenRun } from '../run/runFolder';
import type { SpendingCap } from '../run/spendingCap';

/** The models of a run, by what they are asked for. */
export type RunModels = Readonly<Record<PendingRequest['role'], ChatModel>>;

/** What a chat template puts around a message. */
const TEMPLATE_TOKENS = 64;

type Answered = Pick<RecordedAnswer, 'answer' | 'refusal' | 'cutOff' | 'tokens'>;

/** A model that has never answered refuses a request: it may refuse every one, such as for a wrong name. */
export class UnprovenRefusal extends Error {
  constructor(readonly refusal: DeitaError) {
    super(refusal.message);
    this.name = 'UnprovenRefusal';
  }
}

/** Sends the requests of a run: within the caps, and kept before anything is made of them. */
export class ModelAsker {
  /** Names of models that have answered. */
  private readonly proven: Set<string>;

  constructor(
    private readonly run: OpenRun,
    private readonly models: RunModels,
    private readonly cap: SpendingCap,
  ) {
    this.proven = new Set(run.answers.filter(({ answer }) => answer !== null).map(({ model }) => model));
  }

  /**
   * Asks, and keeps the answer; a model that refuses just this request is kept as such.
   * @throws CapReached; UnprovenRefusal; DeitaError `cancelled` and whatever is wrong with the server
   */
  async ask(request: PendingRequest, signal: AbortSignal | undefined): Promise<void> {
    const most = mostTokens(request);
    const model = this.models[request.role];
    const startedAt = performance.now();
    await this.cap.reserve(most, signal);
    let [lost, used] = [0, 0];
    let isRepeated = false;
    try {
      const answer = await this.answerOf(model, request, signal, (mayBePaid) => {
        if (mayBePaid) lost += most;
        this.cap.count();
        const repeatsUnpaid = isRepeated && !mayBePaid;
        this.run.noteRequest({ key: request.key, tokens: most, ...(repeatsUnpaid ? { repeatsUnpaid } : {}) });
        isRepeated = true;
      });
      used = answer.tokens;
      const ms = Math.round(performance.now() - startedAt);
      this.run.noteAnswer({ key: request.key, prompt: request.prompt, model: model.name, ms, ...answer });
    } finally {
      this.cap.settle(most, used + lost);
    }
  }

  /** @throws UnprovenRefusal, and whatever is wrong with the server */
  private async answerOf(
    model: ChatModel,
    request: PendingRequest,
    signal: AbortSignal | undefined,
    beforeRequest: (mayBePaid: boolean) => void,
  ): Promise<Answered> {
    try {
      const answer = taken(request, await model.ask(request, { signal, beforeRequest }));
      this.proven.add(model.name);
      return answer;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (!this.proven.has(model.name)) throw new UnprovenRefusal(error);
      return { answer: null, refusal: `the model refused it: ${error.message}`, tokens: 0 };
    }
  }
}

function taken({ prompt }: PendingRequest, { text, tokens, cutOff }: ChatAnswer): Answered {
  return {
    answer: text,
    ...(cutOff ? { cutOff } : {}),
    tokens: tokens ?? estimatedTokens(prompt) + estimatedTokens(text),
  };
}

/** No tokenizer makes more tokens of a text than it has bytes. */
function mostTokens({ prompt, mostTokens: answer }: PendingRequest): number {
  return Buffer.byteLength(prompt) + TEMPLATE_TOKENS + answer;
}
