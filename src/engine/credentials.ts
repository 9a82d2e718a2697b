/** Keys of servers, in memory only: never in a message to the front, a log, a report or a file. */
export class Credentials {
  private readonly keys = new Map<string, string>();

  set(baseUrl: string, apiKey: string | null): void {
    if (apiKey === null) this.keys.delete(nameOf(baseUrl));
    else this.keys.set(nameOf(baseUrl), apiKey);
  }

  keyFor(baseUrl: string): string | undefined {
    return this.keys.get(nameOf(baseUrl));
  }
}

/** A trailing slash makes no other server. */
function nameOf(baseUrl: string): string {
  return baseUrl.trim().replace(/\/+$/, '');
}
