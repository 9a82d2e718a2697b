import type * as vscode from 'vscode';
import { isSameOrigin, withoutTrailingSlash } from '../../common/baseUrl';
import { Emitter, type Subscription } from '../../common/emitter';
import type { EngineApi } from '../../protocol/requests';

const PREFIX = 'deita.apiKey ';
/** Addresses with a key, not the keys: the secret storage cannot be listed. */
const ADDRESSES = 'deita.serversWithKey';

/** Keys of servers: in VS Code's secret storage and in the engine's memory, nowhere else. */
export class ApiKeys implements vscode.Disposable {
  private readonly events = new Emitter<{ change: string }>();
  private readonly subscription: Subscription;

  /** The key of a server has changed, here or in another window. */
  readonly onDidChange = this.events.event('change');

  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly state: vscode.Memento,
  ) {
    this.subscription = secrets.onDidChange(({ key }) => {
      if (key.startsWith(PREFIX)) this.events.emit('change', key.slice(PREFIX.length));
    });
  }

  /** Base URLs that have a key. */
  get addresses(): readonly string[] {
    return this.state.get<readonly string[]>(ADDRESSES, []);
  }

  /** Whether a key would be sent there: one that was given for it, or for another address of its origin. */
  async has(baseUrl: string): Promise<boolean> {
    if ((await this.secrets.get(PREFIX + withoutTrailingSlash(baseUrl))) !== undefined) return true;
    return this.addresses.some((address) => isSameOrigin(address, baseUrl));
  }

  async set(baseUrl: string, apiKey: string): Promise<void> {
    const address = withoutTrailingSlash(baseUrl);
    await this.secrets.store(PREFIX + address, apiKey);
    await this.state.update(ADDRESSES, [...this.addresses.filter((known) => known !== address), address]);
  }

  async forget(baseUrl: string): Promise<void> {
    const address = withoutTrailingSlash(baseUrl);
    await this.secrets.delete(PREFIX + address);
    await this.state.update(
      ADDRESSES,
      this.addresses.filter((known) => known !== address),
    );
  }

  /** Tells an engine the key of one server, or that it has none. */
  async tell(engine: Pick<EngineApi, 'request'>, baseUrl: string): Promise<void> {
    const apiKey = (await this.secrets.get(PREFIX + withoutTrailingSlash(baseUrl))) ?? null;
    await engine.request('credentials/set', { baseUrl, apiKey });
  }

  /** Tells an engine that knows nothing yet. */
  async tellAll(engine: Pick<EngineApi, 'request'>): Promise<void> {
    for (const address of this.addresses) await this.tell(engine, address);
  }

  dispose(): void {
    this.subscription.dispose();
    this.events.clear();
  }
}
