import type { Conversation, FieldMapping, ListMapping, TextMapping } from '../conversation';
import { conversationOf, type Entry } from './entries';
import { fieldPath, valueAt } from './fieldPath';
import { isFilled, textOf, type JsonPath, type RowFormat } from './format';
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
    fits: (row) => isFilled(valueAt(row.source, fieldPath(row.source, messages))),
    parse(row) {
      const path = fieldPath(row.source, messages);
      return conversationOf(entriesOfList(take(row, path), path, row, keys), row, path);
    },
  };
}

function mappedTexts(mapping: TextMapping): RowFormat {
  const present = (row: RowReading, field: string | undefined): JsonPath | undefined => {
    const path = field === undefined ? undefined : fieldPath(row.source, field);
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
      const instruction = fieldPath(row.source, mapping.instruction);
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
