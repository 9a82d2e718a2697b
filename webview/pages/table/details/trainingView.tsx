import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { SFT_RECIPES } from '../../../../src/choices/training';
import { isCancelled } from '../../../../src/common/errors';
import type { RowDetail } from '../../../../src/protocol/dataset';
import type { RenderedRow } from '../../../../src/protocol/fineTuning';
import type { PageRendering } from '../../../../src/protocol/pages/tablePage';
import { toWireError } from '../../../../src/protocol/wireError';
import { errorWords } from '../../../../src/wording/errorText';
import { formatCount } from '../../../../src/wording/numbers';
import { rowTokensText, totalsText } from '../../../../src/wording/trainingText';
import { Icon } from '../../../kit/controls/iconView';
import type { Page } from '../page';
import type { PageModel } from '../state/pageModel';
import { RenderedText } from './renderedText';

interface TrainingViewProps {
  readonly page: Page;
  readonly model: PageModel;
  readonly row: RowDetail;
}

/** A row as a model is trained on it: by its chat template and tokenizer, what is learned, and where it is cut. */
export function TrainingView({ page, model, row }: TrainingViewProps): VNode {
  const { training } = model.settings;
  if (training === null) return <NoTokenizer page={page} />;
  return (
    <>
      <Renderer page={page} training={training} />
      {model.info.selection === null ? null : <Totals page={page} model={model} />}
      <TrainedRow page={page} row={row} training={training} />
    </>
  );
}

function NoTokenizer({ page }: { readonly page: Page }): VNode {
  return (
    <section class="training-setup" aria-label={l10n.t('Training view')}>
      <p>
        {l10n.t(
          'Shows the row as the model that you train gets it: its chat template and tokenizer are needed for that. No tokenizer is chosen yet.',
        )}
      </p>
      <ChooseTokenizer page={page} label={l10n.t('Choose tokenizer…')} />
    </section>
  );
}

function ChooseTokenizer({ page, label }: { readonly page: Page; readonly label: string }): VNode {
  return (
    <button type="button" class="link" onClick={() => page.host.run('deita.chooseTokenizer')}>
      {label}
    </button>
  );
}

/** By what rows are rendered. */
function Renderer({ page, training }: { readonly page: Page; readonly training: PageRendering }): VNode {
  const { tokenizer, recipe } = training;
  return (
    <p class="hint headline" title={tokenizer}>
      {l10n.t('{0}, by {1}', SFT_RECIPES[recipe].label, tokenizer.split(/[/\\]/).filter(Boolean).at(-1) ?? tokenizer)}
      {' · '}
      <ChooseTokenizer page={page} label={l10n.t('Another tokenizer…')} />
    </p>
  );
}

/** The whole selection; counted only when it is asked for, as that takes a while. */
function Totals({ page, model }: { readonly page: Page; readonly model: PageModel }): VNode {
  const { totals } = model;
  return (
    <section class="training-totals" aria-label={l10n.t('Selection')} aria-live="polite">
      {totals === null ? (
        <button type="button" class="link" onClick={() => void page.totals.count()}>
          {l10n.t('Count the tokens of the selection')}
        </button>
      ) : totals === 'counting' ? (
        <>
          {l10n.t('Counting the tokens of the selection…')}{' '}
          <button type="button" class="link" onClick={() => page.totals.forget()}>
            {l10n.t('Stop')}
          </button>
        </>
      ) : (
        totalsText(totals).map((sentence) => <p key={sentence}>{sentence}</p>)
      )}
    </section>
  );
}

/** null = it is being rendered. */
type Rendered = RenderedRow | { readonly failure: string } | null;

function TrainedRow({ page, row, training }: Omit<TrainingViewProps, 'model'> & { training: PageRendering }): VNode {
  const [rendered, setRendered] = useState<Rendered>(null);
  const { tokenizer, recipe, length } = training;
  useEffect(() => {
    const asking = new AbortController();
    page.host
      .request('trainingRow', { rowIndex: row.rowIndex }, asking.signal)
      .then(setRendered)
      .catch((error: unknown) => {
        if (isCancelled(error)) return;
        const { message, hint = '' } = errorWords(toWireError(error));
        setRendered({ failure: `${message} ${hint}`.trim() });
      });
    return () => asking.abort();
  }, [row, tokenizer, recipe, length]);
  if (rendered === null) return <p class="hint">{l10n.t('Rendering…')}</p>;
  if ('failure' in rendered) {
    return (
      <p class="note" role="status">
        <Icon name="warning" /> {rendered.failure}
      </p>
    );
  }
  return (
    <section class="training-row" aria-label={l10n.t('Training view')}>
      <p class="training-counts">{rowTokensText(rendered)}</p>
      <Legend rendered={rendered} />
      <RenderedText parts={rendered.parts} limit={formatCount(rendered.length)} />
    </section>
  );
}

/** What the marks mean, in the marks themselves. */
function Legend({ rendered }: { readonly rendered: RenderedRow }): VNode {
  return (
    <p class="training-legend">
      <mark>{l10n.t('trained on')}</mark> <span class="masked">{l10n.t('only read')}</span>
      {rendered.cutTokens === 0 ? null : (
        <>
          {' '}
          <s>{l10n.t('cut off')}</s>
        </>
      )}
    </p>
  );
}
