import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ChainDetail } from '../../../../src/protocol/annotation';
import { chainFigures, chainPlace, dimensionTitle, dropReason } from '../../../../src/wording/annotationText';
import { spokenWords } from '../../../../src/wording/errorText';
import { IconButton } from '../../../kit/controls/iconButton';
import { Icon } from '../../../kit/controls/iconView';
import type { Page } from '../page';
import type { ChainsModel } from '../state/chainsModel';
import { VariantView } from './variantView';

interface ChainPaneProps {
  readonly page: Page;
  readonly model: ChainsModel;
}

/** The open chain, its variants one below the other. */
export function ChainPane({ page, model }: ChainPaneProps): VNode {
  const { chain, step, changesShown } = model;
  const variants = useRef<HTMLDivElement>(null);
  useFromTheTop(variants, chain?.id);
  return (
    <section class="chain" aria-label={l10n.t('Chain')}>
      {chain === null ? (
        <p class="hint">{model.chainId === null ? l10n.t('No chain is open.') : ''}</p>
      ) : (
        <>
          <ChainHeader page={page} chain={chain} hasDataset={model.hasDataset} />
          <div class="variants" ref={variants}>
            <Seed key={chain.id} chain={chain} />
            {chain.variants.map((variant) => (
              <VariantView
                key={variant.step}
                page={page}
                chain={chain}
                variant={variant}
                isCurrent={variant.step === step}
                changesShown={changesShown}
              />
            ))}
          </div>
        </>
      )}
    </section>
  );
}

/** Another chain begins at its first variant; where the keyboard was among variants, it is among those of the new one. */
function useFromTheTop(variants: { readonly current: HTMLElement | null }, chainId: string | undefined): void {
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    const focused = ({ target }: FocusEvent): void => {
      hadFocus.current = target instanceof Node && variants.current?.contains(target) === true;
    };
    document.addEventListener('focusin', focused);
    return () => document.removeEventListener('focusin', focused);
  }, [variants]);
  useLayoutEffect(() => {
    if (variants.current === null) return;
    variants.current.scrollTop = 0;
    if (hadFocus.current) variants.current.querySelector<HTMLElement>('.variant[tabindex="0"]')?.focus();
  }, [variants, chainId]);
}

interface ChainHeaderProps {
  readonly page: Page;
  readonly chain: ChainDetail;
  readonly hasDataset: boolean;
}

function ChainHeader({ page, chain, hasDataset }: ChainHeaderProps): VNode {
  const { rowIndex, dropped, problem } = chain;
  const showRow = (): void => {
    page.host.request('showRow', { rowIndex }).catch((error: unknown) => page.errors.show(error));
  };
  return (
    <header>
      <h2>{dimensionTitle(chain.dimension)}</h2>
      {hasDataset ? (
        <button type="button" class="link" title={l10n.t('Show the row in the dataset')} onClick={showRow}>
          {chainPlace(chain)}
        </button>
      ) : (
        <span>{chainPlace(chain)}</span>
      )}
      <span class="hint">{chainFigures(chain)}</span>
      {dropped === undefined ? null : <span class="mark warning">{dropReason(dropped)}</span>}
      {problem === undefined ? null : (
        <span class="mark warning">
          <Icon name="warning" /> {spokenWords(problem)}
        </span>
      )}
      <div class="chain-actions">
        <IconButton
          icon={dropped === undefined ? 'trash' : 'reply'}
          label={dropped === undefined ? l10n.t('Drop Chain') : l10n.t('Restore Chain')}
          title={
            dropped === undefined
              ? l10n.t('Drop this chain from the run (Shift+X)')
              : l10n.t('Restore this chain (Shift+X)')
          }
          onClick={() => page.corrections.toggleChain()}
        >
          <div class="action-label">{dropped === undefined ? l10n.t('Drop Chain') : l10n.t('Restore Chain')}</div>
        </IconButton>
      </div>
    </header>
  );
}

/** The half of the turn that is not evolved, folded away. */
function Seed({ chain: { dimension, seed } }: { readonly chain: ChainDetail }): VNode {
  const isInstruction = dimension === 'quality';
  const text = isInstruction ? seed.instruction : seed.response;
  return (
    <details class="seed" open={isInstruction}>
      <summary>{isInstruction ? l10n.t('Instruction') : l10n.t('Response in the dataset')}</summary>
      <div class="text" dir="auto">
        {text}
      </div>
    </details>
  );
}
