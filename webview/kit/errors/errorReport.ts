import { isCancelled } from '../../../src/common/errors';
import type { WireError } from '../../../src/protocol/requests';
import { toWireError } from '../../../src/protocol/wireError';

/** Where a page keeps the one error that it shows. */
export interface ErrorHolder {
  set(change: { readonly error: WireError | null }): void;
}

/** The page's one error line. */
export class ErrorReport {
  /** @param onDismiss told when the user has read what was shown */
  constructor(
    private readonly holder: ErrorHolder,
    private readonly onDismiss: () => void,
  ) {}

  show(error: unknown): void {
    if (!isCancelled(error)) this.holder.set({ error: toWireError(error) });
  }

  dismiss(): void {
    this.holder.set({ error: null });
    this.onDismiss();
  }
}
