import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { RowDetail } from '../../../../src/protocol/dataset';
import { PopupMenu, type MenuEntry, type MenuGroup } from '../../../kit/controls/menu';
import type { Column } from '../grid/columnLayout';
import type { Page } from '../page';
import { hasValues, likeRow, plainText } from '../state/likeRow';
import type { PageModel } from '../state/pageModel';
import { remark } from '../state/remark';
import { withoutSort } from '../state/viewQuery';
import { showColumn } from './columnMenu';

interface HeadMenuProps {
  readonly page: Page;
  readonly model: PageModel;
}

/** What can be done with one column, below its head; nothing while no menu was asked for. */
export function HeadMenu({ page, model }: HeadMenuProps): VNode | null {
  const { columnMenu: id } = model;
  const { columns } = page.table;
  const column = columns.shown.find((each) => each.id === id);
  const anchor = useMemo(() => (id === null ? undefined : columns.headOf(id)?.getBoundingClientRect()), [columns, id]);
  if (column === undefined || anchor === undefined) return null;
  const close = (isLeft: boolean): void => {
    page.store.set({ columnMenu: null });
    if (!isLeft && !columns.focusHead(column.id)) page.table.focus();
  };
  return (
    <PopupMenu
      key={column.id}
      label={l10n.t('Column {0}', column.label)}
      groups={[sortEntries(page, model, column), layoutEntries(page, column), rowEntries(page, model, column)]}
      anchor={anchor}
      onClose={close}
    />
  );
}

function sortEntries({ view, store }: Page, { query: { sort } }: PageModel, { id, label }: Column): MenuGroup {
  const entry = (name: string, descending: boolean): MenuEntry => ({
    label: name,
    checked: sort?.column === id && sort.descending === descending,
    run: () => void view.setQuery({ ...store.value.query, sort: { column: id, descending } }),
  });
  return [
    entry(l10n.t('Sort by {0}, Ascending', label), false),
    entry(l10n.t('Sort by {0}, Descending', label), true),
    {
      label: l10n.t('Order of the File'),
      checked: sort === undefined,
      run: () => void view.setQuery(withoutSort(store.value.query)),
    },
  ];
}

function layoutEntries(page: Page, column: Column): MenuGroup {
  const hide = (): void => {
    showColumn(page, column, false);
    page.table.focus();
  };
  return [
    { label: l10n.t('Fit Column'), run: () => page.table.columns.fit([column.id]) },
    { label: l10n.t('Hide Column'), disabled: column.id === 'instruction', run: hide },
  ];
}

/** About the current row, of which there may be none. */
function rowEntries(page: Page, { current }: PageModel, { id }: Column): MenuGroup {
  const rowIndex = current?.rowIndex ?? null;
  const withRow = (run: (row: RowDetail) => Promise<void>) => (): void => {
    if (rowIndex !== null) page.commands.guard(page.details.get(rowIndex).then(run));
  };
  const filter = {
    label: l10n.t('Show Only Rows with the Current Row’s Value'),
    disabled: rowIndex === null,
    run: withRow(async (row) => {
      const query = likeRow(page.store.value.query, id, row);
      if (query === null) remark(page.store, l10n.t('The row has no value there'));
      else await page.view.setQuery(query);
    }),
  };
  const copy = {
    label: l10n.t('Copy the Current Row’s Value'),
    disabled: rowIndex === null,
    run: withRow(async (row) => {
      await page.host.request('copyText', { text: plainText(id, row) });
      remark(page.store, l10n.t('Copied'));
    }),
  };
  return hasValues(id) ? [filter, copy] : [copy];
}
