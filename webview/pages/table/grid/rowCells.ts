import * as l10n from '@vscode/l10n';
import type { RowSummary } from '../../../../src/protocol/dataset';
import type { SortColumn } from '../../../../src/protocol/views';
import {
  addedName,
  COLUMN_SIGNALS,
  isAddedColumn,
  SIGNALS,
  type AddedColumn,
  type ColumnSignalId,
  type SignalValues,
} from '../../../../src/protocol/signals';
import { formatCount, formatSimilarity } from '../../../../src/wording/numbers';
import { groupText } from '../../../../src/wording/nearDuplicateText';
import { rowPreview } from '../../../../src/wording/rowCard';
import { formatSignal, formatSignalValue } from '../../../../src/wording/signalTexts';
import type { RowStatus } from '../../../../src/selection/types';
import { barFraction } from './barFraction';
import { STATUS_LABELS } from './statusLabels';

/** Scales that cells need beside the row itself. */
export interface CellContext {
  /** Largest values of signals over the dataset, as far as known. */
  readonly largest: SignalValues;
}

/**
 * One cell of a recycled row. Its elements are made once and only change their text afterwards: scrolling through
 * thousands of rows then costs neither new elements nor their styles. Dataset text goes in as text only.
 */
export interface Cell {
  readonly element: HTMLElement;
  show(row: RowSummary, context: CellContext): void;
}

export function createCell(column: SortColumn): Cell {
  const signal = COLUMN_SIGNALS.find((id) => id === column);
  const element = span(
    signal === undefined ? `cell ${classOf(column)}` : `cell ${column} signal-${SIGNALS[signal].format}`,
  );
  element.dataset['column'] = column;
  element.setAttribute('role', 'gridcell');
  if (isAddedColumn(column)) return { element, show: addedContent(column)(element) };
  const content = signal === undefined ? CONTENTS[column as PlainColumn] : signalContent(signal);
  return { element, show: content(element) };
}

type Show = Cell['show'];

type Content = (cell: HTMLElement) => Show;

/** A column beside the signals. */
type PlainColumn = Exclude<SortColumn, ColumnSignalId | AddedColumn>;

const CONTENTS: Readonly<Record<PlainColumn, Content>> = {
  line: textCell((row) => formatCount(row.lineNumber)),
  rowNumber: textCell((row) => formatCount(row.rowIndex + 1)),
  decision: decisionCell,
  status: statusCell,
  instruction: textCell(rowPreview),
  response: textCell((row) => row.responsePreview ?? ''),
  nearDuplicate: duplicateCell,
  group: groupCell,
};

/** Names of added signals may be anything. */
function classOf(column: SortColumn): string {
  return isAddedColumn(column) ? 'added' : column;
}

function addedContent(column: AddedColumn): Content {
  const name = addedName(column);
  return (cell) => {
    const show = textCell(({ added }) => formatSignalValue(added?.[name]))(cell);
    return (row, context) => {
      cell.classList.toggle('number', typeof row.added?.[name] === 'number');
      show(row, context);
    };
  };
}

/** Scores have bars; other signals are numbers alone. */
function signalContent(signal: ColumnSignalId): Content {
  if (SIGNALS[signal].format === 'score') return scoreCell(signal);
  return textCell(({ values }) => formatSignal(signal, values[signal]));
}

function textCell(textOf: (row: RowSummary) => string): Content {
  return (cell) => {
    const text = cell.appendChild(document.createTextNode(''));
    return (row) => setText(text, textOf(row));
  };
}

/** The verdict as an icon, then what else there is: edited texts, a note, the tags. */
function decisionCell(cell: HTMLElement): Show {
  const verdictIcon = iconIn(cell);
  const editIcon = iconIn(cell);
  const noteIcon = iconIn(cell);
  const said = cell.appendChild(span('visually-hidden')).appendChild(document.createTextNode(''));
  const tags = cell.appendChild(document.createTextNode(''));
  return ({ marks = {} }) => {
    const { verdict, edited, note, tags: given = [] } = marks;
    verdictIcon.className = verdict === undefined ? 'codicon' : `codicon codicon-${VERDICTS[verdict].icon}`;
    editIcon.className = edited === undefined ? 'codicon' : 'codicon codicon-edit';
    noteIcon.className = note === undefined ? 'codicon' : 'codicon codicon-note';
    cell.dataset['verdict'] = verdict ?? '';
    const words = [verdict && VERDICTS[verdict].label, edited && EDITED, note].filter((word) => word !== undefined);
    cell.title = [edited && EDITED, note].filter((word) => word !== undefined).join('\n');
    setText(said, words.join(', '));
    setText(tags, given.join(', '));
  };
}

const VERDICTS = {
  keep: { icon: 'pinned', label: l10n.t('Kept') },
  drop: { icon: 'trash', label: l10n.t('Dropped') },
} as const;

const EDITED = l10n.t('Edited by hand');

function statusCell(cell: HTMLElement): Show {
  const icon = iconIn(cell);
  const name = cell.appendChild(span('visually-hidden')).appendChild(document.createTextNode(''));
  const rank = cell.appendChild(document.createTextNode(''));
  let shown: RowStatus | undefined;
  return (row) => {
    if (row.status !== shown) {
      shown = row.status;
      icon.className = shown === undefined ? 'codicon' : `codicon codicon-${STATUS_LABELS[shown].icon}`;
    }
    const label = shown === undefined ? '' : STATUS_LABELS[shown].row;
    setText(name, row.rank === undefined ? label : `${label}, rank `);
    setText(rank, row.rank === undefined ? '' : formatCount(row.rank));
  };
}

function scoreCell(signal: ColumnSignalId): Content {
  return (cell) => {
    const bar = cell.appendChild(span('bar'));
    bar.setAttribute('aria-hidden', 'true');
    const number = cell.appendChild(document.createTextNode(''));
    return ({ values }, { largest }) => {
      const score = values[signal];
      const fraction = barFraction(signal, score, largest);
      setText(number, formatSignal(signal, score));
      bar.classList.toggle('empty', fraction === null);
      bar.style.backgroundSize = `${((fraction ?? 0) * 100).toFixed(1)}% 100%`;
    };
  };
}

function duplicateCell(cell: HTMLElement): Show {
  const link = linkIn(cell);
  const line = link.appendChild(document.createTextNode(''));
  const similarity = cell.appendChild(span('similarity')).appendChild(document.createTextNode(''));
  return ({ nearDuplicateOf }) => {
    link.hidden = nearDuplicateOf === undefined;
    link.dataset['rowIndex'] = nearDuplicateOf === undefined ? '' : String(nearDuplicateOf.rowIndex);
    setText(line, nearDuplicateOf === undefined ? '' : formatCount(nearDuplicateOf.lineNumber));
    setText(similarity, nearDuplicateOf === undefined ? '' : formatSimilarity(nearDuplicateOf.cosineSimilarity));
  };
}

/** A click shows the rows of the group alone. */
function groupCell(cell: HTMLElement): Show {
  const link = linkIn(cell);
  const text = link.appendChild(document.createTextNode(''));
  return ({ group }) => {
    link.hidden = group === undefined;
    link.dataset['group'] = group === undefined ? '' : String(group.number);
    setText(text, group === undefined ? '' : groupText(group));
  };
}

function linkIn(cell: HTMLElement): HTMLElement {
  const link = cell.appendChild(span('jump'));
  link.setAttribute('role', 'link');
  return link;
}

/** Leaves equal text alone, which costs no layout. */
function setText(node: Text, text: string): void {
  if (node.data !== text) node.data = text;
}

/** What it shows is said in words beside it. */
function iconIn(cell: HTMLElement): HTMLElement {
  const icon = cell.appendChild(span('codicon'));
  icon.setAttribute('aria-hidden', 'true');
  return icon;
}

function span(className: string): HTMLElement {
  const created = document.createElement('span');
  created.className = className;
  return created;
}
