import * as l10n from '@vscode/l10n';
import type { RefObject, VNode } from 'preact';
import type { DatasetInfo } from '../../../../src/protocol/dataset';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { HoverCard } from '../card/hoverCard';
import { DetailsPane } from '../details/detailsPane';
import { soughtText } from '../find/soughtText';
import { SoughtTextContext } from '../find/soughtTextContext';
import { HistogramStrip } from '../histogram/histogramStrip';
import type { Page } from '../page';
import { ErrorLine } from '../../../kit/errors/errorLine';
import { NoticeLines } from '../../../kit/errors/noticeLines';
import { StatusLine } from '../toolbar/statusLine';
import { HeadMenu } from '../toolbar/headMenu';
import { Toolbar } from '../toolbar/toolbar';
import { pageWideCommand } from '../grid/keyboard';
import { EmptyState, NextStep } from './emptyState';
import { CarriedScoresLine, FileChangedLine, PartlyScoredLine, SelectionLine } from './selectionLine';
import { ReviewBar } from './reviewBar';
import { GoToLine } from './goToLine';
import { KeyHelp } from './keyHelp';
import { Splitter } from '../../../kit/layout/splitter';
import { TableHost } from './tableHost';
import { mount } from '../../../kit/layout/mount';
import { useValue } from '../../../kit/store/useValue';
import { Icon } from '../../../kit/controls/iconView';
import { hintsOf, languageOf, layoutOf, noticesOf, staleTextOf, type PageModel } from '../state/pageModel';

export function mountApp(page: Page): void {
  mount(<App page={page} />);
  takeFocusWhileActive(page);
}

function App({ page }: { readonly page: Page }): VNode {
  const model = useValue(page.store);
  const find = useRef<HTMLElement | null>(null);
  const details = useRef<HTMLElement | null>(null);
  const root = useRef<HTMLDivElement | null>(null);
  const [goingToLine, setGoingToLine] = useState(false);
  const [showsKeys, setShowsKeys] = useState(false);
  useSize(page, root);
  // With the drawing: a key may be the first thing that comes.
  useLayoutEffect(() => {
    page.commands.onFocusCommand((command) => {
      if (command === 'find') find.current?.focus();
      if (command === 'goToLine') setGoingToLine(true);
      if (command === 'showKeys') setShowsKeys(true);
      // The pane may only be rendered by the next turn.
      if (command === 'openDetails') requestAnimationFrame(() => details.current?.focus());
      if (command === 'showCard') page.table.toggleCard();
      if (command === 'leaveDetails') page.cards.dismiss();
    });
  }, [page]);
  useAfterReview(page, model.review !== null);
  const layout = layoutOf(model);
  const goToLine = goingToLine ? <GoToLine page={page} onClose={() => setGoingToLine(false)} /> : null;
  return (
    <div
      class="page"
      data-former={model.info.former !== undefined}
      data-histograms={layout.histograms}
      data-details={layout.details}
      ref={root}
    >
      <h1 class="visually-hidden">{l10n.t('Rows of {0}', fileName(model.info))}</h1>
      <Toolbar page={page} model={model} />
      <div class="messages">
        <NoticeLines notices={noticesOf(model)} />
        <ErrorLine
          error={model.error}
          onOpenSettings={(setting) => page.host.run('deita.internal.openSettings', setting)}
          onDismiss={() => page.errors.dismiss()}
        />
      </div>
      {model.review === null ? (
        <StatusLine page={page} model={model} findRef={(element) => (find.current = element)} goToLine={goToLine} />
      ) : (
        <ReviewBar page={page} review={model.review} remark={model.remark} goToLine={goToLine} />
      )}
      {layout.hints ? <Hints page={page} model={model} /> : null}
      {layout.histograms === 'none' ? null : <HistogramStrip page={page} model={model} />}
      {showsKeys ? <KeyHelp onClose={(toTable) => closeKeys(page, toTable, setShowsKeys)} /> : null}
      <Panes page={page} model={model} detailsRef={(element) => (details.current = element)} />
      <HeadMenu page={page} model={model} />
      <HoverCard page={page} />
      <div class="visually-hidden" role="status" aria-live="polite">
        {model.announcement}
      </div>
    </div>
  );
}

function useSize(page: Page, root: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = root.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => followSize(page, element));
    observer.observe(element);
    return () => observer.disconnect();
  }, [page, root]);
}

/** After the last row of a review the user is at the table again. */
function useAfterReview(page: Page, reviews: boolean): void {
  const reviewed = useRef(reviews);
  useLayoutEffect(() => {
    if (reviewed.current && !reviews) {
      page.reviewer.restorePlace();
      page.table.focus();
    }
    reviewed.current = reviews;
  }, [page, reviews]);
}

/** What the result is, and what may be done next: a line each. */
function Hints({ page, model }: { readonly page: Page; readonly model: PageModel }): VNode {
  const hints = hintsOf(model);
  return (
    <>
      {hints.includes('summary') ? <SelectionLine page={page} model={model} /> : null}
      {hints.includes('stale') ? <StaleNote text={staleTextOf(model)} /> : null}
      {hints.includes('fileChanged') ? <FileChangedLine page={page} model={model} /> : null}
      {hints.includes('partlyScored') ? <PartlyScoredLine model={model} /> : null}
      {hints.includes('carriedScores') ? <CarriedScoresLine page={page} model={model} /> : null}
      {hints.includes('language') ? <LanguageNote model={model} /> : null}
      {hints.includes('nextStep') ? <NextStep model={model} /> : null}
    </>
  );
}

function closeKeys(page: Page, toTable: boolean, setShowsKeys: (shown: boolean) => void): void {
  setShowsKeys(false);
  if (toTable) page.table.focus();
}

interface PanesProps {
  readonly page: Page;
  readonly model: PageModel;
  readonly detailsRef: (element: HTMLElement | null) => void;
}

/** The table, and the details as there is room for them. */
function Panes({ page, model, detailsRef }: PanesProps): VNode {
  const split = useRef<HTMLDivElement | null>(null);
  const { details, detailsPixels } = layoutOf(model);
  const sought = useMemo(() => soughtText(model.query), [model.query]);
  useLayoutEffect(() => (split.current === null ? undefined : page.find.follow(split.current)), [page]);
  return (
    <div class="split" ref={split} style={{ '--details': `${detailsPixels}px` }}>
      <div class="table-side">
        <EmptyState page={page} model={model} />
        <TableHost page={page} />
      </div>
      {details === 'closed' || details === 'over' ? null : (
        <Splitter
          label={l10n.t('Resize details')}
          share={model.detailsShare}
          container={() => split.current}
          onChange={(detailsShare) => page.store.set({ detailsShare })}
        />
      )}
      {details === 'closed' ? null : (
        <SoughtTextContext.Provider value={sought}>
          <DetailsPane page={page} model={model} paneRef={detailsRef} />
        </SoughtTextContext.Provider>
      )}
    </div>
  );
}

/** Whatever the system, of which the page knows nothing. */
function fileName({ path }: DatasetInfo): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

/** Details that covered the table for want of room stand beside it once there is. */
function followSize({ store }: Page, { clientWidth: width, clientHeight: height }: HTMLElement): void {
  const { size } = store.value;
  if (width === size.width && height === size.height) return;
  store.set({ size: { width, height } });
  if (layoutOf(store.value).details !== 'over') store.set({ detailsOver: false });
}

function StaleNote({ text }: { readonly text: string | null }): VNode {
  return (
    <p class="hint-line" role="note">
      <Icon name="history" /> {text}
    </p>
  );
}

function LanguageNote({ model }: { readonly model: PageModel }): VNode {
  return (
    <p class="hint-line" role="note">
      <Icon name="info" /> {languageOf(model.info)}
    </p>
  );
}

/**
 * Without this the first key after switching to the editor would reach nobody. Only while the page is what the user is
 * at: a list of the workbench that was opened before the page would close when the focus is taken from it.
 */
function takeFocusWhileActive(page: Page): void {
  if (document.hasFocus()) page.table.focus();
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
