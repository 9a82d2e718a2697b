import * as l10n from '@vscode/l10n';
import { hasFailed } from '../../../../src/evol/types';
import type { ChainDetail, CorrectionRequest } from '../../../../src/protocol/annotation';
import type { ChainsPage, Corrected } from '../../../../src/protocol/pages/chainsPage';
import { formatScore } from '../../../../src/wording/numbers';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { Store } from '../../../kit/store/store';
import type { ChainsModel } from './chainsModel';
import type { OpenChain } from './openChain';
import { variantAt } from './variants';

interface Said {
  readonly correction: CorrectionRequest;
  /** For a screen reader. */
  readonly announcement: string;
}

/** What a person says about the open chain, one thing after the other, and takes back. */
export class Corrections {
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: RequestClient<ChainsPage>,
    private readonly store: Store<ChainsModel>,
    private readonly open: OpenChain,
    private readonly errors: ErrorReport,
  ) {}

  /**
   * @param score 1 to 6 in place of the judge's; null takes a person's back
   * @param step the current one unless given
   */
  score(score: number | null, step?: number): void {
    this.#correct((chain, currentStep) => {
      const variant = variantAt(chain, step ?? currentStep);
      if (variant === undefined || hasFailed(variant)) return null;
      if (score === null && variant.judgedScore === undefined) return null; // There is nothing to take back.
      const announcement =
        score === null
          ? l10n.t('Step {0}: the judge’s score again', variant.step)
          : l10n.t('Step {0}: score {1} by hand', variant.step, formatScore(score));
      return { correction: { chain: chain.id, step: variant.step, score }, announcement };
    });
  }

  /** Takes a variant out of its chain, or back in. @param step the current one unless given */
  toggleVariant(step?: number): void {
    this.#correct((chain, currentStep) => {
      const variant = variantAt(chain, step ?? currentStep);
      if (variant === undefined || hasFailed(variant)) return null;
      const drop = variant.dropped === undefined;
      const announcement = drop ? l10n.t('Step {0} dropped', variant.step) : l10n.t('Step {0} restored', variant.step);
      return { correction: { chain: chain.id, step: variant.step, drop }, announcement };
    });
  }

  /** Takes the whole chain out of the run, or back in. */
  toggleChain(): void {
    this.#correct((chain) => {
      const drop = chain.dropped === undefined;
      const announcement = drop ? l10n.t('Chain dropped') : l10n.t('Chain restored');
      return { correction: { chain: chain.id, drop }, announcement };
    });
  }

  undo(): void {
    this.#inTurn(async () => {
      const corrected = await this.client.request('undo', null);
      if (corrected === null) return;
      // It may be of another chain than the open one: that is shown then.
      if (this.store.value.chainId !== corrected.chain.id) this.open.turnTo(corrected.chain);
      this.#show(corrected, l10n.t('Undone'));
    });
  }

  /** @param say what is said about the chain as it is by then, and its step; null = nothing */
  #correct(say: (chain: ChainDetail, currentStep: number) => Said | null): void {
    const target = this.open.opened().then((chain) => chain && { chain, step: this.store.value.step });
    this.#inTurn(async () => {
      const corrected = await target;
      const said = corrected && say(this.#latest(corrected.chain), corrected.step);
      if (said === null) return;
      this.#show(await this.client.request('correct', { correction: said.correction }), said.announcement);
    });
  }

  #latest(chain: ChainDetail): ChainDetail {
    const { chain: open } = this.store.value;
    return open?.id === chain.id ? open : chain;
  }

  #show({ chain, canUndo }: Corrected, announcement: string): void {
    this.store.set({ canUndo, announcement });
    this.open.replace(chain);
  }

  /** Keys come faster than answers: each is about the chain that was open then, as those before have left it. */
  #inTurn(task: () => Promise<void>): void {
    this.#last = this.#last.then(task).catch((error: unknown) => this.errors.show(error));
  }
}
