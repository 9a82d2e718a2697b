import { sleep } from '../../common/sleep';
import { AdaptiveLimit } from '../../serverClient/adaptiveLimit';
import { isPassing } from './chatFailure';
import type { ChatAnswer, ChatModel, ChatOptions, ChatRequest } from './chatModel';

/** Asks one of the editor's own models. @throws DeitaError `cancelled`, `chatRefused`, `chatPaused`, `chatFailed` */
export type AskEditor = (
  question: { readonly model: string; readonly prompt: string },
  signal: AbortSignal | undefined,
) => Promise<{ readonly text: string }>;

/** How long to wait before each repeated request; how many there are follows from it. */
export type RepeatAfterMs = readonly number[];

/** The user's own allowance is used up here, and shared with all that they do in the editor. */
const REQUESTS_AT_ONCE = 2;
const REPEAT_AFTER_MS: RepeatAfterMs = [1000, 5000];

/** Requests of all models of one run: an editor limits them together. */
export function editorLimit(): AdaptiveLimit {
  return new AdaptiveLimit(REQUESTS_AT_ONCE);
}

/** A language model of the editor's own: it takes neither schema nor temperature nor seed, and counts no tokens. */
export class EditorChatModel implements ChatModel {
  /** @param name `VENDOR/ID` */
  constructor(
    readonly name: string,
    private readonly askEditor: AskEditor,
    private readonly limit: AdaptiveLimit,
    private readonly repeatAfterMs: RepeatAfterMs = REPEAT_AFTER_MS,
  ) {}

  async ask({ prompt }: ChatRequest, { signal, beforeRequest }: ChatOptions = {}): Promise<ChatAnswer> {
    const attempt = async (mayBePaid: boolean): Promise<ChatAnswer> => {
      beforeRequest?.(mayBePaid);
      const { text } = await this.askEditor({ model: this.name, prompt }, signal);
      return { text, tokens: null, cutOff: false };
    };
    for (let repeats = 0; ; repeats++) {
      try {
        return await this.limit.run(() => attempt(repeats > 0), signal);
      } catch (error) {
        const wait = this.repeatAfterMs[repeats];
        if (!isPassing(error) || wait === undefined) throw error;
        await sleep(wait, signal);
      }
    }
  }
}
