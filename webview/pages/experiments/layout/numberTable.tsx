import type { ComponentChildren, VNode } from 'preact';
import { visibleLine } from '../../../../src/common/visibleText';
import type { TextTable } from '../../../../src/wording/experiments/experimentTables';

interface NumberTableProps {
  readonly label: string;
  readonly table: TextTable;
  /** What heads a row, from the text of its first cell and its place; absent = the text alone. */
  readonly head?: (text: string, row: number) => ComponentChildren;
}

/** A table whose first column heads its rows; it scrolls by itself where it is wider than the page. */
export function NumberTable({ label, table: { head, rows }, head: headOf }: NumberTableProps): VNode {
  return (
    <div class="scroll">
      <table class="numbers" aria-label={label}>
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col">
                {visibleLine(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first = '', ...cells], row) => (
            <tr key={row}>
              <th scope="row">{headOf?.(visibleLine(first), row) ?? visibleLine(first)}</th>
              {cells.map((cell, at) => (
                <td key={at}>{visibleLine(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
