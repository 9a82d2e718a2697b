import * as l10n from '@vscode/l10n';
import type { TablePage } from '../../../../src/protocol/pages/tablePage';
import { formatCount, plural } from '../../../../src/wording/numbers';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { Store } from '../../../kit/store/store';
import { chosenRows } from './chosenRows';
import type { PageModel } from './pageModel';
import { remark } from './remark';

/** Copies the marked rows, or the current one, as JSON Lines. */
export class RowCopier {
  constructor(
    private readonly client: Pick<RequestClient<TablePage>, 'request'>,
    private readonly store: Store<PageModel>,
  ) {}

  async run(): Promise<void> {
    const chosen = chosenRows(this.store.value);
    if (chosen === null) return;
    const { rows } = await this.client.request('copyRows', chosen);
    if (rows > 0) remark(this.store, copied(rows));
  }
}

function copied(count: number): string {
  const number = formatCount(count);
  return plural(count, { one: l10n.t('{0} row copied', number), other: l10n.t('{0} rows copied', number) });
}
