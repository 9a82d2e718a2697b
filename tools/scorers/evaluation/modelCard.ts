import { toMarkdown, type Table } from './table';

const BEGIN = '<!-- figures: written by npm run eval:models -- --write -->';
const END = '<!-- end of figures -->';
/** Processors may differ in the last bits; no figure may move further than this. */
const TOLERANCE = 0.005;

/** The card with its figures replaced. */
export function withFigures(card: string, tables: readonly Table[]): string {
  const [start, end] = bounds(card);
  return `${card.slice(0, start)}\n\n${tables.map(toMarkdown).join('\n\n')}\n\n${card.slice(end)}`;
}

/** Where the card's figures and the measured ones differ, in words; empty when they agree. */
export function disagreements(card: string, tables: readonly Table[]): string[] {
  const [start, end] = bounds(card);
  const written = tableRows(card.slice(start, end));
  const measured = tableRows(tables.map(toMarkdown).join('\n'));
  if (written.length !== measured.length) {
    return [`the card has ${written.length} rows of figures, ${measured.length} were measured`];
  }
  return measured.flatMap((cells, row) =>
    cells.flatMap((cell, column) => {
      const stated = written[row]?.[column] ?? '';
      return agrees(stated, cell) ? [] : [`${cells[0] ?? ''}, column ${column + 1}: card ${stated}, measured ${cell}`];
    }),
  );
}

function bounds(card: string): [start: number, end: number] {
  const start = card.indexOf(BEGIN);
  const end = card.indexOf(END);
  if (start < 0 || end < start) throw new Error('The model card has no place for figures.');
  return [start + BEGIN.length, end];
}

function tableRows(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('|') && !/^\|[\s|:-]+\|$/.test(line));
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

function agrees(stated: string, measured: string): boolean {
  if (stated === measured) return true;
  const difference = Math.abs(Number(stated) - Number(measured));
  return difference <= TOLERANCE + 1e-9;
}
