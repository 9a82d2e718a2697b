import type { FieldMapping } from '../conversation';
import { isObject, requireInstruction, textOf, type JsonObject, type JsonPath, type RowFormat } from './format';

/** The format that `deita.fields` describes. */
export function mappedFields(mapping: FieldMapping): RowFormat {
  const read = (row: JsonObject, field: string | undefined): string => {
    if (field === undefined) return '';
    const path = pathOf(row, field);
    return textOf(valueAt(row, path), path);
  };
  return {
    name: 'Mapped fields',
    fits: (row) => valueAt(row, pathOf(row, mapping.instruction)) !== undefined,
    parse(row) {
      const parts = [read(row, mapping.instruction), read(row, mapping.input)].filter((text) => text !== '');
      const instruction = requireInstruction(parts.join('\n'), pathOf(row, mapping.instruction));
      const system = read(row, mapping.system);
      const turns = [{ instruction, response: read(row, mapping.response) }];
      return system === '' ? { turns } : { system, turns };
    },
  };
}

/** A key that has dots itself wins over a path of that spelling. */
function pathOf(row: JsonObject, field: string): JsonPath {
  if (row[field] !== undefined) return [field];
  return field.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function valueAt(row: JsonObject, path: JsonPath): unknown {
  let value: unknown = row;
  for (const step of path) {
    if (Array.isArray(value)) value = (value as unknown[])[Number(step)];
    else if (isObject(value)) value = value[step];
    else return undefined;
  }
  return value;
}
