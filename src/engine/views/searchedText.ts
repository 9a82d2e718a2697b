import { finderOf, type Finder } from '../../common/find/finder';
import type { Row, TurnMessage } from '../../dataset/conversation';
import { fieldPath, valueAt } from '../../dataset/formats/fieldPath';
import { isObject, type JsonObject } from '../../dataset/formats/format';
import { textPattern, type TextPattern } from '../../dataset/textPattern';
import { fault } from '../../messages/say';
import { asksNothing, type FindScope, findTerms, type FoundPart } from '../../protocol/findScope';
import type { ViewQuery } from '../../protocol/views';
import { SOURCE } from '../signals/derived/origin';

/** What the text of a query asks of rows. */
export type SearchedText = ConversationText | MessageText | KeyText;

/** Looked for in the conversation. */
export interface ConversationText {
  readonly kind: 'conversation';
  /** What the bytes of every good row have in which it stands; undefined where nothing can be told from bytes. */
  readonly pattern: TextPattern | undefined;
  /** Not in one part alone; in bad rows, too: they have texts as well. */
  readonly isEverywhere: boolean;
  /** The parts of the row that have it; empty = none has. */
  partsOf(row: Row): FoundPart[];
}

/** Looked for in the messages of some roles. */
export interface MessageText {
  readonly kind: 'messages';
  /** As of a conversation's text. */
  readonly pattern: TextPattern | undefined;
  isIn(messages: readonly TurnMessage[]): boolean;
}

/** Looked for in what a row holds beside its conversation. */
export interface KeyText {
  readonly kind: 'keys';
  isIn(row: JsonObject, file: string): boolean;
}

/** @returns undefined where there is none @throws DeitaError `usage` for what is no regular expression */
export function searchedText({ text = '', regex, matchCase, wholeWord }: ViewQuery): SearchedText | undefined {
  const terms = findTerms(text);
  if (asksNothing(terms)) return undefined;
  const { scope, words } = terms;
  const finder = finderOf(words, {
    ...(regex === undefined ? {} : { regex }),
    ...(matchCase === undefined ? {} : { matchCase }),
    ...(wholeWord === undefined ? {} : { wholeWord }),
  });
  if ('problem' in finder) throw fault('noExpression', { problem: finder.problem });
  if (scope.kind === 'source' || scope.kind === 'field') {
    return { kind: 'keys', isIn: (row, file) => textsOfKey(row, file, scope).some((one) => finder.test(one)) };
  }
  const pattern = regex === true ? undefined : textPattern(words.toLowerCase());
  if (scope.kind === 'role') {
    const { roles } = scope;
    const isSought = ({ role, text: said }: TurnMessage): boolean =>
      roles.includes(role) && (words === '' || finder.test(said));
    return { kind: 'messages', pattern, isIn: (messages) => messages.some(isSought) };
  }
  const { kind } = scope;
  return {
    kind: 'conversation',
    pattern,
    isEverywhere: kind === 'texts',
    partsOf: (row) => partsWith(row, kind, finder),
  };
}

type ConversationScope = Exclude<FindScope['kind'], 'source' | 'role' | 'field'>;
type KeyScope = Extract<FindScope, { readonly kind: 'source' | 'field' }>;

/** The parts of a row that have what is looked for. Without lists of texts: every row that is parsed comes here. */
function partsWith(row: Row, scope: ConversationScope, finder: Finder): FoundPart[] {
  if (row.problem !== undefined) {
    const { excerpt, problem } = row;
    return isMeant('badRow', scope) && (finder.test(excerpt) || finder.test(problem.message)) ? ['badRow'] : [];
  }
  const { system, turns } = row.conversation;
  const parts: FoundPart[] = [];
  if (isMeant('instruction', scope) && turns.some((turn) => finder.test(turn.instruction))) parts.push('instruction');
  if (isMeant('response', scope) && turns.some((turn) => finder.test(turn.response))) parts.push('response');
  if (isMeant('system', scope) && system !== undefined && finder.test(system)) parts.push('system');
  return parts;
}

function isMeant(part: FoundPart, scope: ConversationScope): boolean {
  return scope === 'texts' || scope === part;
}

function textsOfKey(row: JsonObject, file: string, scope: KeyScope): string[] {
  return scope.kind === 'field' ? textsIn(valueAt(row, fieldPath(row, scope.path))) : [String(SOURCE.pick(row, file))];
}

/** The texts of a value and of what is in it; numbers and the like as they are written. */
function textsIn(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [JSON.stringify(value)];
}
