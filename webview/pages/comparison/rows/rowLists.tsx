import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { ComparedRow, ScorerComparison } from '../../../../src/protocol/scorerComparison';
import { listTitle, selectionSentence } from '../../../../src/wording/comparisonText';
import { formatCount, formatScore } from '../../../../src/wording/numbers';
import { Dropdown } from '../../../kit/controls/toolkit';
import { useRowWalk } from '../../../kit/keys/rowWalk';
import type { Page } from '../page';
import type { ComparisonModel, RowList } from '../state/comparisonModel';

interface RowListsProps {
  readonly page: Page;
  readonly model: ComparisonModel;
  readonly comparison: ScorerComparison;
}

const LISTS: readonly RowList[] = ['disagreements', 'onlyInA', 'onlyInB'];

/** The rows to read, and what changes in the selection. */
export function RowLists({ page, model, comparison }: RowListsProps): VNode {
  const rows = rowsOf(comparison, model.list);
  return (
    <section class="rows" aria-label={l10n.t('Rows')}>
      <p class="selection-change">{selectionSentence(comparison.selection)}</p>
      <div class="rows-bar">
        <Dropdown
          label={l10n.t('List rows')}
          value={model.list}
          options={LISTS.map((list) => ({ value: list, label: listTitle(list, comparison) }))}
          onChange={(list) => page.store.set({ list: list as RowList })}
        />
      </div>
      {rows.length === 0 ? (
        <p class="hint">{l10n.t('There is no such row.')}</p>
      ) : (
        <Rows key={model.list} page={page} rows={rows} />
      )}
    </section>
  );
}

function rowsOf({ disagreements, plot }: ScorerComparison, list: RowList): readonly ComparedRow[] {
  return list === 'disagreements' ? disagreements : (plot?.[list] ?? []);
}

/** One row each, a button that goes to it; arrow keys go from one to the next. */
function Rows({ page, rows }: { readonly page: Page; readonly rows: readonly ComparedRow[] }): VNode {
  const walk = useRowWalk(rows.length);
  return (
    <div class="rows-scroll">
      <table class="compared">
        <thead>
          <tr>
            <th scope="col">{l10n.t('Line')}</th>
            <th scope="col" class="wide">
              {l10n.t('Instruction')}
            </th>
            <th scope="col">{l10n.t('A: rank')}</th>
            <th scope="col">{l10n.t('score')}</th>
            <th scope="col">{l10n.t('B: rank')}</th>
            <th scope="col">{l10n.t('score')}</th>
          </tr>
        </thead>
        <tbody ref={walk.body} onKeyDown={walk.keyPressed}>
          {rows.map((row, at) => (
            <Row
              key={row.rowIndex}
              page={page}
              row={row}
              tabIndex={walk.tabIndexOf(at)}
              onFocus={() => walk.focused(at)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly page: Page;
  readonly row: ComparedRow;
  readonly tabIndex: 0 | -1;
  readonly onFocus: () => void;
}

function Row({ page, row, tabIndex, onFocus }: RowProps): VNode {
  const show = (): void => void page.comparing.showRow(row.rowIndex);
  const pointed = (): void => page.store.set({ pointed: row });
  return (
    <tr onClick={show} onMouseEnter={pointed} onMouseLeave={() => page.store.set({ pointed: null })}>
      <td>
        <button
          type="button"
          class="link"
          tabIndex={tabIndex}
          title={l10n.t('Show the row in the dataset')}
          onFocus={() => {
            onFocus();
            pointed();
          }}
          onClick={(event) => {
            event.stopPropagation();
            show();
          }}
        >
          {formatCount(row.lineNumber)}
        </button>
      </td>
      <td class="wide" dir="auto">
        {row.preview}
      </td>
      <td>{formatCount(row.a.rank)}</td>
      <td>{formatScore(row.a.evolScore)}</td>
      <td>{formatCount(row.b.rank)}</td>
      <td>{formatScore(row.b.evolScore)}</td>
    </tr>
  );
}
