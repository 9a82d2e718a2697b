import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { hasFailed } from '../../../../src/evol/types';
import type { ChainDetail } from '../../../../src/protocol/annotation';
import { dropReason, methodTitle, ordersText, stepTitle } from '../../../../src/wording/annotationText';
import { formatScore } from '../../../../src/wording/numbers';
import { IconButton } from '../../../kit/controls/iconButton';
import type { Page } from '../page';
import { variantBefore, type Variant } from '../state/variants';
import { ChangedText } from '../../../kit/text/changedText';
import { ScoreButtons } from './scoreButtons';

interface VariantViewProps {
  readonly page: Page;
  readonly chain: ChainDetail;
  readonly variant: Variant;
  readonly isCurrent: boolean;
  readonly changesShown: boolean;
}

/** One step of the open chain: how it came about, what the judge says in each order, and what it changed. */
export function VariantView({ page, chain, variant, isCurrent, changesShown }: VariantViewProps): VNode {
  const element = useRef<HTMLElement>(null);
  const { step, dropped } = variant;
  // With the drawing, not after it: the focus goes to the step that is current now. Later, it may be another one, and a
  // focus that takes back what a key has done since is answered by another focus, without end.
  useLayoutEffect(() => {
    // Only where the keyboard is among the variants already does the focus follow.
    const pane = element.current?.closest('.variants');
    if (isCurrent && pane?.contains(document.activeElement) === true) element.current?.focus();
  }, [isCurrent]);
  const before = changesShown ? variantBefore(chain, variant) : undefined;
  return (
    <article
      class={['variant', isCurrent && 'current', dropped !== undefined && 'dropped'].filter(Boolean).join(' ')}
      tabIndex={isCurrent ? 0 : -1}
      ref={element}
      data-step={step}
      aria-label={stepTitle(step)}
      aria-current={isCurrent ? 'step' : undefined}
      onFocus={() => page.open.goTo(step)}
    >
      <header>
        <h3>{stepTitle(step)}</h3>
        <span class="method">{methodTitle(variant.method)}</span>
        {dropped === undefined ? <Scores variant={variant} /> : <span class="mark warning">{dropReason(dropped)}</span>}
        {hasFailed(variant) ? null : <ByHand page={page} variant={variant} />}
      </header>
      <ChangedText before={before?.text ?? null} text={variant.text} />
    </article>
  );
}

function Scores({ variant: { score, scores, judgedScore } }: { readonly variant: Variant }): VNode {
  return (
    <span class="scores">
      <strong>{formatScore(score ?? undefined)}</strong>
      <span class="hint">
        {judgedScore === undefined
          ? ordersText(scores)
          : l10n.t('by hand; the judge: {0}', `${formatScore(judgedScore ?? undefined)} ${ordersText(scores)}`.trim())}
      </span>
    </span>
  );
}

function ByHand({ page, variant: { step, dropped, ...variant } }: { readonly page: Page; readonly variant: Variant }) {
  return (
    <div class="by-hand">
      <ScoreButtons variant={{ step, ...variant }} onScore={(score) => page.corrections.score(score, step)} />
      <IconButton
        icon={dropped === undefined ? 'trash' : 'reply'}
        label={dropped === undefined ? l10n.t('Drop this variant from the chain') : l10n.t('Restore this variant')}
        title={
          dropped === undefined ? l10n.t('Drop this variant from the chain (X)') : l10n.t('Restore this variant (X)')
        }
        onClick={() => page.corrections.toggleVariant(step)}
      />
    </div>
  );
}
