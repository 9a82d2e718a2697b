import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { boundsText, type Bounds } from '../../../../src/choices/conditions/bounds';
import type { Histogram } from '../../../../src/protocol/views';
import { formatThreshold } from '../../../../src/wording/numbers';
import { Icon } from '../../../kit/controls/iconView';
import { binsOf, type ValueRange } from './binRange';
import { boundsOf, conditionName } from './rangeBounds';

interface PlotCaptionProps {
  readonly title: string;
  readonly histogram: Histogram;
  readonly filter: ValueRange | null;
  /** τ of the next run; null = it has none, or this is no histogram of similarities. */
  readonly threshold: number | null;
  readonly onClear: () => void;
  readonly onSelectOnly: (signal: string, bounds: Bounds) => void;
}

const INCOMPLETE = l10n.t('Similarities of further rows are being computed');

/** What a plot shows, and what can be done with the range that is chosen in it. */
export function PlotCaption({ title, histogram, filter, threshold, onClear, onSelectOnly }: PlotCaptionProps): VNode {
  return (
    <figcaption>
      <span class="title">
        {title}
        {threshold === null ? null : <span class="hint"> · τ {formatThreshold(threshold)}</span>}
      </span>
      {histogram.incomplete === true ? (
        <span
          class="incomplete codicon codicon-loading codicon-modifier-spin"
          role="img"
          title={INCOMPLETE}
          aria-label={INCOMPLETE}
        />
      ) : null}
      {filter === null ? null : (
        <>
          <SelectOnly histogram={histogram} filter={filter} onSelectOnly={onSelectOnly} />
          <button
            type="button"
            class="clear"
            title={l10n.t('Clear this range')}
            aria-label={l10n.t('Clear {0}', title)}
            onClick={onClear}
          >
            <Icon name="close" />
          </button>
        </>
      )}
    </figcaption>
  );
}

type SelectOnlyProps = Pick<PlotCaptionProps, 'histogram' | 'onSelectOnly'> & { readonly filter: ValueRange };

/** Makes the range that the table is filtered by a condition of the selection. */
function SelectOnly({ histogram, filter, onSelectOnly }: SelectOnlyProps): VNode | null {
  const signal = conditionName(histogram.signal);
  const bounds = boundsOf(histogram, binsOf(histogram, filter));
  if (signal === null || bounds === null) return null;
  const label = l10n.t('Select only rows with {0}', boundsText(signal, bounds));
  return (
    <button
      type="button"
      class="clear select-only"
      title={label}
      aria-label={label}
      onClick={() => onSelectOnly(signal, bounds)}
    >
      <Icon name="filter" />
    </button>
  );
}
