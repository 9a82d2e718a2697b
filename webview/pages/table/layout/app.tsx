import { render, type VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { HoverCard } from '../card/hoverCard';
import { DetailsPane } from '../details/detailsPane';
import { HistogramStrip } from '../histogram/histogramStrip';
import type { Page } from '../page';
import { ErrorLine } from '../../../kit/errors/errorLine';
import { NoticeLines } from '../../../kit/errors/noticeLines';
import { StatusLine } from '../toolbar/statusLine';
import { Toolbar } from '../toolbar/toolbar';
import { pageWideCommand } from '../grid/keyboard';
import { EmptyState } from './emptyState';
import { GoToLine } from './goToLine';
import { Splitter } from '../../../kit/layout/splitter';
import { TableHost } from './tableHost';
import { useValue } from '../../../kit/store/useValue';

export function mountApp(page: Page): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The document has no #root.');
  root.className = 'page';
  render(<App page={page} />, root);
  page.table.focus();
  takeFocusOnActivation(page);
}

function App({ page }: { readonly page: Page }): VNode {
  const model = useValue(page.store);
  const find = useRef<HTMLElement | null>(null);
  const details = useRef<HTMLElement | null>(null);
  const split = useRef<HTMLElement | null>(null);
  const [goingToLine, setGoingToLine] = useState(false);
  useEffect(() => {
    page.commands.onFocusCommand((command) => {
      if (command === 'find') find.current?.focus();
      if (command === 'goToLine') setGoingToLine(true);
      // The pane may only be rendered by the next turn.
      if (command === 'openDetails') requestAnimationFrame(() => details.current?.focus());
      if (command === 'showCard') page.table.toggleCard();
      if (command === 'leaveDetails') page.cards.dismiss();
    });
  }, [page]);
  return (
    <>
      <Toolbar page={page} model={model} />
      <NoticeLines notices={model.settings.notices} />
      <ErrorLine
        error={model.error}
        onOpenSettings={() => page.host.run('deita.internal.openSettings')}
        onDismiss={() => page.errors.dismiss()}
      />
      <StatusLine page={page} model={model} findRef={(element) => (find.current = element)} />
      <HistogramStrip page={page} model={model} />
      {goingToLine ? <GoToLine page={page} onClose={() => setGoingToLine(false)} /> : null}
      <main
        class={model.detailsOpen ? 'split with-details' : 'split'}
        ref={split}
        style={{ '--details': String(model.detailsShare) }}
      >
        <div class="table-side">
          <EmptyState page={page} model={model} />
          <TableHost page={page} />
        </div>
        {model.detailsOpen ? (
          <>
            <Splitter
              label="Resize details"
              share={model.detailsShare}
              container={() => split.current}
              onChange={(detailsShare) => page.store.set({ detailsShare })}
            />
            <DetailsPane page={page} model={model} paneRef={(element) => (details.current = element)} />
          </>
        ) : null}
      </main>
      <HoverCard page={page} />
      <div class="visually-hidden" role="status" aria-live="polite">
        {model.announcement}
      </div>
    </>
  );
}

/** Without this the first key after switching to the editor would reach nobody. */
function takeFocusOnActivation(page: Page): void {
  window.addEventListener('focus', () => {
    if (document.activeElement === document.body) page.table.focus();
  });
  window.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') page.cards.dismiss();
    const command = pageWideCommand(event);
    if (command === null || event.defaultPrevented) return;
    event.preventDefault();
    page.commands.run(command);
  });
}
