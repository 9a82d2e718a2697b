import type { Comparison, Condition, Literal } from './condition';

/** What the lexer reads as one word, and no keyword. */
const BARE = /^(?!(?:and|or|not|in|contains)$)[^\s"=!<>()[\],]+$/;
const NUMBER_LIKE = /^[-+.\d]/;

/** A condition as `parseCondition` reads it again. */
export function writeCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'comparison':
      return writeComparison(condition);
    case 'not':
      return `not ${condition.part.kind === 'comparison' ? writeComparison(condition.part) : inParentheses(condition.part)}`;
    default:
      return condition.parts.map(writePart).join(` ${condition.kind} `);
  }
}

/** A condition as a part of others that are joined by "and" or "or". */
export function writePart(part: Condition): string {
  return 'parts' in part ? inParentheses(part) : writeCondition(part);
}

function inParentheses(condition: Condition): string {
  return `(${writeCondition(condition)})`;
}

function writeComparison({ signal, operator, values }: Comparison): string {
  const written = values.map(writeLiteral).join(', ');
  return `${writeName(signal)} ${operator} ${operator === 'in' ? `(${written})` : written}`;
}

export function writeName(signal: string): string {
  return BARE.test(signal) ? signal : JSON.stringify(signal);
}

/** A text that begins like a number stays a text. */
function writeLiteral(literal: Literal): string {
  if (typeof literal === 'number') return String(literal);
  return BARE.test(literal) && !NUMBER_LIKE.test(literal) ? literal : JSON.stringify(literal);
}
