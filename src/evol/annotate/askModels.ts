import type { DeitaError } from '../../common/errors';
import { estimatedTokens } from '../../serverClient/tokenEstimate';
import { isRefusal } from '../chat/chatFailure';
import type { ChatAnswer, ChatModel } from '../chat/chatModel';
import type { AskedRun } from '../run/askedRun';
import type { RecordedAnswer } from '../run/recordedAnswer';
import type { RunRequest } from '../run/runRequest';
import type { SpendingCap } from '../run/spendingCap';

/** The models of a run, by what they are asked for. */
export type ModelsByRole<Role extends string> = Readonly<Record<Role, ChatModel>>;
/** What a token of each model counts towards the cap: its price, where models differ in it. Absent = 1. */
export type Weights<Role extends string> = Readonly<Record<Role, number>>;

/** What a chat template puts around a message. */
const TEMPLATE_TOKENS = 64;

type Answered = Pick<RecordedAnswer, 'answer' | 'refusal' | 'cutOff' | 'tokens'>;

/** A model that has never answered refuses a request: it may refuse every one, such as for a wrong name. */
export class UnprovenRefusal extends Error {
  /**
   * @param model its name
   * @param keep keeps the refusal as what the model says of this request
   */
  constructor(
    readonly refusal: DeitaError,
    readonly model: string,
    readonly keep: () => void,
  ) {
    super(refusal.message);
    this.name = 'UnprovenRefusal';
  }
}

/** Sends the requests of a run: within the caps, and kept before anything is made of them. */
export class ModelAsker<Role extends string> {
  /** Names of models that have answered. */
  private readonly proven: Set<string>;

  constructor(
    private readonly run: Pick<AskedRun<unknown>, 'answers' | 'noteRequest' | 'noteAnswer'>,
    private readonly models: ModelsByRole<Role>,
    private readonly cap: SpendingCap,
    private readonly weights?: Weights<Role>,
  ) {
    this.proven = new Set(run.answers.filter(({ answer }) => answer !== null).map(({ model }) => model));
  }

  /** Whether a model has answered anything, in this run of the program or an earlier one. */
  isProven(model: string): boolean {
    return this.proven.has(model);
  }

  /**
   * Asks, and keeps the answer; a model that refuses just this request is kept as such.
   * @throws CapReached; UnprovenRefusal; DeitaError `cancelled` and whatever is wrong with the server
   */
  async ask(request: RunRequest<Role>, signal: AbortSignal | undefined): Promise<void> {
    const most = mostTokens(request);
    const model = this.models[request.role];
    const startedAt = performance.now();
    const weight = this.weights?.[request.role] ?? 1;
    await this.cap.reserve(most * weight, signal);
    const keep = (answer: Answered): void => this.keep(request, Math.round(performance.now() - startedAt), answer);
    let [lost, used] = [0, 0];
    let isRepeated = false;
    try {
      const beforeRequest = (mayBePaid: boolean): void => {
        if (mayBePaid) lost += most;
        this.cap.count();
        const repeatsUnpaid = isRepeated && !mayBePaid;
        this.run.noteRequest({ key: request.key, tokens: most, ...(repeatsUnpaid ? { repeatsUnpaid } : {}) });
        isRepeated = true;
      };
      const answer = taken(request, await model.ask(request, { signal, beforeRequest }));
      this.proven.add(model.name);
      used = answer.tokens;
      keep(answer);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const refused = (): void => keep({ answer: null, refusal: `the model refused it: ${error.message}`, tokens: 0 });
      if (!this.isProven(model.name)) throw new UnprovenRefusal(error, model.name, refused);
      refused();
    } finally {
      this.cap.settle(most * weight, (used + lost) * weight);
    }
  }

  private keep({ key, before, prompt, role }: RunRequest<Role>, ms: number, answer: Answered): void {
    const asked = { key, ...(before === undefined ? {} : { before }), prompt, model: this.models[role].name };
    this.run.noteAnswer({ ...asked, ms, ...answer });
  }
}

function taken(request: RunRequest<string>, { text, tokens, cutOff }: ChatAnswer): Answered {
  const estimate = (): number => [...textsOf(request), text].reduce((sum, each) => sum + estimatedTokens(each), 0);
  return { answer: text, ...(cutOff ? { cutOff } : {}), tokens: tokens ?? estimate() };
}

/** No tokenizer makes more tokens of a text than it has bytes. */
function mostTokens(request: RunRequest<string>): number {
  const messages = textsOf(request);
  return messages.reduce((sum, text) => sum + Buffer.byteLength(text) + TEMPLATE_TOKENS, request.mostTokens);
}

function textsOf({ before = [], prompt }: RunRequest<string>): string[] {
  return [...before.map(({ content }) => content), prompt];
}
