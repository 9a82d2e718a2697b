import type { EngineApi } from '../../protocol/requests';
import type { ApiKeys } from './apiKeys';
import type { ServerAnswers } from './serverQuestions';

/** Keys as they are typed: in use at once, and kept only when the questions come to an end. */
export class TypedKeys implements ServerAnswers {
  private readonly typed = new Map<string, string>();

  constructor(
    private readonly engine: Pick<EngineApi, 'request'>,
    private readonly keys: Pick<ApiKeys, 'has' | 'set' | 'tell'>,
  ) {}

  hasKey(baseUrl: string): Promise<boolean> {
    return this.keys.has(baseUrl);
  }

  models(baseUrl: string): Promise<readonly string[]> {
    return this.engine.request('server/models', { baseUrl });
  }

  async useKey(baseUrl: string, apiKey: string): Promise<void> {
    if (apiKey === '') {
      await this.keys.tell(this.engine, baseUrl);
      return;
    }
    this.typed.set(baseUrl, apiKey);
    await this.engine.request('credentials/set', { baseUrl, apiKey });
  }

  /** Keeps those of these servers. */
  async keep(baseUrls: readonly string[]): Promise<void> {
    for (const [baseUrl, apiKey] of this.typed) if (baseUrls.includes(baseUrl)) await this.keys.set(baseUrl, apiKey);
  }

  /** A key that was not kept is not used any more. */
  async forget(): Promise<void> {
    for (const baseUrl of this.typed.keys()) await this.keys.tell(this.engine, baseUrl);
  }
}

/**
 * Has questions asked in which keys may be typed: they are kept once all is answered.
 * @param baseUrlsOf the servers that the answers come to
 * @returns whether all was answered
 */
export async function askWithKeys(
  { engine, keys }: { readonly engine: Pick<EngineApi, 'request'>; readonly keys: ApiKeys },
  ask: (servers: ServerAnswers) => Promise<boolean>,
  baseUrlsOf: () => readonly string[],
): Promise<boolean> {
  const typed = new TypedKeys(engine, keys);
  const answered = await ask(typed);
  if (answered) await typed.keep(baseUrlsOf());
  else await typed.forget();
  return answered;
}
