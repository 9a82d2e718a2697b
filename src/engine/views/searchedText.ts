import { finderOf, type Finder } from '../../common/find/finder';
import { findTerms, type FindScope } from '../../common/find/findScope';
import type { Row } from '../../dataset/conversation';
import { fieldPath, valueAt } from '../../dataset/formats/fieldPath';
import { isObject, type JsonObject } from '../../dataset/formats/format';
import { textPattern, type TextPattern } from '../../dataset/textPattern';
import { fault } from '../../messages/say';
import type { ViewQuery } from '../../protocol/dataset';
import { SOURCE } from '../signals/derived/origin';

/** What the text of a query asks of rows. */
export type SearchedText = ConversationText | KeyText;

/** Looked for in the conversation. */
export interface ConversationText {
  readonly kind: 'conversation';
  /** What the bytes of every good row have in which it stands; undefined where nothing can be told from bytes. */
  readonly pattern: TextPattern | undefined;
  /** Bad rows among them: they have texts too. */
  readonly findsBadRows: boolean;
  isIn(row: Row): boolean;
}

/** Looked for in what a row holds beside its conversation. */
export interface KeyText {
  readonly kind: 'keys';
  isIn(row: JsonObject, file: string): boolean;
}

/** @returns undefined where there is none @throws DeitaError `usage` for what is no regular expression */
export function searchedText({ text = '', regex, matchCase, wholeWord }: ViewQuery): SearchedText | undefined {
  const { scope, words } = findTerms(text);
  if (words === '') return undefined;
  const finder = finderOf(words, {
    ...(regex === undefined ? {} : { regex }),
    ...(matchCase === undefined ? {} : { matchCase }),
    ...(wholeWord === undefined ? {} : { wholeWord }),
  });
  if ('problem' in finder) throw fault('noExpression', { problem: finder.problem });
  if (scope.kind === 'source' || scope.kind === 'field') {
    return { kind: 'keys', isIn: (row, file) => textsOfKey(row, file, scope).some((one) => finder.test(one)) };
  }
  return {
    kind: 'conversation',
    pattern: regex === true ? undefined : textPattern(words.toLowerCase()),
    findsBadRows: scope.kind === 'texts',
    isIn: (row) => hasText(row, scope, finder),
  };
}

type ConversationScope = Exclude<FindScope['kind'], 'source' | 'field'>;

function hasText(row: Row, { kind }: FindScope, finder: Finder): boolean {
  return textsOf(row, kind as ConversationScope).some((text) => finder.test(text));
}

function textsOf(row: Row, scope: ConversationScope): readonly string[] {
  if (row.problem !== undefined) return scope === 'texts' ? [row.excerpt, row.problem.message] : [];
  const { system = '', turns } = row.conversation;
  switch (scope) {
    case 'texts':
      return [system, ...turns.flatMap(({ instruction, response }) => [instruction, response])];
    case 'system':
      return [system];
    default:
      return turns.map((turn) => turn[scope]);
  }
}

function textsOfKey(row: JsonObject, file: string, scope: FindScope): string[] {
  return scope.kind === 'field' ? textsIn(valueAt(row, fieldPath(row, scope.path))) : [String(SOURCE.pick(row, file))];
}

/** The texts of a value and of what is in it; numbers and the like as they are written. */
function textsIn(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [JSON.stringify(value)];
}
