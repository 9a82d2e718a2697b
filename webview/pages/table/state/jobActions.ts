import * as l10n from '@vscode/l10n';
import type { Bounds } from '../../../../src/choices/conditions/bounds';
import type { TablePage } from '../../../../src/protocol/pages/tablePage';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { Store } from '../../../kit/store/store';
import type { PageModel } from './pageModel';
import { parseFields } from '../../../../src/protocol/pages/runFields';

/** What the toolbar starts that takes more than a command's name. Results arrive as events. */
export class JobActions {
  constructor(
    private readonly host: RequestClient<TablePage>,
    private readonly store: Store<PageModel>,
    private readonly errors: ErrorReport,
  ) {}

  /** With what the toolbar's fields hold; does nothing while they hold something else than numbers. */
  readonly select = (): void => {
    const { fields, settings, job } = this.store.value;
    const parameters = parseFields(fields, settings);
    if (parameters === null || job !== null) return;
    this.errors.dismiss();
    this.host.run('deita.select', parameters);
  };

  /** Makes bounds of a signal a condition of the next selection. */
  readonly selectOnly = (signal: string, bounds: Bounds): void => {
    this.host.request('selectOnly', { signal, bounds }).then(
      ({ where }) => this.store.set({ announcement: l10n.t('The next selection takes only rows with {0}', where) }),
      (error: unknown) => this.errors.show(error),
    );
  };

  /** At the row that is the current one now: what the host was last told may be a moment old. */
  readonly openAsText = (): void => {
    const rowIndex = this.store.value.current?.rowIndex ?? null;
    this.host.request('currentRow', { rowIndex }).catch(() => undefined);
    this.host.run('deita.openAsText');
  };

  readonly findNearDuplicates = (): void => {
    this.errors.dismiss();
    this.host.run('deita.findNearDuplicates');
  };
}
