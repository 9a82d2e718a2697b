import type { Conversation, FieldMapping, ListMapping, TextMapping } from '../conversation';
import { conversationOf, type Entry } from './entries';
import { isFilled, isObject, textOf, type JsonObject, type JsonPath, type RowFormat } from './format';
import { entriesOfList } from './messageLists';
import { responseIn } from './responses';
import type { RowReading } from './rowReading';

/** The format that `deita.fields` describes. */
export function mappedFields(mapping: FieldMapping): RowFormat {
  return 'messages' in mapping ? mappedList(mapping) : mappedTexts(mapping);
}

function mappedList(mapping: ListMapping): RowFormat {
  const { messages, role, content, roles } = mapping;
  const keys =
    role === undefined && content === undefined && roles === undefined ? undefined : { role, content, roles };
  return {
    name: 'Mapped messages',
    fits: (row) => isFilled(valueAt(row.source, pathOf(row.source, messages))),
    parse(row) {
      const path = pathOf(row.source, messages);
      return conversationOf(entriesOfList(take(row, path), path, row, keys), row, path);
    },
  };
}

function mappedTexts(mapping: TextMapping): RowFormat {
  const present = (row: RowReading, field: string | undefined): JsonPath | undefined => {
    const path = field === undefined ? undefined : pathOf(row.source, field);
    return path !== undefined && isFilled(valueAt(row.source, path)) ? path : undefined;
  };
  const entry = (row: RowReading, field: string | undefined, side: Entry['side']): Entry[] => {
    const path = present(row, field);
    if (path === undefined) return [];
    const value = take(row, path);
    return [
      {
        side,
        text: side === 'response' ? responseIn(value, String(path.at(-1)), path, row) : textOf(value, path),
        path,
      },
    ];
  };
  return {
    name: 'Mapped fields',
    fits: (row) => present(row, mapping.instruction) !== undefined || present(row, mapping.response) !== undefined,
    parse(row): Conversation {
      const instruction = pathOf(row.source, mapping.instruction);
      const asked = [...entry(row, mapping.instruction, 'instruction'), ...entry(row, mapping.input, 'instruction')];
      const prompt: Entry[] = asked.length > 0 ? asked : [{ side: 'instruction', text: '', path: instruction }];
      const entries = [...entry(row, mapping.system, 'system'), ...prompt, ...entry(row, mapping.response, 'response')];
      return conversationOf(entries, row, instruction);
    },
  };
}

function take(row: RowReading, path: JsonPath): unknown {
  row.takeSpelled(String(path[0]));
  return valueAt(row.source, path);
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
    else if (isObject(value)) value = Object.hasOwn(value, step) ? value[step] : undefined;
    else return undefined;
  }
  return value;
}
