import type { VNode } from 'preact';
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';
import { ErrorLine } from '../../../kit/errors/errorLine';
import { PageFailure } from '../../../kit/errors/pageFailure';
import { mount } from '../../../kit/layout/mount';
import { Splitter } from '../../../kit/layout/splitter';
import { useValue } from '../../../kit/store/useValue';
import * as l10n from '@vscode/l10n';
import { ChainPane } from '../chain/chainPane';
import { ListBar } from '../header/listBar';
import { RunHeader } from '../header/runHeader';
import { ChainListView } from '../list/chainListView';
import type { Page } from '../page';
import type { ChainsModel } from '../state/chainsModel';
import { EmptyList } from './emptyState';
import { listenToKeys } from './pageKeys';

export function mountApp(page: Page): void {
  mount(<App page={page} />, 'page');
}

function App({ page }: { readonly page: Page }): VNode {
  const model = useValue(page.store);
  const { overview, failure } = model;
  return (
    <>
      {overview === null ? (
        failure && <PageFailure failure={failure} />
      ) : (
        <>
          <RunHeader page={page} model={model} overview={overview} />
          <ErrorLine
            error={model.error}
            onOpenSettings={(setting) => page.host.run('deita.internal.openSettings', setting)}
            onDismiss={() => page.errors.dismiss()}
          />
          <ListBar page={page} model={model} overview={overview} />
          <Chains page={page} model={model} />
        </>
      )}
      <div class="visually-hidden" role="status" aria-live="polite">
        {model.announcement}
      </div>
    </>
  );
}

/** The list, and beside or below it the open chain. */
function Chains({ page, model }: { readonly page: Page; readonly model: ChainsModel }): VNode {
  const split = useRef<HTMLDivElement | null>(null);
  const list = useRef<HTMLElement | null>(null);
  const listRef = useCallback((element: HTMLElement | null) => {
    list.current = element;
    // Without this the first key after opening the page would reach nobody.
    if (document.activeElement === document.body) element?.focus({ preventScroll: true });
  }, []);
  // With the drawing: a key may be the first thing that comes.
  useLayoutEffect(
    () =>
      listenToKeys(page, {
        focusList: () => list.current?.focus(),
        focusVariant: () => split.current?.querySelector<HTMLElement>('.variant[tabindex="0"]')?.focus(),
      }),
    [page],
  );
  return (
    <div class="split" ref={split} style={{ '--chain': String(model.chainShare) }}>
      <div class="list-side">
        <EmptyList page={page} model={model} />
        <ChainListView page={page} model={model} listRef={listRef} />
      </div>
      <Splitter
        label={l10n.t('Resize the open chain')}
        share={model.chainShare}
        container={() => split.current}
        onChange={(chainShare) => page.store.set({ chainShare })}
      />
      <ChainPane page={page} model={model} />
    </div>
  );
}
