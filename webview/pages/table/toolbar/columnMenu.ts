import * as l10n from '@vscode/l10n';
import type { MenuGroup } from '../../../kit/controls/menu';
import { addedColumns, NOTHING_CHOSEN, orderedColumns, type Column } from '../grid/columnLayout';
import { ROW_LINES, type RowLines } from '../grid/rowHeight';
import type { Page } from '../page';
import type { PageModel } from '../state/pageModel';
import { withoutSort } from '../state/viewQuery';

/** Which columns are shown, how wide they and how high rows are. */
export function columnGroups(page: Page, model: PageModel): readonly MenuGroup[] {
  const { store, table } = page;
  const shown = new Set(table.columns.shown.map(({ id }) => id));
  return [
    orderedColumns(model.columns, addedColumns(model.info))
      .filter(({ id }) => id !== 'instruction')
      .map((column) => ({
        label: column.label,
        checked: shown.has(column.id),
        run: () => showColumn(page, column, !shown.has(column.id)),
      })),
    [
      { label: l10n.t('Add Signal…'), run: () => page.host.run('deita.addSignal') },
      { label: l10n.t('Fit Columns'), run: () => table.columns.fit() },
      {
        label: l10n.t('Reset Columns'),
        run: () => store.set({ columns: NOTHING_CHOSEN, columnWidths: {} }),
      },
    ],
    ROW_LINES.map((lines) => ({
      label: linesLabel(lines),
      checked: lines === model.rowLines,
      run: () => store.set({ rowLines: lines }),
    })),
  ];
}

/** An order by a column that is hidden goes with it: nothing would tell of it. */
export function showColumn({ store, view }: Page, { id }: Column, isShown: boolean): void {
  const { columns, query } = store.value;
  store.set({ columns: { ...columns, visible: { ...columns.visible, [id]: isShown } } });
  if (!isShown && query.sort?.column === id) void view.setQuery(withoutSort(query));
}

function linesLabel(lines: RowLines): string {
  switch (lines) {
    case 1:
      return l10n.t('Rows of One Line');
    case 2:
      return l10n.t('Rows of Two Lines');
    case 3:
      return l10n.t('Rows of Three Lines');
  }
}
