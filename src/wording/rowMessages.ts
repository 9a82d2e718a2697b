import * as l10n from '@vscode/l10n';
import type { MessageRole, PartKind } from '../dataset/conversation';
import type { RowDetail, ShownMessage, TurnDetail } from '../protocol/dataset';
import { formatCount, plural } from './numbers';

/** One message of a row. */
export interface RowMessage {
  readonly role: MessageRole;
  readonly text: string;
  /** From 1; 0 = before the first turn. */
  readonly turn: number;
}

/** A row as the messages that it consists of, in their order. */
export function rowMessages({ system, turns }: Pick<RowDetail, 'system' | 'turns'>): RowMessage[] {
  return [
    ...(system === undefined ? [] : [{ role: 'system' as const, text: system, turn: 0 }]),
    ...turns.flatMap((turn, index) => turnMessages(turn).map((message) => ({ ...message, turn: index + 1 }))),
  ];
}

/** What a turn consists of, one message after the other. */
export function turnMessages({ instruction, response, messages }: TurnDetail): readonly ShownMessage[] {
  return (
    messages ?? [
      { role: 'user', text: instruction },
      { role: 'assistant', text: response },
    ]
  );
}

export function roleTitle(role: MessageRole): string {
  switch (role) {
    case 'system':
      return l10n.t('System');
    case 'user':
      return l10n.t('User');
    case 'assistant':
      return l10n.t('Assistant');
    case 'toolCall':
      return l10n.t('Tool call');
    case 'toolResult':
      return l10n.t('Tool result');
    case 'reasoning':
      return l10n.t('Reasoning');
  }
}

/** What of a message is not shown, such as "2 images not shown"; one text for each kind of part. */
export function partsNotShown(parts: readonly PartKind[]): string[] {
  return [...new Set(parts)].map((kind) => notShown(kind, parts.filter((part) => part === kind).length));
}

function notShown(kind: PartKind, count: number): string {
  const number = formatCount(count);
  switch (kind) {
    case 'image':
      return plural(count, {
        one: l10n.t('{0} image not shown', number),
        other: l10n.t('{0} images not shown', number),
      });
    case 'video':
      return plural(count, {
        one: l10n.t('{0} video not shown', number),
        other: l10n.t('{0} videos not shown', number),
      });
    case 'audio':
      return plural(count, {
        one: l10n.t('{0} audio recording not shown', number),
        other: l10n.t('{0} audio recordings not shown', number),
      });
    case 'file':
      return plural(count, { one: l10n.t('{0} file not shown', number), other: l10n.t('{0} files not shown', number) });
    case 'document':
      return plural(count, {
        one: l10n.t('{0} document not shown', number),
        other: l10n.t('{0} documents not shown', number),
      });
    case 'other':
      return plural(count, {
        one: l10n.t('{0} part that is no text not shown', number),
        other: l10n.t('{0} parts that are no text not shown', number),
      });
  }
}
