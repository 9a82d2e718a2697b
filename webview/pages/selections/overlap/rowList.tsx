import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { RowsOnlyInOne } from '../../../../src/protocol/pages/selectionsPage';
import { rows as rowCount } from '../../../../src/wording/counts';
import { formatCount } from '../../../../src/wording/numbers';
import { onlyInTitle } from '../../../../src/wording/selections/comparisonTexts';
import { useRowWalk } from '../../../kit/keys/rowWalk';
import type { Page } from '../page';
import type { SelectionsModel } from '../state/selectionsModel';

interface RowListProps {
  readonly page: Page;
  readonly model: SelectionsModel;
}

/** The rows of one run that another has not, once they are asked for. */
export function RowList({ page, model: { pair, listed } }: RowListProps): VNode | null {
  if (pair === null) return null;
  return (
    <section class="rows" aria-label={l10n.t('Rows only in one run')}>
      <p class="rows-bar">
        <span>{listed === null ? onlyInTitle(pair.a, pair.b) : listTitle(pair.a, pair.b, listed)}</span>{' '}
        <button type="button" class="link" onClick={() => void page.comparing.filterOnlyIn(pair)}>
          {l10n.t('Show all in the table')}
        </button>
      </p>
      {listed === null ? null : <Rows key={`${pair.a}\n${pair.b}`} page={page} rows={listed.rows} />}
    </section>
  );
}

function listTitle(a: string, b: string, { count, rows }: RowsOnlyInOne): string {
  const title = l10n.t('{0} {1}', rowCount(count), onlyInTitle(a, b));
  return rows.length < count ? l10n.t('{0}: the first {1}', title, formatCount(rows.length)) : title;
}

/** One row each, a button that goes to it; arrow keys go from one to the next. */
function Rows({ page, rows }: { readonly page: Page; readonly rows: RowsOnlyInOne['rows'] }): VNode {
  const walk = useRowWalk(rows.length);
  return (
    <div class="rows-scroll">
      <table class="row-list">
        <tbody ref={walk.body} onKeyDown={walk.keyPressed}>
          {rows.map(({ rowIndex, lineNumber, preview }, at) => (
            <tr key={rowIndex} onClick={() => void page.comparing.showRow(rowIndex)}>
              <td>
                <button
                  type="button"
                  class="link"
                  tabIndex={walk.tabIndexOf(at)}
                  title={l10n.t('Show the row in the dataset')}
                  onFocus={() => walk.focused(at)}
                  onClick={(event) => {
                    event.stopPropagation();
                    void page.comparing.showRow(rowIndex);
                  }}
                >
                  {formatCount(lineNumber)}
                </button>
              </td>
              <td class="wide" dir="auto">
                {preview}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
