/** Names and numbers, with what joins them within one operand: `order.price`, `$total`, `x_1`. */
const NAME = '[\\p{L}\\p{N}_]';
/** What may end an operand, and what may begin one. */
const ENDS_OPERAND = `${NAME}|[)\\]}"'%°$]`;
const BEGINS_OPERAND = `${NAME}|[(\\[{"'$!.~+−-]`;

/** Behind a name, between two operands (a blank on both sides or on neither), or before one that opens an expression. */
const OPERATORS = new RegExp(
  [
    `(?<=${NAME})(?<behind>\\+\\+|--)(?=[\\s;)\\]]|$)`,
    `(?<=${ENDS_OPERAND})(?<blank> ?)(?<between>[-<>=!+*/%^&|~≤≥≠±×÷−]{1,3})\\k<blank>(?=${BEGINS_OPERAND})`,
    `(?<=[(,=&|]\\s?|\\breturn )(?<before>[!~&*])(?=[\\p{L}_(])`,
  ].join('|'),
  'gu',
);

/** Marks that also join words, so that they are operators only beside a number, a short variable or within code. */
const JOINING_MARK = /^[-/&|−~]$/u;
const SHORT_OPERAND_BEFORE = /(?:\p{N}|(?<!\p{L}|\p{N}|_)[\p{L}_]|[)\]])$/u;
const SHORT_OPERAND_BEHIND = /^(?:[\p{N}(]|[\p{L}_](?![\p{L}\p{N}_]))/u;
const CODE = /[;={}]|[\p{L}\p{N}_]\(|\breturn\b/u;
/** Tags are marks of writing, and so are exclamation marks within a line. */
const MARKUP = /^(?:[<>]?\/|\/[<>]|!+)$/u;
const TAG_BEHIND = /^[\p{L}][\p{L}\p{N}]*(?:\s+[\p{L}-]+=[^<>]*)?\s*\/?>/u;
const TAG_BEFORE = /<\/?[\p{L}][\p{L}\p{N}]*(?:\s+[\p{L}-]+=[^<>]*)?$/u;

/** Characters of the operands and of the surroundings that are looked at. */
const OPERAND_REACH = 32;
const CODE_REACH = 60;

const OPERAND_BEFORE = /(?<![\p{L}\p{N}_.])(?<letter>[\p{L}_])[\p{L}\p{N}_.]*(?:\[[^\]]*\]|\(\))?$/u;
const OPERAND_BEHIND = /^[("'$-]?(?<letter>[\p{L}_])/u;

/**
 * The operators of a text, in code and in formulas, in order, each with the first letters of the names on both sides:
 * `a - b` is another task than `b - a`. Numbers are looked at elsewhere.
 * @param part of a text in normal form, lower case
 */
export function operatorsIn(part: string): string[] {
  const found: string[] = [];
  for (const { 0: whole, index, groups } of part.matchAll(OPERATORS)) {
    const before = part.slice(Math.max(0, index - OPERAND_REACH), index);
    const behind = part.slice(index + whole.length, index + whole.length + OPERAND_REACH);
    const sign = (groups?.between ?? groups?.before ?? groups?.behind ?? '').replace('−', '-');
    if (
      groups?.between !== undefined &&
      !isOperator(sign, groups.blank !== '', before, behind, () => around(part, index))
    )
      continue;
    found.push(`${initialOf(OPERAND_BEFORE, before)}${sign}${initialOf(OPERAND_BEHIND, behind)}`);
  }
  return found;
}

function around(part: string, index: number): string {
  return part.slice(Math.max(0, index - CODE_REACH), index + CODE_REACH);
}

function isOperator(
  sign: string,
  isSpaced: boolean,
  before: string,
  behind: string,
  surroundings: () => string,
): boolean {
  if (!isSpaced && (isTag(sign, before, behind) || (MARKUP.test(sign) && !isShort(before, behind)))) return false;
  if (!JOINING_MARK.test(sign)) return true;
  // Within a date, a range or a name with a hyphen the mark is a part of it.
  if (isShort(before, behind)) return isSpaced || sign !== '-' || /\p{L}$/u.test(before);
  return isSpaced && CODE.test(surroundings());
}

function isTag(sign: string, before: string, behind: string): boolean {
  return (sign === '<' && TAG_BEHIND.test(behind)) || (sign === '>' && TAG_BEFORE.test(before));
}

function isShort(before: string, behind: string): boolean {
  return SHORT_OPERAND_BEFORE.test(before) && SHORT_OPERAND_BEHIND.test(behind);
}

function initialOf(operand: RegExp, text: string): string {
  return operand.exec(text)?.groups?.letter ?? '';
}

/** A name in Latin letters, which all languages of code take, and a bracket right behind it. */
const CALL = /(?<![\p{L}\p{N}_])(?<name>[a-z_][a-z0-9_]*)\((?<list>[^\s,()]{1,24}(?:, ?[^\s,()]{1,24}){1,3}\))?/gu;
/** "person(s)", "colour(ed)": an ending in brackets, no call. */
const ENDING_IN_BRACKETS = /^\((?:s|es|ed|d|r|n|en|in|e)\)/u;

/** What a text calls, in order, each with its arguments where these are plain names or values. */
export function callsIn(part: string): string[] {
  const found: string[] = [];
  for (const { index, groups } of part.matchAll(CALL)) {
    const name = groups?.name ?? '';
    if (ENDING_IN_BRACKETS.test(part.slice(index + name.length, index + name.length + 4))) continue;
    found.push(`${name}(${groups?.list?.replaceAll(' ', '') ?? ''}`);
  }
  return found;
}

/** Conditions of Python and SQL, which join comparisons with words. */
const CONDITION = /\b(?:if|elif|while)\b[^\n:]{1,120}:(?=\n|$)|\b(?:where|having|on)\b[^;\n]{0,80}[<>=][^;\n]{0,160}/gu;
const JOINING_WORD = /\b(?:and|or)\b/gu;

/** The words that join conditions in code, in order. */
export function joiningWordsIn(part: string): string[] {
  return (part.match(CONDITION) ?? []).flatMap((condition) => condition.match(JOINING_WORD) ?? []);
}
