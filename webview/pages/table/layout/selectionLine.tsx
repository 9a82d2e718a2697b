import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { selectionSummary } from '../../../../src/wording/selectionSummary';
import { carriedScoresText, fileChangedText, partlyScoredText } from '../../../../src/wording/staleText';
import { Icon } from '../../../kit/controls/iconView';
import type { Page } from '../page';
import type { PageModel } from '../state/pageModel';

/** What the selection came to, in one line, with a way to what it consists of. */
export function SelectionLine({
  page,
  model: { info },
}: {
  readonly page: Page;
  readonly model: PageModel;
}): VNode | null {
  const { selection, figures } = info;
  if (selection === null) return null;
  const text = selectionSummary(selection, figures).join(' · ');
  return (
    <div class="hint-line linked-line">
      <span class="line-text" role="note" aria-label={l10n.t('Selection')} title={text}>
        {text}
      </span>
      <button type="button" class="link" onClick={() => page.host.run('deita.compareWithPool')}>
        {l10n.t('Compare with the pool')}
      </button>
    </div>
  );
}

/** That the statuses shown are those of a selection before the file changed, with a way to the next one. */
export function FileChangedLine({ page, model }: { readonly page: Page; readonly model: PageModel }): VNode | null {
  const { former } = model.info;
  if (former === undefined) return null;
  const text = fileChangedText(former.change);
  return (
    <p class="hint-line linked-line" role="note" title={text}>
      <Icon name="history" /> <span class="line-text">{text}</span>
      <button type="button" class="link" onClick={page.jobs.select}>
        {l10n.t('Run again')}
      </button>
    </p>
  );
}

/** That rows carry scores which the next run would not go by, with the way to those. */
export function CarriedScoresLine({
  page,
  model: { settings },
}: {
  readonly page: Page;
  readonly model: PageModel;
}): VNode {
  const text = carriedScoresText(settings.scorerLabel);
  return (
    <p class="hint-line linked-line" role="note" title={text}>
      <Icon name="info" /> <span class="line-text">{text}</span>
      <button type="button" class="link" onClick={() => useCarriedScores(page)}>
        {l10n.t('Use the scores in the rows')}
      </button>
    </p>
  );
}

function useCarriedScores({ host, errors }: Page): void {
  host.request('useCarriedScores', null).catch((error: unknown) => errors.show(error));
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
