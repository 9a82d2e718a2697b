import * as l10n from '@vscode/l10n';
import type { RowSummary } from '../../../../src/protocol/dataset';
import type { DecisionCommand, PageDecision, TablePage } from '../../../../src/protocol/pages/tablePage';
import { formatCount, plural } from '../../../../src/wording/numbers';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { ItemPages } from '../../../kit/paging/itemPages';
import type { Store } from '../../../kit/store/store';
import { chosenRows } from './chosenRows';
import type { PageModel } from './pageModel';
import { remark } from './remark';

/** Decides by hand about the marked rows, or the current one. */
export class RowDecider {
  constructor(
    private readonly client: Pick<RequestClient<TablePage>, 'request'>,
    private readonly store: Store<PageModel>,
    private readonly pages: Pick<ItemPages<RowSummary>, 'get'>,
  ) {}

  async run(command: DecisionCommand): Promise<void> {
    if (command === 'undoDecision') return this.#change('undo', l10n.t('There is no decision to undo.'));
    if (command === 'redoDecision') return this.#change('redo', l10n.t('There is no decision to redo.'));
    const rows = chosenRows(this.store.value);
    if (rows === null) return;
    const kind = this.#isDecided(command) ? 'undecide' : command;
    const { rows: count } = await this.client.request('decide', { kind, ...rows });
    if (count > 0) this.#announce(saidOf(kind, count));
  }

  async #change(change: 'undo' | 'redo', nothing: string): Promise<void> {
    const { rows } = await this.client.request('changeDecision', { change });
    if (rows === 0) remark(this.store, nothing);
    else this.#announce(changed(rows));
  }

  /** Whether all rows have that verdict already: the same key takes it back. */
  #isDecided(command: DecisionCommand): boolean {
    const { current, marked } = this.store.value;
    const isSo = (position: number): boolean => this.pages.get(position)?.marks?.verdict === command;
    if (marked.ranges.length === 0) return current !== null && isSo(current.viewIndex);
    return marked.ranges.every(([first, end]) => {
      for (let position = first; position < end; position++) if (!isSo(position)) return false;
      return true;
    });
  }

  #announce(announcement: string): void {
    this.store.set({ announcement });
  }
}

function saidOf(kind: PageDecision['kind'], count: number): string {
  const number = formatCount(count);
  switch (kind) {
    case 'keep':
      return plural(count, { one: l10n.t('{0} row kept', number), other: l10n.t('{0} rows kept', number) });
    case 'drop':
      return plural(count, { one: l10n.t('{0} row dropped', number), other: l10n.t('{0} rows dropped', number) });
    default:
      return changed(count);
  }
}

function changed(count: number): string {
  const number = formatCount(count);
  return plural(count, {
    one: l10n.t('{0} row decided about', number),
    other: l10n.t('{0} rows decided about', number),
  });
}
