import type { RowSummary, SortColumn } from '../../src/protocol/dataset';
import { formatCount, formatScore, formatSimilarity } from '../../src/protocol/rowCard';
import { iconElement } from '../controls/icon';
import { STATUS_LABELS } from './statusLabels';

const LOWEST_SCORE = 1;
const HIGHEST_SCORE = 6;

/** Scales that cells need beside the row itself. */
export interface CellContext {
  /** Largest evol score of the dataset; null while unknown. */
  readonly maxEvolScore: number | null;
}

/** Fills one cell. Dataset text goes in as text nodes only. */
export function fillCell(cell: HTMLElement, column: SortColumn, row: RowSummary, context: CellContext): void {
  cell.replaceChildren(...CONTENTS[column](row, context));
}

type CellContents = (row: RowSummary, context: CellContext) => (Node | string)[];

const CONTENTS: Readonly<Record<SortColumn, CellContents>> = {
  line: (row) => [formatCount(row.lineNumber)],
  status: statusContents,
  evolScore: (row, { maxEvolScore }) => scoreContents(row.evolScore, fractionOf(row.evolScore, maxEvolScore)),
  complexityScore: (row) => scoreContents(row.complexityScore, fractionOfScale(row.complexityScore)),
  qualityScore: (row) => scoreContents(row.qualityScore, fractionOfScale(row.qualityScore)),
  turns: (row) => [row.turnCount === 0 ? '–' : formatCount(row.turnCount)],
  instruction: (row) => [row.preview],
  nearDuplicate: duplicateContents,
};

function statusContents(row: RowSummary): (Node | string)[] {
  if (row.status === undefined) return [];
  const label = STATUS_LABELS[row.status];
  const contents: (Node | string)[] = [iconElement(label.icon), hiddenText(label.row)];
  if (row.rank !== undefined) contents.push(hiddenText(', rank '), formatCount(row.rank));
  return contents;
}

function scoreContents(score: number | undefined, fraction: number | null): Node[] {
  const bar = element('span', 'bar');
  bar.setAttribute('aria-hidden', 'true');
  if (fraction === null) bar.classList.add('empty');
  else bar.style.setProperty('--fraction', fraction.toFixed(3));
  return [bar, element('span', 'number', formatScore(score))];
}

function duplicateContents({ nearDuplicateOf }: RowSummary): Node[] {
  if (nearDuplicateOf === undefined) return [];
  const link = element('span', 'jump', formatCount(nearDuplicateOf.lineNumber));
  link.setAttribute('role', 'link');
  link.setAttribute('aria-label', `line ${formatCount(nearDuplicateOf.lineNumber)}`);
  link.dataset['rowIndex'] = String(nearDuplicateOf.rowIndex);
  return [link, element('span', 'similarity', formatSimilarity(nearDuplicateOf.cosineSimilarity))];
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

function hiddenText(text: string): HTMLElement {
  return element('span', 'visually-hidden', text);
}

function element(tag: string, className: string, text = ''): HTMLElement {
  const created = document.createElement(tag);
  created.className = className;
  created.textContent = text;
  return created;
}
