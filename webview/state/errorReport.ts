import { DeitaError, isCancelled } from '../../src/common/errors';
import type { WireError } from '../../src/protocol/requests';
import type { PageModel } from './pageModel';
import type { Store } from './store';

/** The page's one error line. */
export class ErrorReport {
  /** @param onDismiss told when the person has read what was shown */
  constructor(
    private readonly store: Store<PageModel>,
    private readonly onDismiss: () => void,
  ) {}

  show(error: unknown): void {
    if (!isCancelled(error)) this.store.set({ error: wireError(error) });
  }

  dismiss(): void {
    this.store.set({ error: null });
    this.onDismiss();
  }
}

function wireError(error: unknown): WireError {
  if (error instanceof DeitaError) {
    const { code, message, hint } = error;
    return hint === undefined ? { code, message } : { code, message, hint };
  }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}
