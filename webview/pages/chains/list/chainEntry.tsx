import type { VNode } from 'preact';
import type { ChainSummary } from '../../../../src/protocol/annotation';
import { chainMarks, chainPlace, dimensionTitle, scoresByStep } from '../../../../src/wording/annotationText';
import { Sparkline } from './sparkline';

interface ChainEntryProps {
  readonly chain: ChainSummary | undefined;
  readonly place: number;
  readonly total: number;
  readonly isCurrent: boolean;
  readonly isOpen: boolean;
  readonly top: number;
  readonly onPress: () => void;
}

/** The identifier by which the list names its current entry. */
export function entryId(place: number): string {
  return `chain-${place}`;
}

/** One chain of the list: what it starts from, how its scores go, and what to look at. */
export function ChainEntry({ chain, place, total, isCurrent, isOpen, top, onPress }: ChainEntryProps): VNode {
  const state = [chain === undefined && 'pending', isOpen && 'open', chain?.dropped !== undefined && 'dropped'];
  return (
    <div
      class={['entry', isCurrent && 'current', ...state].filter(Boolean).join(' ')}
      id={entryId(place)}
      role="option"
      aria-selected={isCurrent}
      aria-posinset={place + 1}
      aria-setsize={total}
      aria-busy={chain === undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onPress}
    >
      {chain === undefined ? null : <Contents chain={chain} />}
    </div>
  );
}

function Contents({ chain }: { readonly chain: ChainSummary }): VNode {
  const marks = chainMarks(chain);
  return (
    <>
      <div class="entry-text">
        <div class="entry-preview" dir="auto">
          {chain.preview}
        </div>
        <div class="entry-facts">
          <span>{dimensionTitle(chain.dimension)}</span>
          <span>{chainPlace(chain)}</span>
          {marks.map(({ text, isWarning }) => (
            <span key={text} class={isWarning ? 'mark warning' : 'mark'}>
              {text}
            </span>
          ))}
        </div>
      </div>
      <Sparkline chain={chain} />
      <span class="visually-hidden">{scoresByStep(chain)}</span>
    </>
  );
}
