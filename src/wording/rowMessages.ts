import * as l10n from '@vscode/l10n';
import type { MessageRole, TurnMessage } from '../dataset/conversation';
import type { RowDetail, TurnDetail } from '../protocol/dataset';

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
export function turnMessages({ instruction, response, messages }: TurnDetail): readonly TurnMessage[] {
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
