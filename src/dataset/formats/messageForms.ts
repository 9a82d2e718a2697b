import type { Conversation } from '../conversation';
import { conversationOf, type Entry } from './entries';
import { isTextList, type RowFormat } from './format';
import { HISTORY_KEYS, LISTS, USE } from './keys';
import { answerKeyOf } from './exchange';
import { entriesOfList, holdsColumns, isListOfMessages, looksLikeList } from './messageLists';
import { preferenceOf, takeOther, withChosen } from './preference';
import { responseEntries } from './responses';
import type { RowReading } from './rowReading';

/** Lists of messages under the keys that people give them. */
const lists: readonly RowFormat[] = LISTS.map(({ key, name, isCertain }): RowFormat => ({
  name,
  needs: USE.list,
  fits: (row) => row.has(key) && (isCertain ? looksLikeList(row.value[key]) : isListOfMessages(row.value[key])),
  almostFits: (row) => isCertain && row.value[key] !== undefined && row.value[key] !== null,
  parse: (row) => conversationOfList(row, key),
}));

/** The messages of a row in columns of their own: `{role: […], content: […]}`, `{user: […], assistant: […]}`. */
const columns: RowFormat = {
  name: 'Message columns',
  fits: holdsColumns,
  parse: (row) => {
    for (const key in row.value) if (Array.isArray(row.value[key])) row.take(key);
    return conversationOf(entriesOfList(row.value, [], row), row, []);
  },
};

export const messageForms: readonly RowFormat[] = [...lists, columns];

/** Lists without roles, under keys that may name anything: where no other form fits. */
export const looseLists: readonly RowFormat[] = LISTS.filter(({ isCertain }) => !isCertain).map(
  ({ key, name }): RowFormat => ({
    name,
    needs: USE.list,
    fits: (row) => row.has(key) && looksLikeList(row.value[key]) && !isListOfQuestions(row, key),
    parse: (row) => conversationOfList(row, key),
  }),
);

/** A benchmark's turns are all the user's. */
function isListOfQuestions(row: RowReading, key: string): boolean {
  return isTextList(row.value[key]) && row.value.question_id !== undefined;
}

/** What was said before, in a row that asks nothing more. */
export const historyForms: readonly RowFormat[] = HISTORY_KEYS.map((key): RowFormat => ({
  name: `Messages in "${key}"`,
  needs: USE.history,
  fits: (row) => row.has(key) && looksLikeList(row.value[key]),
  parse: (row) => conversationOfList(row, key),
}));

const LIST_FORMS: ReadonlySet<string> = new Set(
  [...messageForms, ...looseLists, ...historyForms].map(({ name }) => name),
);

/** Whether a form reads a list in which each message says who speaks. @param name which a row within another adds to */
export function listsMessages(name: string): boolean {
  return LIST_FORMS.has(name) || [...LIST_FORMS].some((form) => name.startsWith(`${form} in "`));
}

function conversationOfList(row: RowReading, key: string): Conversation {
  const path = row.pathOf(key);
  return conversationOf(withLastResponse(entriesOfList(row.take(key), path, row), row), row, path);
}

/** The last response may stand beside the messages: as the better of two, or under a key of its own. */
function withLastResponse(entries: readonly Entry[], row: RowReading): readonly Entry[] {
  const isAnswered = entries.findLast(({ side }) => side !== 'system')?.side === 'response';
  const preference = preferenceOf(row);
  if (preference !== undefined) takeOther(row, preference);
  if (isAnswered) return entries;
  if (preference !== undefined) return withChosen(entries, row, preference.chosen);
  const key = answerKeyOf(row);
  return key === undefined ? entries : [...entries, ...responseEntries(row, key)];
}
