/**
 * Words, syllables and marks that negate, in the languages that this was measured on and some more. What is missing here
 * costs only that a negated pair in another language is judged by its characters alone.
 */
const NEGATIONS = new RegExp(
  [
    "\\b(?:not|no|never|none|nothing|neither|nor|without|cannot|nicht|kein\\w*|ne|pas|jamais|nunca)\\b|n['’]t\\b",
    '\\bun(?!der|til|less|ion|i[qtvof])\\p{L}{3,}',
    '(?<=^|[\\s(&|])!(?=[\\p{L}_(])',
    '(?<!\\p{L})(?:não|не|нет|ни|안|못)(?!\\p{L})|않|없|아니',
    '[不没未无]|ない|ません',
  ].join('|'),
  'gu',
);

/** A third of a turn. */
const HALF = 0.5;
const HEIGHT = Math.sqrt(1 - HALF ** 2);
const POLARITIES: readonly (readonly [number, number])[] = [
  [1, 0],
  [-HALF, HEIGHT],
  [-HALF, -HEIGHT],
];

/**
 * How often a text negates, as a point on a circle: a third of a turn per negation, so that one more or less, or two, make
 * two vectors point apart.
 * @returns cosine and sine
 */
export function polarity(text: string): readonly [number, number] {
  const negations = text.toLowerCase().match(NEGATIONS)?.length ?? 0;
  return POLARITIES[negations % POLARITIES.length] ?? [1, 0];
}
