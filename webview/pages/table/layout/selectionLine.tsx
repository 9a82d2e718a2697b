import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { selectionSummary } from '../../../../src/wording/selectionSummary';
import type { PageModel } from '../state/pageModel';

/** What the selection came to, in one line. */
export function SelectionLine({ model: { info } }: { readonly model: PageModel }): VNode | null {
  const { selection, figures } = info;
  if (selection === null) return null;
  const text = selectionSummary(selection, figures).join(' · ');
  return (
    <p class="hint-line selection-line" role="note" aria-label={l10n.t('Selection')} title={text}>
      {text}
    </p>
  );
}
