import { say } from '../../messages/say';
import { comparisonOf, namesResponse, type Comparison } from './comparison';
import { conversationOf, hasSide, lastResponse, type Entry } from './entries';
import { isObject, isSubstantial, isTextList, quotePath, ShapeError, type JsonPath, type RowFormat } from './format';
import { HISTORY_KEYS, PREFERENCES, PROMPT_COLUMNS, USE } from './keys';
import { isMessage } from './message';
import { entriesOfList, looksLikeList } from './messageLists';
import { askedEntries, promptEntries } from './prompts';
import { isRendered, withoutMarkup } from './rendered';
import { messageText, reasoningOf } from './responses';
import type { RowReading } from './rowReading';

/** A better and a worse response to one prompt, which stands in the row or in both of them. */
export const preferencePairs: RowFormat = {
  name: 'Preference pairs',
  needs: USE.preference | USE.compared,
  fits: (row) => preferenceOf(row) !== undefined,
  almostFits: (row) => row.value.chosen === '' && row.has('rejected'),
  parse(row) {
    const preference = preferenceOf(row) ?? named('chosen', 'rejected');
    const prompt = askedEntries(row);
    const entries = withChosen(prompt.length > 0 ? prompt : contextEntries(row), row, preference.chosen);
    if (!hasSide(entries, 'instruction')) throw noPrompt(row.pathOf(preference.chosen));
    takeOther(row, preference);
    return conversationOf(entries, row, row.pathOf(preference.chosen));
  },
};

/** The keys of the better and the worse response, where the row has them; a verdict on two may stand beside them. */
export function preferenceOf(row: RowReading): Comparison | undefined {
  const compared = comparisonOf(row);
  if (compared !== undefined || !row.mayHave(USE.preference)) return compared;
  const [chosen, other] = PREFERENCES.find(([name]) => isSubstantial(row.value[name])) ?? [];
  if (chosen === undefined || other === undefined) return undefined;
  const isLabel = namesResponse(row.value[chosen]) && !isSubstantial(row.value[other]);
  return isLabel ? undefined : named(chosen, other);
}

function named(chosen: string, other: string): Comparison {
  return { chosen, other, isTie: false, verdict: [] };
}

/** A list that stops where the better response goes on; what it says is the row's last response. */
export function withChosen(prompt: readonly Entry[], row: RowReading, key: string): Entry[] {
  const value = row.take(key);
  const path = row.pathOf(key);
  const said = sideEntries(value, path, row);
  if (hasSide(said, 'instruction')) {
    // A whole conversation: it has the prompt in it.
    return [...prompt.filter(({ side }) => side === 'system' && !hasSide(said, 'system')), ...said];
  }
  const reasoning = reasoningOf(row, lastResponse(said));
  return [
    ...prompt,
    ...(reasoning === ''
      ? []
      : [
          {
            side: 'response' as const,
            text: reasoning,
            path,
            messages: [{ role: 'reasoning' as const, text: reasoning }],
          },
        ]),
    ...said,
  ];
}

/** What the row rejects, or has as good: a text, a message, a conversation, or several of them. */
export function takeOther(row: RowReading, { other, isTie, verdict }: Comparison): void {
  for (const key of verdict) row.take(key);
  if (!isSubstantial(row.value[other])) return;
  const value = row.take(other);
  const path = row.pathOf(other);
  const several = Array.isArray(value) && !looksLikeMessages(value);
  for (const one of several ? (value as unknown[]) : [value]) {
    const text = lastResponse(sideEntries(one, path, row));
    if (text !== '') row.addOthers(isTie ? 'alternatives' : 'rejected', [text]);
  }
}

function looksLikeMessages(value: readonly unknown[]): boolean {
  return isObject(value[0]) && isMessage(value[0]);
}

function sideEntries(value: unknown, path: JsonPath, row: RowReading): Entry[] {
  const isList = typeof value === 'string' ? isWhole(value) : !isTextList(value) && looksLikeList(value);
  if (isList) return entriesOfList(value, path, row);
  const text = isTextList(value) ? (value[0] ?? '') : messageText(value, path, row);
  return [{ side: 'response', text: row.promptIsRendered ? withoutMarkup(text) : text, path }];
}

/** A text that begins as a rendered conversation does, or a list kept as text; not one that quotes some markup. */
function isWhole(text: string): boolean {
  return (
    /^\s*(?:\[\s*\{|<|\[INST|\[\||###|(?:human|user|system)\s*:)/i.test(text) &&
    (looksLikeList(text) || isRendered(text))
  );
}

/** Some posts have their text in what comes before a reply. */
function contextEntries(row: RowReading): Entry[] {
  const key = [...PROMPT_COLUMNS, ...HISTORY_KEYS].find((name) => typeof row.value[name] === 'string' && row.has(name));
  return key === undefined ? [] : promptEntries(row, key);
}

function noPrompt(path: JsonPath): ShapeError {
  return new ShapeError('wrongShape', path, say('row.noPrompt', { place: quotePath(path) }));
}
