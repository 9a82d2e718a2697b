import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { describePoint } from '../../../../src/wording/comparisonText';
import { ErrorLine } from '../../../kit/errors/errorLine';
import { mount } from '../../../kit/layout/mount';
import { useValue } from '../../../kit/store/useValue';
import type { Page } from '../page';
import { AgreementTable } from '../plot/agreementTable';
import { ScatterPlot } from '../plot/scatterPlot';
import { RowLists } from '../rows/rowLists';
import { Toolbar } from '../toolbar/toolbar';

export function mountApp(page: Page): void {
  mount(<App page={page} />, 'page');
}

function App({ page }: { readonly page: Page }): VNode {
  const model = useValue(page.store);
  const { comparison, pointed, measure } = model;
  return (
    <>
      <h1 class="visually-hidden">{l10n.t('Scorers compared on {0}', model.fileName)}</h1>
      <Toolbar page={page} model={model} />
      <ErrorLine
        error={model.error}
        onOpenSettings={(setting) => page.host.run('deita.internal.openSettings', setting)}
        onDismiss={() => page.errors.dismiss()}
      />
      {comparison === null ? (
        <p class="empty">
          {l10n.t(
            'Choose two scorers and compare them: where they agree, which rows they do not agree on, and what that changes in the selection.',
          )}
        </p>
      ) : (
        <div class="comparison">
          <section class="numbers" aria-label={l10n.t('Scores')}>
            <AgreementTable page={page} model={model} comparison={comparison} />
            <ScatterPlot page={page} model={model} comparison={comparison} />
            <p class="reading">{pointed === null ? '' : describePoint(pointed, measure)}</p>
          </section>
          <RowLists page={page} model={model} comparison={comparison} />
        </div>
      )}
      <div class="visually-hidden" role="status" aria-live="polite">
        {model.announcement}
      </div>
    </>
  );
}
