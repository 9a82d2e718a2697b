import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { ErrorLine } from '../../../kit/errors/errorLine';
import { mount } from '../../../kit/layout/mount';
import { useValue } from '../../../kit/store/useValue';
import type { Page } from '../page';
import { PairCards } from '../pairs/pairCards';
import { SimilarityPlot } from '../plot/similarityPlot';
import { ThresholdTable } from '../plot/thresholdTable';
import type { CalibrationModel } from '../state/calibrationModel';
import { Toolbar } from '../toolbar/toolbar';

export function mountApp(page: Page): void {
  mount(<App page={page} />, 'page');
}

function App({ page }: { readonly page: Page }): VNode {
  const model = useValue(page.store);
  const { calibration, threshold } = model;
  return (
    <>
      <h1 class="visually-hidden">{l10n.t('Threshold for {0}', model.fileName)}</h1>
      <Toolbar page={page} model={model} />
      <ErrorLine
        error={model.error}
        onOpenSettings={(setting) => page.host.run('deita.internal.openSettings', setting)}
        onDismiss={() => page.errors.dismiss()}
      />
      <div class="sections">
        {calibration === null || threshold === null ? (
          <p class="empty">{emptyText(model)}</p>
        ) : (
          <>
            <SimilarityPlot page={page} model={model} calibration={calibration} threshold={threshold} />
            <div class="under-plot">
              <ThresholdTable page={page} calibration={calibration} threshold={threshold} />
              <PairCards page={page} model={model} />
            </div>
          </>
        )}
      </div>
      <div class="visually-hidden" role="status" aria-live="polite">
        {model.announcement}
      </div>
    </>
  );
}

function emptyText({ calibration, isOutdated, job }: CalibrationModel): string {
  if (calibration !== null) return l10n.t('The sampled rows have no similarities: there is nothing to choose by.');
  if (job !== null) return l10n.t('A sample of rows is being compared with each other…');
  return isOutdated
    ? l10n.t('The file has changed since its rows were compared.')
    : l10n.t('Rows are compared with each other to show where a threshold belongs.');
}
