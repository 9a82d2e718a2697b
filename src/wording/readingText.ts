import * as l10n from '@vscode/l10n';
import type { FieldMapping } from '../dataset/conversation';
import type { ReadingSummary } from '../protocol/dataset';
import { rows, turns as countedTurns } from './counts';
import { formatCount, plural } from './numbers';

/** What is worth knowing about how rows were read, one sentence each; none where everything was read. */
export function readingRemarks(reading: ReadingSummary): string[] {
  return [
    ...(reading.turnsWithoutResponse === 0 ? [] : [`${withoutResponse(reading)}.`]),
    ...unreadRemark(reading),
    ...(reading.openingsLeftOut === 0 ? [] : [openingsRemark(reading.openingsLeftOut)]),
    ...(reading.rejectedRows === 0 ? [] : [l10n.t('{0} rejected by the label.', rows(reading.rejectedRows))]),
  ];
}

/** The setting that would have a row read whose form is not known, as a sentence to append. */
export function mappingHint(mapping: FieldMapping | undefined): string {
  return mapping === undefined
    ? ''
    : ` ${l10n.t('Map its keys with the setting "deita.fields": {0}.', JSON.stringify(mapping))}`;
}

/** How many turns have no response, and what that means where it is nearly all. */
export function withoutResponse({ turns, turnsWithoutResponse, probablyMisread }: ReadingSummary): string {
  const numbers = [formatCount(turnsWithoutResponse), countedTurns(turns)] as const;
  const are = plural(turnsWithoutResponse, {
    one: l10n.t('{0} of {1} has no response', ...numbers),
    other: l10n.t('{0} of {1} have no response', ...numbers),
  });
  return probablyMisread ? l10n.t('{0}: the file is probably misread', are) : are;
}

/** Keys with the number of rows in which text stands under them. */
export function keyList(keys: ReadingSummary['unreadKeys']): string {
  return keys.map((unread) => l10n.t('{0} ({1})', JSON.stringify(unread.key), rows(unread.rows))).join(', ');
}

/** Names, numbers and addresses are not worth a remark. */
function unreadRemark({ unreadKeys }: ReadingSummary): string[] {
  const prose = unreadKeys.filter(({ isProse }) => isProse);
  return prose.length === 0 ? [] : [l10n.t('Text is not read under {0}.', keyList(prose))];
}

function openingsRemark(count: number): string {
  const counted = rows(count);
  return plural(count, {
    one: l10n.t("{0} begins with the assistant's words; these are left out.", counted),
    other: l10n.t("{0} begin with the assistant's words; these are left out.", counted),
  });
}
