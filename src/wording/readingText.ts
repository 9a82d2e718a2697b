import type { FieldMapping } from '../dataset/conversation';
import type { ReadingSummary } from '../protocol/dataset';
import { rows, turns as countedTurns } from './counts';
import { formatCount, plural } from './numbers';

/** What is worth knowing about how rows were read, one sentence each; none where everything was read. */
export function readingRemarks(reading: ReadingSummary): string[] {
  return [
    ...(reading.turnsWithoutResponse === 0 ? [] : [`${withoutResponse(reading)}.`]),
    ...unreadRemark(reading),
    ...(reading.openingsLeftOut === 0
      ? []
      : [
          `${rows(reading.openingsLeftOut)} ${begin(reading.openingsLeftOut)} with the assistant's words; these are left out.`,
        ]),
    ...(reading.rejectedRows === 0 ? [] : [`${rows(reading.rejectedRows)} rejected by the label.`]),
  ];
}

/** The setting that would have a row read whose form is not known, as a sentence to append. */
export function mappingHint(mapping: FieldMapping | undefined): string {
  return mapping === undefined ? '' : ` Map its keys with the setting "deita.fields": ${JSON.stringify(mapping)}.`;
}

/** How many turns have no response, and what that means where it is nearly all. */
export function withoutResponse({ turns, turnsWithoutResponse, probablyMisread }: ReadingSummary): string {
  const have = plural(turnsWithoutResponse, { one: 'has', other: 'have' });
  const are = `${formatCount(turnsWithoutResponse)} of ${countedTurns(turns)} ${have} no response`;
  return probablyMisread ? `${are}: the file is probably misread` : are;
}

/** Keys with the number of rows in which text stands under them. */
export function keyList(keys: ReadingSummary['unreadKeys']): string {
  return keys.map((unread) => `${JSON.stringify(unread.key)} (${rows(unread.rows)})`).join(', ');
}

/** Names, numbers and addresses are not worth a remark. */
function unreadRemark({ unreadKeys }: ReadingSummary): string[] {
  const prose = unreadKeys.filter(({ isProse }) => isProse);
  return prose.length === 0 ? [] : [`Text is not read under ${keyList(prose)}.`];
}

function begin(count: number): string {
  return plural(count, { one: 'begins', other: 'begin' });
}
