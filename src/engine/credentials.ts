import { hostOverPlainHttp, isSameOrigin, withoutTrailingSlash } from '../common/baseUrl';
import type { ServedRole } from '../choices/servedRole';
import { say } from '../messages/say';
import type { Message } from '../common/message';

interface Credential {
  readonly address: string;
  /** Absent = for every model there. */
  readonly role: ServedRole | undefined;
  readonly apiKey: string;
}

/**
 * Keys of servers, in memory only: never in a message to the front, a log, a report or a file. A key is for the address
 * that it was given for and for others of the same origin.
 */
export class Credentials {
  private kept: readonly Credential[] = [];
  private readonly warned = new Set<string>();

  /** @param warn gets what the person should know of where a key goes */
  constructor(private readonly warn: (notice: Message) => void) {}

  /** @param role which models' key it is; absent = all */
  set(baseUrl: string, apiKey: string | null, role?: ServedRole): void {
    const address = withoutTrailingSlash(baseUrl);
    const others = this.kept.filter((known) => known.address !== address || known.role !== role);
    this.kept = apiKey === null ? others : [{ address, role, apiKey }, ...others];
  }

  /** The key to send: the role's own before one for every model, the very address' before another of its origin. */
  keyFor(baseUrl: string, role?: ServedRole): string | undefined {
    const address = withoutTrailingSlash(baseUrl);
    const fitting = this.kept.filter(
      (known) => (known.role === undefined || known.role === role) && isSameOrigin(known.address, address),
    );
    const rank = (known: Credential): number => (known.role === role ? 2 : 0) + (known.address === address ? 1 : 0);
    const best = fitting.reduce<Credential | undefined>(
      (found, known) => (found === undefined || rank(known) > rank(found) ? known : found),
      undefined,
    );
    if (best !== undefined) this.warnOfPlainHttp(address);
    return best?.apiKey;
  }

  private warnOfPlainHttp(address: string): void {
    const host = hostOverPlainHttp(address);
    if (host === undefined || this.warned.has(host)) return;
    this.warned.add(host);
    this.warn(say('keyOverPlainHttp', { host }));
  }
}
