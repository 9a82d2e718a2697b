import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { IconButton } from '../../../kit/controls/iconButton';
import { useRovingFocus } from '../../../kit/keys/rovingFocus';
import { detailsKey } from '../details/detailsPane';
import type { Page } from '../page';
import { RemarkLine } from '../toolbar/remarkLine';
import type { Remark } from '../state/remark';
import { reviewText, type ReviewState } from '../state/reviewer';

interface ReviewBarProps {
  readonly page: Page;
  readonly review: ReviewState;
  readonly remark: Remark | null;
  /** Where a line number is asked for; null = none is. */
  readonly goToLine: VNode | null;
}

/** How far a review has come, and what is decided about the row that is shown, a key each. */
export function ReviewBar({ page, review, remark, goToLine }: ReviewBarProps): VNode {
  const { commands } = page;
  const bar = useRef<HTMLDivElement>(null);
  useRovingFocus(bar, 'vscode-button');
  const share = review.rows === 0 ? 1 : review.decided / review.rows;
  return (
    <div
      class="review-bar"
      role="toolbar"
      aria-label={l10n.t('Review')}
      ref={bar}
      onKeyDown={(event) => detailsKey(page, event)}
    >
      <span class="review-progress" style={{ '--share': share }}>
        {reviewText(review)}
      </span>
      {goToLine}
      <RemarkLine page={page} remark={remark} />
      <IconButton icon="pinned" label={l10n.t('Keep (+)')} onClick={() => commands.run('keep')}>
        <span class="review-label">{l10n.t('Keep')}</span>
      </IconButton>
      <IconButton icon="trash" label={l10n.t('Drop (-)')} onClick={() => commands.run('drop')}>
        <span class="review-label">{l10n.t('Drop')}</span>
      </IconButton>
      <IconButton icon="arrow-down" label={l10n.t('Next undecided (u)')} onClick={() => commands.run('nextUndecided')}>
        <span class="review-label">{l10n.t('Next')}</span>
      </IconButton>
      <IconButton icon="discard" label={l10n.t('Undo (Ctrl+Z)')} onClick={() => commands.run('undoDecision')} />
      <IconButton
        icon="list-flat"
        label={l10n.t('Back to the table (Escape)')}
        onClick={() => commands.run('review')}
      />
    </div>
  );
}
