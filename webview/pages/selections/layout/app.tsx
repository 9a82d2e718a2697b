import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { comparisonLimits } from '../../../../src/wording/selections/comparisonTexts';
import { ErrorLine } from '../../../kit/errors/errorLine';
import { mount } from '../../../kit/layout/mount';
import { useValue } from '../../../kit/store/useValue';
import { CurveSection } from '../curve/curveSection';
import { Distributions } from '../distributions/distributions';
import { FigureTable } from '../figures/figureTable';
import { OverlapTable } from '../overlap/overlapTable';
import { RowList } from '../overlap/rowList';
import type { Page } from '../page';
import { Toolbar } from '../toolbar/toolbar';

export function mountApp(page: Page): void {
  mount(<App page={page} />, 'page');
}

function App({ page }: { readonly page: Page }): VNode {
  const model = useValue(page.store);
  const { comparison, runs } = model;
  return (
    <>
      <h1 class="visually-hidden">{l10n.t('Selections of {0} compared', model.fileName)}</h1>
      <Toolbar page={page} model={model} />
      <ErrorLine
        error={model.error}
        onOpenSettings={(setting) => page.host.run('deita.internal.openSettings', setting)}
        onDismiss={() => page.errors.dismiss()}
      />
      <div class="sections">
        {comparison === null ? (
          <p class="empty">{emptyText(runs.length)}</p>
        ) : (
          <>
            <FigureTable comparison={comparison} />
            <Distributions page={page} comparison={comparison} />
            <OverlapTable page={page} model={model} comparison={comparison} />
            <RowList page={page} model={model} />
            <section class="limits" aria-label={l10n.t('What the figures say')}>
              {comparisonLimits().map((limit) => (
                <p key={limit} class="hint">
                  {limit}
                </p>
              ))}
            </section>
          </>
        )}
        <CurveSection page={page} model={model} />
      </div>
      <div class="visually-hidden" role="status" aria-live="polite">
        {model.announcement}
      </div>
    </>
  );
}

function emptyText(runs: number): string {
  return runs === 0
    ? l10n.t('There is no selection to compare yet: select rows, and keep selections by name to compare several.')
    : l10n.t(
        'Choose runs and compare them with each other, with random rows and with the longest: overlap, what they consist of, and how diverse they are.',
      );
}
