import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { ErrorLine } from '../../../kit/errors/errorLine';
import { PageFailure } from '../../../kit/errors/pageFailure';
import { mount } from '../../../kit/layout/mount';
import { useValue } from '../../../kit/store/useValue';
import type { Page } from '../page';
import { mayShowResult } from '../state/sheetModel';
import { Annotators } from './annotators';
import { JudgedItem } from './judgedItem';
import { Result } from './result';

export function mountApp(page: Page): void {
  mount(<App page={page} />, 'page');
}

function App({ page }: { readonly page: Page }): VNode {
  const model = useValue(page.store);
  const { overview, failure, annotator } = model;
  return (
    <>
      {overview === null ? (
        failure && <PageFailure failure={failure} />
      ) : (
        <>
          <h1 class="visually-hidden">{l10n.t('Blind sheet')}</h1>
          <ErrorLine
            error={model.error}
            onOpenSettings={(setting) => page.host.run('deita.internal.openSettings', setting)}
            onDismiss={() => page.errors.dismiss()}
          />
          {annotator === null ? (
            <Annotators page={page} overview={overview} />
          ) : (
            <JudgedItem page={page} model={model} overview={overview} annotator={annotator} />
          )}
          {mayShowResult(model) ? <Result page={page} result={model.result} /> : null}
        </>
      )}
      <div class="visually-hidden" role="status" aria-live="polite">
        {model.announcement}
      </div>
    </>
  );
}
