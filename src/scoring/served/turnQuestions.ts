import type { Turn } from '../../dataset/conversation';
import { say } from '../../messages/say';
import { BatchReader, isFailure, type Failure } from '../../serverClient/batchReader';
import { serverFault } from '../../serverClient/serverError';
import type { Answer, PromptedModel } from './promptedModel';
import { shortenTurn } from './shortenTurn';

/** No tokenizer makes fewer bytes of a token than this on average over a text as long as a context. */
const FEWEST_BYTES_A_TOKEN = 2.5;
/** Texts with a beginning-of-sequence token and one token of answer. */
const RESERVED_TOKENS = 2;
const MOST_CUTS = 12;
const CUT_WITHOUT_COUNT = 0.75;
const CUT_MARGIN = 0.98;

/** Asks one model about turns; what does not fit its context is cut, and said so. */
export class TurnQuestions<Value extends object> {
  private readonly reader: BatchReader<string, Value>;

  constructor(private readonly model: PromptedModel<Value>) {
    this.reader = new BatchReader(model.read);
  }

  /** @param turns at most `promptsPerRequest` */
  async ask(turns: readonly Turn[], signal: AbortSignal | undefined): Promise<Answer<Value>[]> {
    const prompts = turns.map((turn) => this.model.promptOf(turn));
    const counts = await Promise.all(prompts.map((prompt) => this.countIfNeeded(prompt, signal)));
    const fitting = prompts.filter((_, at) => this.fits(counts[at]));
    const answers = fitting.length === 0 ? [] : await this.reader.read(fitting, signal);
    return Promise.all(
      turns.map((turn, at): Promise<Answer<Value>> => {
        const count = counts[at];
        if (!this.fits(count)) return this.askShortened(turn, this.shareFor(count), signal);
        const answer = answers.shift() as Value | Failure;
        if (!isFailure(answer)) return Promise.resolve({ value: answer });
        if (answer.failure.kind !== 'context') return Promise.resolve(answer);
        return this.askShortened(turn, CUT_WITHOUT_COUNT, signal);
      }),
    );
  }

  /** undefined = surely or very likely short enough, or nobody counts: the server complains if it is not. */
  private async countIfNeeded(prompt: string, signal: AbortSignal | undefined): Promise<number | undefined> {
    const { countTokens } = this.model;
    if (countTokens === undefined || Buffer.byteLength(prompt) / FEWEST_BYTES_A_TOKEN <= this.room) return undefined;
    return countTokens(prompt, signal);
  }

  private async askShortened(turn: Turn, firstShare: number, signal: AbortSignal | undefined): Promise<Answer<Value>> {
    let share = firstShare;
    for (let cuts = 0; cuts < MOST_CUTS; cuts++) {
      const shortened = shortenTurn(turn, share, this.model.asksResponse);
      const prompt = this.model.promptOf(shortened.turn);
      const count = await this.model.countTokens?.(prompt, signal);
      if (!this.fits(count)) {
        share *= this.shareFor(count);
        continue;
      }
      const [answer] = await this.reader.read([prompt], signal);
      if (answer === undefined) break;
      if (!isFailure(answer)) {
        const { cut } = shortened;
        return { value: answer, truncated: say('cut.toFit', { cut, tokens: this.model.contextLength }) };
      }
      if (answer.failure.kind !== 'context') return answer;
      share *= CUT_WITHOUT_COUNT;
    }
    return { failure: serverFault('context', 'noTurnPartFits', { tokens: String(this.model.contextLength) }) };
  }

  private fits(count: number | undefined): boolean {
    return count === undefined || count <= this.room;
  }

  private shareFor(count: number | undefined): number {
    return count === undefined ? CUT_WITHOUT_COUNT : (this.room / count) * CUT_MARGIN;
  }

  private get room(): number {
    return this.model.contextLength - RESERVED_TOKENS;
  }
}
