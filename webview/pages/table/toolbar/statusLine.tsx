import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { visibleLine } from '../../../../src/common/visibleText';
import { shownSelection, type DatasetInfo } from '../../../../src/protocol/dataset';
import type { DecisionFilter } from '../../../../src/protocol/views';
import * as l10n from '@vscode/l10n';
import { rows } from '../../../../src/wording/counts';
import { fileChangedText } from '../../../../src/wording/staleText';
import { formatCount, plural } from '../../../../src/wording/numbers';
import { STATUSES, type RowStatus } from '../../../../src/selection/types';
import { IconButton } from '../../../kit/controls/iconButton';
import { MenuButton } from '../../../kit/controls/menu';
import { useRovingFocus } from '../../../kit/keys/rovingFocus';
import { FindField, foundIn } from '../find/findField';
import type { Page } from '../page';
import { staleTextOf, type PageModel } from '../state/pageModel';
import { isFiltered, toggleDecided, withBadRows, toggleStatus, withoutFilters } from '../state/viewQuery';
import { STATUS_LABELS } from '../grid/statusLabels';
import { columnGroups } from './columnMenu';
import { RemarkLine } from './remarkLine';
import { detailsSwitch, histogramSwitch, type ToolbarSwitch } from './toolbarActions';

interface StatusLineProps {
  readonly page: Page;
  readonly model: PageModel;
  readonly findRef: (element: HTMLElement | null) => void;
  /** In place of the find field while a line number is asked for; null = none is. */
  readonly goToLine: VNode | null;
}

/** Before the find field, and behind it. */
const COUNTS = '.counts button, .shown button';
const SWITCHES = '.filters > .menu-place > vscode-button, .filters > .switch > vscode-button';

/** Counts at the left, each a filter; at the right what else changes what is shown. */
export function StatusLine({ page, model, findRef, goToLine }: StatusLineProps): VNode {
  const { query, view } = model;
  const line = useRef<HTMLDivElement>(null);
  useRovingFocus(line, COUNTS);
  useRovingFocus(line, SWITCHES);
  const found = foundIn(view);
  return (
    <div class="status-line" ref={line}>
      <Counts page={page} model={model} />
      <RemarkLine page={page} remark={model.remark} />
      {isFiltered(query) ? (
        <span class="shown">
          <span class="shown-count" title={foundTitle(view)}>
            {query.rowSet === undefined ? null : (
              <span class="row-set" title={visibleLine(query.rowSet.name)}>
                {visibleLine(query.rowSet.name)}
              </span>
            )}
            {shownText(view)}
            {found === '' ? null : <span class="found-in">{found}</span>}
          </span>{' '}
          <button type="button" class="link" onClick={() => void page.view.setQuery(withoutFilters(query))}>
            {l10n.t('Clear filters')}
          </button>
        </span>
      ) : null}
      <div class="filters">
        {goToLine ?? <FindField page={page} model={model} findRef={findRef} />}
        <MenuButton
          icon="list-selection"
          label={l10n.t('Columns')}
          groups={() => columnGroups(page, page.store.value)}
        />
        <Switch is={histogramSwitch(page, model)} />
        <Switch is={detailsSwitch(page, model)} />
      </div>
    </div>
  );
}

function Switch({ is: { icon, description, isOn, disabled = false, run } }: { readonly is: ToolbarSwitch }): VNode {
  return (
    <div class="switch">
      <IconButton icon={icon} label={description} pressed={isOn} disabled={disabled} onClick={run} />
    </div>
  );
}

/** How many rows there are, and of each status; a click shows these alone, or no longer alone. */
function Counts({ page, model }: { readonly page: Page; readonly model: PageModel }): VNode {
  const { info, query } = model;
  const selection = shownSelection(info);
  const stale = info.former === undefined ? staleTextOf(model) : fileChangedText(info.former.change);
  return (
    <div
      class={stale === null ? 'counts' : 'counts stale'}
      title={stale ?? undefined}
      role="group"
      aria-label={l10n.t('Rows')}
    >
      <span>{allRows(info)}</span>
      {selection === null && info.format !== null ? <span>{info.format}</span> : null}
      {selection === null
        ? null
        : STATUSES.map((status) => (
            <CountToggle
              key={status}
              status={status}
              count={selection.counts[status]}
              isOn={query.statuses?.includes(status) === true}
              onToggle={() => void page.view.setQuery(toggleStatus(query, status))}
            />
          ))}
      {info.problemCount > 0 ? <BadRows page={page} model={model} /> : null}
      <DecisionCounts page={page} model={model} />
    </div>
  );
}

/** How many rows are decided about by hand; a click shows these alone, or no longer alone. */
function DecisionCounts({ page, model }: { readonly page: Page; readonly model: PageModel }): VNode | null {
  const { query, info } = model;
  const { decisions } = info;
  if (decisions === undefined) return null;
  const { kept, dropped, noted, tagged } = decisions;
  const counts: readonly (readonly [DecisionFilter, number, string])[] = [
    ['keep', kept, l10n.t('{0} kept', formatCount(kept))],
    ['drop', dropped, l10n.t('{0} dropped', formatCount(dropped))],
    ['undecided', info.rowCount - kept - dropped, l10n.t('undecided')],
    ['note', noted, l10n.t('{0} with notes', formatCount(noted))],
    ['tag', tagged, l10n.t('{0} tagged', formatCount(tagged))],
  ];
  return (
    <>
      {counts
        .filter(([filter, count]) => count > 0 || query.decided?.includes(filter) === true)
        .map(([filter, , text]) => (
          <button
            key={filter}
            type="button"
            class="count"
            data-decided={filter}
            aria-pressed={query.decided?.includes(filter) === true}
            onClick={() => void page.view.setQuery(toggleDecided(query, filter))}
          >
            {text}
          </button>
        ))}
    </>
  );
}

interface CountToggleProps {
  readonly status: RowStatus;
  /** Absent = there can be none. */
  readonly count: number | undefined;
  readonly isOn: boolean;
  readonly onToggle: () => void;
}

function CountToggle({ status, count, isOn, onToggle }: CountToggleProps): VNode | null {
  if (count === undefined) return null;
  const { rows: name } = STATUS_LABELS[status];
  return (
    <button
      type="button"
      class="count"
      data-status={status}
      aria-pressed={isOn}
      disabled={count === 0 && !isOn}
      title={isOn ? l10n.t('Stop showing only: {0}', name) : l10n.t('Show only: {0}', name)}
      onClick={onToggle}
    >
      {`${formatCount(count)} ${name}`}
    </button>
  );
}

/** How many rows cannot be read; a click shows them alone. */
function BadRows({ page, model }: { readonly page: Page; readonly model: PageModel }): VNode {
  const { query, info } = model;
  const shown = query.badRows === true;
  return (
    <button
      type="button"
      class="count"
      aria-pressed={shown}
      title={shown ? l10n.t('Show all rows') : l10n.t('Show bad rows only')}
      onClick={() => void page.view.setQuery(withBadRows(query, !shown))}
    >
      {badRows(info.problemCount)}
    </button>
  );
}

function badRows(count: number): string {
  const number = formatCount(count);
  return plural(count, { one: l10n.t('{0} bad row', number), other: l10n.t('{0} bad rows', number) });
}

function shownText({ rowCount, busy, searching }: PageModel['view']): string {
  if (busy) return l10n.t('filtering…');
  return searching ? l10n.t('{0} found so far', formatCount(rowCount)) : l10n.t('{0} shown', formatCount(rowCount));
}

function foundTitle(view: PageModel['view']): string | undefined {
  const found = foundIn(view);
  return found === '' ? undefined : `${found}\n${l10n.t('A row counts for each part that has the text.')}`;
}

function allRows({ rowCount, indexing }: DatasetInfo): string {
  const all = rows(rowCount);
  return indexing ? l10n.t('{0}, reading…', all) : all;
}
