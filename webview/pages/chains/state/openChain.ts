import type { ChainDetail } from '../../../../src/protocol/annotation';
import type { ChainsPage } from '../../../../src/protocol/pages/chainsPage';
import { dimensionTitle } from '../../../../src/wording/annotationText';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { Store } from '../../../kit/store/store';
import { movedTo, type Movement } from '../keyboard';
import type { ChainsModel } from './chainsModel';

/** The chain that is open, and which of its variants keys are about. */
export class OpenChain {
  #fetching: AbortController | undefined;
  #opening: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: RequestClient<ChainsPage>,
    private readonly store: Store<ChainsModel>,
    private readonly errors: ErrorReport,
  ) {}

  /** Opens a chain; the one before stays on screen until it is there. */
  show(chainId: string): Promise<void> {
    this.store.set({ chainId });
    const opening = this.#open(chainId);
    this.#opening = opening;
    return opening;
  }

  /** The chain that the user has gone to, once it is on screen; null where there is none. */
  async opened(): Promise<ChainDetail | null> {
    await this.#opening;
    const { chain, chainId } = this.store.value;
    return chain?.id === chainId ? chain : null;
  }

  async #open(chainId: string): Promise<void> {
    const chain = await this.#fetch(chainId);
    if (chain === undefined) return;
    this.store.set({ chain, step: chain.variants[0]?.step ?? 0, announcement: describeChain(chain) });
  }

  /** What is open may be another by now. */
  async refresh(): Promise<void> {
    const { chainId } = this.store.value;
    const chain = chainId === null ? undefined : await this.#fetch(chainId);
    if (chain !== undefined) this.replace(chain);
  }

  /** Opens a chain that is known already. */
  turnTo(chain: ChainDetail): void {
    this.#fetching?.abort();
    this.store.set({ chainId: chain.id, chain, step: chain.variants[0]?.step ?? 0 });
  }

  /** The open chain as it is now; nothing where another has been opened since. */
  replace(chain: ChainDetail): void {
    if (this.store.value.chainId === chain.id) this.store.set({ chain });
  }

  /** Goes to another variant: of the chain that the user has gone to, where keys come faster than it does. */
  async move(movement: Movement): Promise<void> {
    const chain = await this.opened();
    if (chain === null) return;
    const from = chain.variants.findIndex(({ step }) => step === this.store.value.step);
    const variant = chain.variants[movedTo(movement, from, chain.variants.length, 1) ?? 0];
    if (variant !== undefined) this.goTo(variant.step);
  }

  goTo(step: number): void {
    if (this.store.value.step !== step) this.store.set({ step });
  }

  async #fetch(chainId: string): Promise<ChainDetail | undefined> {
    this.#fetching?.abort();
    const fetching = (this.#fetching = new AbortController());
    try {
      return await this.client.request('chain', { chainId }, fetching.signal);
    } catch (error) {
      this.errors.show(error);
      return undefined;
    }
  }
}

function describeChain({ dimension, preview }: ChainDetail): string {
  return `${dimensionTitle(dimension)}: ${preview}`;
}
