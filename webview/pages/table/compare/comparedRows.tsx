import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { RowDetail } from '../../../../src/protocol/dataset';
import type { NeighbourPreview } from '../../../../src/protocol/nearDuplicates';
import { neededBy } from '../../../../src/protocol/selection';
import { whyNearDuplicate } from '../../../../src/wording/nearDuplicateText';
import { formatCount } from '../../../../src/wording/numbers';
import { IconButton } from '../../../kit/controls/iconButton';
import { ComparedMessages } from '../../../kit/rows/comparedMessages';
import { STATUS_LABELS } from '../grid/statusLabels';
import type { Page } from '../page';
import type { PageModel } from '../state/pageModel';
import { comparedNeighbour } from './comparison';

interface ComparedRowsProps {
  readonly page: Page;
  readonly model: PageModel;
  readonly row: RowDetail;
}

/** The current row and its near-duplicate side by side, and why the one is called that of the other. */
export function ComparedRows({ page, model, row }: ComparedRowsProps): VNode {
  const { comparison, info } = model;
  const neighbour = comparedNeighbour(row, comparison);
  const other = comparison.other?.rowIndex === neighbour?.rowIndex ? comparison.other : null;
  return (
    <section class="compared" aria-label={l10n.t('Comparison with a near-duplicate')}>
      <header>
        <h3>{l10n.t('Why a near-duplicate')}</h3>
        {neighbour === undefined ? null : <Actions page={page} row={row} neighbour={neighbour} />}
        <IconButton
          icon="close"
          label={l10n.t('Close comparison')}
          onClick={() => {
            page.comparison.close();
            page.table.focus();
          }}
        />
      </header>
      {neighbour === undefined ? <p class="hint">{l10n.t('This row has no near-duplicate.')}</p> : null}
      {neighbour === undefined || other === null ? null : (
        <Sides
          row={row}
          other={other}
          why={whyNearDuplicate(
            row,
            other,
            neighbour,
            info.selection ? neededBy(info.selection.parameters).threshold : undefined,
          )}
        />
      )}
    </section>
  );
}

interface ActionsProps {
  readonly page: Page;
  readonly row: RowDetail;
  readonly neighbour: NeighbourPreview;
}

/** To the other near-duplicates, to the other row, and to VS Code's own comparison. */
function Actions({ page, row, neighbour }: ActionsProps): VNode {
  const { nearDuplicates } = row;
  const place = nearDuplicates.indexOf(neighbour);
  const step = (by: 1 | -1): void => {
    const next = nearDuplicates[(place + by + nearDuplicates.length) % nearDuplicates.length];
    if (next !== undefined) page.comparison.choose(next.rowIndex);
  };
  return (
    <>
      {nearDuplicates.length < 2 ? null : (
        <>
          <IconButton icon="chevron-left" label={l10n.t('Previous near-duplicate')} onClick={() => step(-1)} />
          <span class="hint">{`${formatCount(place + 1)} / ${formatCount(nearDuplicates.length)}`}</span>
          <IconButton icon="chevron-right" label={l10n.t('Next near-duplicate')} onClick={() => step(1)} />
        </>
      )}
      <IconButton
        icon="diff"
        label={l10n.t('Compare in Diff Editor')}
        onClick={() =>
          page.host.run('deita.compareInDiffEditor', { rowIndex: row.rowIndex, otherRowIndex: neighbour.rowIndex })
        }
      />
      <IconButton
        icon="go-to-file"
        label={l10n.t('Go to line {0}', formatCount(neighbour.lineNumber))}
        onClick={() => page.commands.guard(page.navigation.jumpTo(neighbour.rowIndex))}
      />
    </>
  );
}

interface SidesProps {
  readonly row: RowDetail;
  readonly other: RowDetail;
  readonly why: readonly string[];
}

function Sides({ row, other, why }: SidesProps): VNode {
  return (
    <>
      <ul class="why">
        {why.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div class="pair heads">
        <RowHead row={row} />
        <RowHead row={other} />
      </div>
      <ComparedMessages row={row} other={other} />
    </>
  );
}

function RowHead({ row: { lineNumber, status, rank } }: { readonly row: RowDetail }): VNode {
  const name = status === undefined ? '' : STATUS_LABELS[status].row;
  return (
    <div class="side">
      <strong>{l10n.t('Line {0}', formatCount(lineNumber))}</strong>{' '}
      <span class="hint">{rank === undefined ? name : `${name} ${formatCount(rank)}`}</span>
    </div>
  );
}
