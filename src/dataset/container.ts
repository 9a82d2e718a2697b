import { BYTE } from './bytes';
import type { Packing } from './containers/packing';
import type { RowIndex } from './rowIndex';
import type { ContainerNote } from './conversation';

/** What a file is whose rows are read, for people. */
export function containerName(index: RowIndex, packing: Packing | undefined): string {
  if (packing === undefined) return textName(index);
  return packing.isRewritten ? packing.name : `${textName(index)}, compressed with ${packing.name}`;
}

function textName(index: RowIndex): string {
  const { form, layout, listCount } = index;
  if (index.complete && index.rowCount === 0 && form === 'jsonLines') return 'empty';
  if (form === 'jsonLines') return layout.lineBreak === BYTE.lineFeed ? 'JSON Lines' : 'JSON Lines, lines ending in CR';
  if (form === 'jsonArray') return listCount > 1 ? `${listCount} JSON arrays one after another` : 'JSON array';
  if (form === 'jsonWrapper') return `JSON object with the rows in ${JSON.stringify(layout.listPath.join('.'))}`;
  return index.sharesLines() ? 'JSON, several objects per line' : 'JSON, objects over several lines';
}

/** What a strict reader of the file would stumble over although its rows are read here. */
export function containerNotes({ missingCommas, comments }: RowIndex): ContainerNote[] {
  return [
    ...(missingCommas.count === 0
      ? []
      : [
          {
            lineNumber: missingCommas.firstLine,
            message: `A comma is missing before this row${andOthers(missingCommas.count)}; read all the same.`,
          },
        ]),
    ...(comments.count === 0
      ? []
      : [
          {
            lineNumber: comments.firstLine,
            message: `A comment stands between rows${andOthers(comments.count)}, which JSON does not allow; passed over.`,
          },
        ]),
  ];
}

function andOthers(count: number): string {
  return count === 1 ? '' : ` and in ${count - 1} more places`;
}
