import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DatasetInfo } from '../../../../src/protocol/dataset';
import { languageNote } from '../../../../src/wording/languageText';
import * as l10n from '@vscode/l10n';
import { rows } from '../../../../src/wording/counts';
import { formatCount, plural } from '../../../../src/wording/numbers';
import { STATUSES, type RowStatus } from '../../../../src/selection/types';
import { IconButton } from '../../../kit/controls/iconButton';
import { Icon } from '../../../kit/controls/iconView';
import { Dropdown, TextField } from '../../../kit/controls/toolkit';
import type { Page } from '../page';
import type { PageModel } from '../state/pageModel';
import { isFiltered, withBadRows, withoutFilters, withStatus, withText } from '../state/viewQuery';
import { STATUS_LABELS } from '../grid/statusLabels';

const TYPING_PAUSE_MS = 250;
const ALL = 'all';

interface StatusLineProps {
  readonly page: Page;
  readonly model: PageModel;
  readonly findRef: (element: HTMLElement | null) => void;
}

/** Counts at the left; filters at the right. */
export function StatusLine({ page, model, findRef }: StatusLineProps): VNode {
  const { query, view, info } = model;
  const filtered = isFiltered(query);
  const language = languageOf(info);
  return (
    <div class="status-line">
      <div class="counts">
        {countsOf(info).map((text) => (
          <span key={text}>{text}</span>
        ))}
        {info.problemCount > 0 ? <BadRows page={page} model={model} /> : null}
        {filtered ? (
          <span class="shown">
            {shownText(view)}{' '}
            <button type="button" class="link" onClick={() => void page.view.setQuery(withoutFilters(query))}>
              Clear filters
            </button>
          </span>
        ) : null}
      </div>
      {language === null ? null : (
        <p class="language" role="note">
          <Icon name="info" /> {language}
        </p>
      )}
      <div class="filters">
        <label class="field">
          <span aria-hidden="true">Status</span>
          <Dropdown
            label="Show rows with status"
            value={query.statuses?.[0] ?? ALL}
            options={STATUS_OPTIONS}
            onChange={(value) =>
              void page.view.setQuery(withStatus(query, value === ALL ? null : (value as RowStatus)))
            }
          />
        </label>
        <FindField page={page} model={model} findRef={findRef} />
        <IconButton
          icon="graph"
          label={model.histogramsOpen ? 'Hide histograms' : 'Show histograms'}
          pressed={model.histogramsOpen}
          disabled={!info.scored}
          onClick={() => page.store.set({ histogramsOpen: !model.histogramsOpen })}
        />
        <IconButton
          icon={model.detailsOpen ? 'layout-sidebar-right' : 'layout-sidebar-right-off'}
          label={model.detailsOpen ? 'Hide details' : 'Show details'}
          title={model.detailsOpen ? 'Hide details' : 'Show details (Enter)'}
          pressed={model.detailsOpen}
          onClick={() => page.store.set({ detailsOpen: !model.detailsOpen })}
        />
      </div>
    </div>
  );
}

/** How many rows cannot be read; a click shows them alone. */
function BadRows({ page, model }: { readonly page: Page; readonly model: PageModel }): VNode {
  const { query, info } = model;
  const shown = query.badRows === true;
  return (
    <button
      type="button"
      class="link"
      aria-pressed={shown}
      title={shown ? 'Show all rows' : 'Show bad rows only'}
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

function languageOf({ selection }: DatasetInfo): string | null {
  if (selection === null) return null;
  return languageNote(selection.rowsOutsideLanguage ?? 0, selection.counts.rows);
}

function shownText({ rowCount, busy, searching }: PageModel['view']): string {
  if (busy) return 'filtering…';
  return searching ? `${formatCount(rowCount)} found so far` : `${formatCount(rowCount)} shown`;
}

const STATUS_OPTIONS = [
  { value: ALL, label: 'All' },
  ...STATUSES.map((status) => ({ value: status, label: capitalised(STATUS_LABELS[status].rows) })),
];

function FindField({ page, model, findRef }: StatusLineProps): VNode {
  const applied = model.query.text ?? '';
  const [text, setText] = useState(applied);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => setText(applied), [applied]);
  const apply = (value: string): void => {
    window.clearTimeout(timer.current);
    const { query } = page.store.value;
    if ((query.text ?? '') !== value) void page.view.setQuery(withText(query, value));
  };
  const typed = (value: string): void => {
    setText(value);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => apply(value), TYPING_PAUSE_MS);
  };
  const keyPressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    if (event.key === 'Escape') setText('');
    apply(event.key === 'Escape' ? '' : text);
    page.table.focus();
  };
  return (
    <TextField
      class="find"
      label="Find rows that contain a text"
      title="Find rows that contain a text (Ctrl+F or /)"
      placeholder="Find"
      value={text}
      onInput={typed}
      onKeyDown={keyPressed}
      focusRef={findRef}
    >
      <span slot="start">
        <Icon
          name={
            (model.view.busy || model.view.searching) && applied !== '' ? 'loading codicon-modifier-spin' : 'search'
          }
        />
      </span>
    </TextField>
  );
}

function countsOf(info: DatasetInfo): string[] {
  const all = rows(info.rowCount);
  const counts = [info.indexing ? l10n.t('{0}, reading…', all) : all];
  if (info.selection === null) {
    if (info.format !== null) counts.push(info.format);
    return counts;
  }
  const ofStatuses = info.selection.counts;
  return [
    ...counts,
    ...STATUSES.flatMap((status) => {
      const count = ofStatuses[status];
      return count === undefined ? [] : [`${formatCount(count)} ${STATUS_LABELS[status].rows}`];
    }),
  ];
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
