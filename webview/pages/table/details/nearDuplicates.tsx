import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { RowDetail } from '../../../../src/protocol/dataset';
import type { NeighbourPreview } from '../../../../src/protocol/nearDuplicates';
import { describeSimilarity } from '../../../../src/wording/rowCard';
import { formatCount } from '../../../../src/wording/numbers';
import type { Page } from '../page';
import { STATUS_LABELS } from '../grid/statusLabels';

/** More than this scroll better in the table. */
const MAX_SHOWN = 50;

/** Near-duplicates of a row, each to be compared with it. */
export function NearDuplicates({ page, row }: { readonly page: Page; readonly row: RowDetail }): VNode | null {
  const { nearDuplicates } = row;
  if (nearDuplicates.length === 0) return null;
  return (
    <section>
      <h3>{row.status === 'nearDuplicate' ? l10n.t('Near-duplicate of') : l10n.t('Near-duplicates')}</h3>
      <ul class="near-duplicates">
        {nearDuplicates.slice(0, MAX_SHOWN).map((neighbour) => (
          <li key={neighbour.rowIndex}>
            <NeighbourLink
              neighbour={neighbour}
              action={l10n.t('Compare with line {0}', formatCount(neighbour.lineNumber))}
              onClick={() => page.comparison.choose(neighbour.rowIndex)}
            />
          </li>
        ))}
      </ul>
      {nearDuplicates.length > MAX_SHOWN ? (
        <p class="hint">{l10n.t('and {0} more', formatCount(nearDuplicates.length - MAX_SHOWN))}</p>
      ) : null}
    </section>
  );
}

interface NeighbourLinkProps {
  readonly neighbour: NeighbourPreview;
  /** What a click does. */
  readonly action: string;
  readonly onClick: () => void;
}

export function NeighbourLink({ neighbour, action, onClick }: NeighbourLinkProps): VNode {
  const status = neighbour.status === undefined ? '' : `${STATUS_LABELS[neighbour.status].row}. `;
  return (
    <button type="button" class="neighbour" title={`${status}${action}`} onClick={onClick}>
      <span class="jump">{l10n.t('line {0}', formatCount(neighbour.lineNumber))}</span>
      <span class="similarity">{describeSimilarity(neighbour)}</span>
      <span class="preview">{neighbour.preview}</span>
    </button>
  );
}
