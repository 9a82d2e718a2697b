import type { MessageArgument } from '../../common/message';
import { say } from '../../messages/say';
import { conditionError, tokensOf, type Token } from './lexer';

export type Literal = string | number;
const COMPARISONS = ['=', '!=', '<', '<=', '>', '>=', 'in', 'contains'] as const;
export type ComparisonOperator = (typeof COMPARISONS)[number];

/** A signal's value compared with others; `in` alone has several. */
export interface Comparison {
  readonly kind: 'comparison';
  readonly signal: string;
  /** Where the signal's name begins: 1-based. */
  readonly column: number;
  readonly operator: ComparisonOperator;
  readonly values: readonly Literal[];
}

/** What decides which rows take part, as a tree. */
export type Condition =
  | Comparison
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition };

/** Deeper nesting is a mistake, and would exhaust the stack. */
const DEEPEST = 200;
const KEYWORDS = ['and', 'or', 'not', 'in', 'contains'];
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Reads a condition: comparisons (`= != < <= > >= in contains`) of signals with numbers, JSON strings or bare words,
 * joined by `not`, `and`, `or` (in this order of binding) and parentheses; `in` takes a list in parentheses or brackets.
 * @throws DeitaError `usage` with the column of what is wrong
 */
export function parseCondition(condition: string): Condition {
  return new Parser(tokensOf(condition)).parse();
}

/** The comparisons of a condition, from left to right. */
export function comparisonsOf(condition: Condition): Comparison[] {
  switch (condition.kind) {
    case 'comparison':
      return [condition];
    case 'not':
      return comparisonsOf(condition.part);
    default:
      return condition.parts.flatMap(comparisonsOf);
  }
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  parse(): Condition {
    const condition = this.joined('or');
    if (this.next.kind !== 'end') throw this.unexpected('"and", "or" or the end');
    return condition;
  }

  private joined(kind: 'and' | 'or'): Condition {
    const part = (): Condition => (kind === 'or' ? this.joined('and') : this.negated());
    const parts = [part()];
    while (this.takeWord(kind)) parts.push(part());
    return parts.length === 1 ? (parts[0] as Condition) : { kind, parts };
  }

  private negated(): Condition {
    let isNegated = false;
    while (this.takeWord('not')) isNegated = !isNegated;
    const part = this.takeSign('(') ? this.inParentheses() : this.comparison();
    return isNegated ? { kind: 'not', part } : part;
  }

  private inParentheses(): Condition {
    if (++this.depth > DEEPEST) throw conditionError(this.next.column, say('condition.tooDeep'));
    const condition = this.joined('or');
    if (!this.takeSign(')')) throw this.unexpected('")"');
    this.depth--;
    return condition;
  }

  private comparison(): Comparison {
    const { column } = this.next;
    const signal = this.operand(say('condition.signal'));
    const operator = this.operator();
    const values = operator === 'in' ? this.list() : [this.literal()];
    return { kind: 'comparison', signal, column, operator, values };
  }

  private operator(): ComparisonOperator {
    const { kind, value } = this.next;
    const operator = COMPARISONS.find((candidate) => candidate === value);
    if (kind === 'text' || operator === undefined) throw this.unexpected(say('condition.operators'));
    this.at++;
    return operator;
  }

  private list(): Literal[] {
    const close = this.takeSign('(') ? ')' : this.takeSign('[') ? ']' : undefined;
    if (close === undefined) return [this.literal()];
    const values = [this.literal()];
    while (this.takeSign(',')) values.push(this.literal());
    if (!this.takeSign(close)) throw this.unexpected(say('or', { first: '","', second: `"${close}"` }));
    return values;
  }

  private literal(): Literal {
    const isQuoted = this.next.kind === 'text';
    const text = this.operand(say('condition.value'));
    return !isQuoted && NUMBER.test(text) ? Number(text) : text;
  }

  private operand(expected: MessageArgument): string {
    const { kind, value } = this.next;
    if (kind === 'sign' || kind === 'end') throw this.unexpected(expected);
    if (kind === 'word' && KEYWORDS.includes(value)) throw this.unexpected(expected);
    this.at++;
    return value;
  }

  private takeWord(word: string): boolean {
    return this.takeIf((token) => token.kind === 'word' && token.value === word);
  }

  private takeSign(sign: string): boolean {
    return this.takeIf((token) => token.kind === 'sign' && token.value === sign);
  }

  private takeIf(isWanted: (token: Token) => boolean): boolean {
    if (!isWanted(this.next)) return false;
    this.at++;
    return true;
  }

  private get next(): Token {
    return this.tokens[this.at] as Token; // The last one ends the condition and is never taken.
  }

  private unexpected(expected: MessageArgument): Error {
    const { kind, value, column } = this.next;
    const found = kind === 'end' ? say('condition.end') : `"${value}"`;
    return conditionError(column, say('condition.unexpected', { expected, found }));
  }
}
