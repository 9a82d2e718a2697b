import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { Experiments } from '../../../../src/protocol/experiments';
import { findingText } from '../../../../src/wording/experiments/experimentTexts';
import { ErrorLine } from '../../../kit/errors/errorLine';
import { PageFailure } from '../../../kit/errors/pageFailure';
import { mount } from '../../../kit/layout/mount';
import { useValue } from '../../../kit/store/useValue';
import type { Page } from '../page';
import { Comparisons } from './comparisons';
import { Pictures } from './pictures';
import { Runs } from './runs';
import { Toolbar } from './toolbar';

export function mountApp(page: Page): void {
  mount(<App page={page} />, 'page');
}

function App({ page }: { readonly page: Page }): VNode {
  const model = useValue(page.store);
  const { experiments, failure } = model;
  return (
    <>
      <h1 class="visually-hidden">{l10n.t('Experiments in {0}', model.folderName)}</h1>
      <Toolbar page={page} model={model} />
      <ErrorLine
        error={model.error}
        onOpenSettings={(setting) => page.host.run('deita.internal.openSettings', setting)}
        onDismiss={() => page.errors.dismiss()}
      />
      {experiments === null ? (
        failure && <PageFailure failure={failure} />
      ) : (
        <div class="sections">
          <Sections page={page} experiments={experiments} />
        </div>
      )}
      <div class="visually-hidden" role="status" aria-live="polite">
        {model.announcement}
      </div>
    </>
  );
}

function Sections({ page, experiments }: { readonly page: Page; readonly experiments: Experiments }): VNode {
  const { rows, findings } = experiments;
  return (
    <>
      {rows.length === 0 ? (
        <p class="empty">
          {l10n.t(
            'No training folder is here. Prepare Training writes a selection beside random and the longest rows; what the models trained on them come to is read from the folder “results” of each.',
          )}
        </p>
      ) : (
        <>
          <Comparisons experiments={experiments} />
          <Pictures experiments={experiments} />
          <Runs page={page} experiments={experiments} />
        </>
      )}
      {findings.length === 0 ? null : (
        <section aria-label={l10n.t('To note')}>
          <h2>{l10n.t('To note')}</h2>
          <ul>
            {findings.map((finding) => (
              <li key={JSON.stringify(finding)}>{findingText(finding)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
