import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { selectionSummary } from '../../../../src/wording/selectionSummary';
import { fileChangedText, partlyScoredText } from '../../../../src/wording/staleText';
import { Icon } from '../../../kit/controls/iconView';
import type { Page } from '../page';
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

/** That the statuses shown are those of a selection before the file changed, with a way to the next one. */
export function FileChangedLine({ page, model }: { readonly page: Page; readonly model: PageModel }): VNode | null {
  const { former } = model.info;
  if (former === undefined) return null;
  const text = fileChangedText(former.change);
  return (
    <p class="hint-line former-line" role="note" title={text}>
      <Icon name="history" /> <span class="text">{text}</span>
      <button type="button" class="link" onClick={page.jobs.select}>
        {l10n.t('Run again')}
      </button>
    </p>
  );
}

/** What is kept of a run that did not come to its end. */
export function PartlyScoredLine({ model: { info } }: { readonly model: PageModel }): VNode {
  const text = partlyScoredText(info.rowsScored ?? 0, info.rowCount);
  return (
    <p class="hint-line" role="note" title={text}>
      <Icon name="info" /> {text}
    </p>
  );
}
