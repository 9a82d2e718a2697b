import { withoutTrailingSlash } from '../common/baseUrl';

/** Keys of servers, in memory only: never in a message to the front, a log, a report or a file. */
export class Credentials {
  private readonly keys = new Map<string, string>();

  set(baseUrl: string, apiKey: string | null): void {
    if (apiKey === null) this.keys.delete(withoutTrailingSlash(baseUrl));
    else this.keys.set(withoutTrailingSlash(baseUrl), apiKey);
  }

  keyFor(baseUrl: string): string | undefined {
    return this.keys.get(withoutTrailingSlash(baseUrl));
  }
}
