import type { DeitaError } from '../../common/errors';
import type { Message } from '../../common/message';
import { fault, say } from '../../messages/say';

/** A piece of a condition, with where it begins: 1-based, in UTF-16 code units. */
export interface Token {
  readonly kind: 'word' | 'text' | 'sign' | 'end';
  /** A word or sign as it is written; of a quoted text what it stands for. */
  readonly value: string;
  readonly column: number;
}

/** Longest first, so that "<=" is not read as "<". */
const SIGNS = ['<=', '>=', '!=', '=', '<', '>', '(', ')', '[', ']', ','] as const;
const WORD = /[^\s"=!<>()[\],]+/y;
const TEXT = /"(?:[^"\\]|\\[^])*"/y;
const SPACE = /\s*/y;

/** @throws DeitaError `usage` with the column of what cannot be read */
export function tokensOf(condition: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at += matchAt(SPACE, condition, at)?.length ?? 0;
    if (at >= condition.length) break;
    const { token, length } = tokenAt(condition, at);
    tokens.push(token);
    at += length;
  }
  return [...tokens, { kind: 'end', value: '', column: condition.length + 1 }];
}

function tokenAt(condition: string, at: number): { token: Token; length: number } {
  const column = at + 1;
  const sign = SIGNS.find((candidate) => condition.startsWith(candidate, at));
  if (sign !== undefined) return { token: { kind: 'sign', value: sign, column }, length: sign.length };
  if (condition[at] === '"') {
    const quoted = matchAt(TEXT, condition, at);
    if (quoted === undefined) throw conditionError(column, say('condition.openText'));
    return { token: { kind: 'text', value: textIn(quoted, column), column }, length: quoted.length };
  }
  const word = matchAt(WORD, condition, at);
  if (word === undefined) throw conditionError(column, say('condition.noOperator', { sign: condition[at] ?? '' }));
  return { token: { kind: 'word', value: word, column }, length: word.length };
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function textIn(quoted: string, column: number): string {
  try {
    return JSON.parse(quoted) as string; // Quoted as JSON quotes.
  } catch {
    throw conditionError(column, say('condition.noJson', { text: quoted }));
  }
}

export function conditionError(column: number, problem: Message): DeitaError {
  return fault('noCondition', { column: String(column), problem });
}
