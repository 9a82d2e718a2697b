import { conversationOf } from './entries';
import type { RowFormat } from './format';
import { RENDERED_KEYS, USE } from './keys';
import { isRendered, renderedEntries } from './rendered';
import type { RowReading } from './rowReading';

/** A whole conversation in one text, as a chat template renders it. */
export const renderedText: RowFormat = {
  name: 'Rendered chat template',
  needs: USE.rendered,
  fits: (row) => keyOf(row) !== undefined,
  parse(row) {
    const key = keyOf(row) ?? '';
    const path = row.pathOf(key);
    return conversationOf(renderedEntries(row.take(key) as string, path) ?? [], row, path);
  },
};

function keyOf(row: RowReading): string | undefined {
  return RENDERED_KEYS.find((key) => {
    const text = row.value[key];
    return typeof text === 'string' && isRendered(text);
  });
}
