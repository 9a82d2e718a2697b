import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { Icon } from '../../../kit/controls/iconView';
import { ErrorLine } from '../../../kit/errors/errorLine';
import { mount } from '../../../kit/layout/mount';
import { useValue } from '../../../kit/store/useValue';
import { Figures } from '../figures/figures';
import type { Page } from '../page';
import type { CompositionModel } from '../state/compositionModel';
import { Toolbar } from '../toolbar/toolbar';

export function mountApp(page: Page): void {
  mount(<App page={page} />, 'page');
}

function App({ page }: { readonly page: Page }): VNode {
  const model = useValue(page.store);
  const { composition } = model;
  return (
    <>
      <h1 class="visually-hidden">{l10n.t('Pool and selection of {0}', model.fileName)}</h1>
      <Toolbar page={page} model={model} />
      <ErrorLine
        error={model.error}
        onOpenSettings={(setting) => page.host.run('deita.internal.openSettings', setting)}
        onDismiss={() => page.errors.dismiss()}
      />
      <Note model={model} />
      <div class="sections">
        {composition === null ? (
          <p class="empty">{model.error === null ? l10n.t('Rows are being counted…') : ''}</p>
        ) : (
          <Figures page={page} model={model} composition={composition} />
        )}
      </div>
      <div class="visually-hidden" role="status" aria-live="polite">
        {model.announcement}
      </div>
    </>
  );
}

/** What is missing, or that a run now would select otherwise. */
function Note({ model: { shown, job } }: { readonly model: CompositionModel }): VNode | null {
  const nothing = l10n.t('Nothing is selected yet: Select in the table shows here what it takes from the pool.');
  const text = shown.isThere ? shown.note : job === null ? nothing : null;
  if (text === null) return null;
  return (
    <p class="notice-line" role="note">
      <Icon name={shown.isThere ? 'history' : 'info'} /> <span>{text}</span>
    </p>
  );
}
