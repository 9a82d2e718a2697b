import type { RowSummary, SortColumn } from '../../../../src/protocol/dataset';
import { formatCount, formatScore, formatSimilarity } from '../../../../src/wording/numbers';
import type { RowStatus } from '../../../../src/selection/types';
import { STATUS_LABELS } from './statusLabels';

const LOWEST_SCORE = 1;
const HIGHEST_SCORE = 6;

/** Scales that cells need beside the row itself. */
export interface CellContext {
  /** Largest evol score of the dataset; null while unknown. */
  readonly maxEvolScore: number | null;
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
  const element = span(`cell ${column}`);
  element.setAttribute('role', 'gridcell');
  return { element, show: CONTENTS[column](element) };
}

type Show = Cell['show'];

const CONTENTS: Readonly<Record<SortColumn, (cell: HTMLElement) => Show>> = {
  line: textCell((row) => formatCount(row.lineNumber)),
  status: statusCell,
  evolScore: scoreCell((row, { maxEvolScore }) => [row.evolScore, fractionOf(row.evolScore, maxEvolScore)]),
  complexityScore: scoreCell((row) => [row.complexityScore, fractionOfScale(row.complexityScore)]),
  qualityScore: scoreCell((row) => [row.qualityScore, fractionOfScale(row.qualityScore)]),
  turns: textCell((row) => (row.turnCount === 0 ? '–' : formatCount(row.turnCount))),
  instruction: textCell((row) => row.preview),
  nearDuplicate: duplicateCell,
};

function textCell(textOf: (row: RowSummary) => string): (cell: HTMLElement) => Show {
  return (cell) => {
    const text = cell.appendChild(document.createTextNode(''));
    return (row) => setText(text, textOf(row));
  };
}

function statusCell(cell: HTMLElement): Show {
  const icon = cell.appendChild(span('codicon'));
  icon.setAttribute('aria-hidden', 'true');
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

function scoreCell(
  scoreOf: (row: RowSummary, context: CellContext) => readonly [score: number | undefined, fraction: number | null],
): (cell: HTMLElement) => Show {
  return (cell) => {
    const bar = cell.appendChild(span('bar'));
    bar.setAttribute('aria-hidden', 'true');
    const number = cell.appendChild(document.createTextNode(''));
    return (row, context) => {
      const [score, fraction] = scoreOf(row, context);
      setText(number, formatScore(score));
      bar.classList.toggle('empty', fraction === null);
      bar.style.backgroundSize = `${((fraction ?? 0) * 100).toFixed(1)}% 100%`;
    };
  };
}

function duplicateCell(cell: HTMLElement): Show {
  const link = cell.appendChild(span('jump'));
  link.setAttribute('role', 'link');
  const line = link.appendChild(document.createTextNode(''));
  const similarity = cell.appendChild(span('similarity')).appendChild(document.createTextNode(''));
  return ({ nearDuplicateOf }) => {
    link.hidden = nearDuplicateOf === undefined;
    link.dataset['rowIndex'] = nearDuplicateOf === undefined ? '' : String(nearDuplicateOf.rowIndex);
    setText(line, nearDuplicateOf === undefined ? '' : formatCount(nearDuplicateOf.lineNumber));
    setText(similarity, nearDuplicateOf === undefined ? '' : formatSimilarity(nearDuplicateOf.cosineSimilarity));
  };
}

function fractionOfScale(score: number | undefined): number | null {
  return score === undefined ? null : clampFraction((score - LOWEST_SCORE) / (HIGHEST_SCORE - LOWEST_SCORE));
}

function fractionOf(score: number | undefined, largest: number | null): number | null {
  return score === undefined || largest === null || largest <= 0 ? null : clampFraction(score / largest);
}

function clampFraction(fraction: number): number {
  return Math.min(Math.max(fraction, 0), 1);
}

/** Leaves equal text alone, which costs no layout. */
function setText(node: Text, text: string): void {
  if (node.data !== text) node.data = text;
}

function span(className: string): HTMLElement {
  const created = document.createElement('span');
  created.className = className;
  return created;
}
