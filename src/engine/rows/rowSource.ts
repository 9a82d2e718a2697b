import { textHead } from '../../common/textHead';
import type { OtherField } from '../../dataset/conversation';
import type { Dataset } from '../../dataset/dataset';
import { JsonPrinter } from '../../dataset/jsonPrinter';
import type { RowSource, ShownField } from '../../protocol/dataset';

/** UTF-16 units of a row's JSON that are shown, and of one of its fields. */
const MOST_OF_ROW = 200_000;
const MOST_OF_FIELD = 50_000;
/** Fields that are told of; a row with more of them is a table of its own. */
const MOST_FIELDS = 200;

/** A row as it stands in the file, with its edits, and what of it is no part of its conversation. @throws DeitaError */
export async function rowSource(dataset: Dataset, rowIndex: number): Promise<RowSource> {
  const row = await dataset.readRow(rowIndex);
  const [bytes] = await dataset.readSources([rowIndex]);
  const json = (bytes as Buffer).toString('utf8');
  const text = textHead(json, MOST_OF_ROW);
  const fields = row.problem === undefined ? printed(json, (await dataset.readContents(rowIndex)).otherFields) : [];
  return { text, ...(text === json ? {} : { length: json.length }), fields };
}

/** What a row or a message calls a field. */
export function fieldName({ path }: Pick<OtherField, 'path'>): string {
  return path.join('.');
}

function printed(json: string, fields: readonly OtherField[]): ShownField[] {
  if (fields.length === 0) return [];
  const printer = new JsonPrinter(json);
  return fields.slice(0, MOST_FIELDS).flatMap((field) => {
    const value = printer.valueAt(field.path);
    if (value === undefined) return [];
    const text = textHead(value.text, MOST_OF_FIELD);
    return [
      {
        name: fieldName(field),
        text,
        ...(value.isJson ? { isJson: true as const } : {}),
        ...(text === value.text ? {} : { length: value.text.length }),
      },
    ];
  });
}
