/**
 * Stands between the parts of a conversation in the text that is embedded (U+001E, the record separator). The built-in
 * embedder weighs parts on their own; any other reader takes it for a blank.
 */
export const PART_SEPARATOR = '\u001e';

/**
 * The form in which the built-in embedder sees a text: Unicode NFKC without default-ignorable characters, every run of
 * white space one space, none at the ends of a part, and no empty parts. In code, line breaks and indentation stay, a
 * tab per level, because there they say what belongs to what. Texts with the same normal form get the identical vector,
 * so a cache keyed by its hash finds exact duplicates before anything is embedded.
 */
export function normaliseText(text: string): string {
  const visible = withoutIgnorable(text.normalize('NFKC'));
  return visible.split(PART_SEPARATOR).map(normalisePart).filter(Boolean).join(PART_SEPARATOR);
}

/** The parts of a text in normal form; none where it is empty. */
export function partsOf(normalised: string): string[] {
  return normalised === '' ? [] : normalised.split(PART_SEPARATOR);
}

const IGNORABLE = /\p{Default_Ignorable_Code_Point}+/gu;
const ZERO_WIDTH_NON_JOINER = '\u200c';
const ZERO_WIDTH_JOINER = '\u200d';
const ENDS_IN_EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]$/u;
const BEGINS_WITH_EMOJI = /^\p{Extended_Pictographic}/u;

/**
 * Takes out what no reader sees, such as zero-width spaces, soft hyphens and direction marks. The non-joiner stays,
 * which is spelling in Persian and others, and so does the joiner that makes one emoji of several.
 */
function withoutIgnorable(text: string): string {
  return text.replace(IGNORABLE, (run, at: number) => {
    if (run.includes(ZERO_WIDTH_NON_JOINER)) return ZERO_WIDTH_NON_JOINER;
    return run.includes(ZERO_WIDTH_JOINER) && joinsEmoji(text, at, at + run.length) ? ZERO_WIDTH_JOINER : '';
  });
}

function joinsEmoji(text: string, start: number, end: number): boolean {
  return (
    ENDS_IN_EMOJI.test(text.slice(Math.max(0, start - 2), start)) && BEGINS_WITH_EMOJI.test(text.slice(end, end + 2))
  );
}

/** A line that opens a block, with the next line, indented deeper and no item of a list. */
const BLOCK_OPENS = /^([ \t]*)\S.*[:{([][ \t]*\r?\n(?:[ \t]*\r?\n)*\1[ \t]+(?![-*+•]\s|\d+[.)]\s)\S/mu;

function normalisePart(part: string): string {
  if (!BLOCK_OPENS.test(part)) return collapseWhiteSpace(part);
  const lines = part.split(/\r\n?|\n/u).filter((line) => line.trim() !== '');
  const widths = lines.map(widthOf);
  const leastWidth = Math.min(...widths);
  const levels: number[] = [];
  return lines
    .map((line, index) => '\t'.repeat(levelOf((widths[index] ?? 0) - leastWidth, levels)) + collapseWhiteSpace(line))
    .join('\n');
}

/** How deep a line is nested, whatever the number of blanks per level. @param levels widths of the open levels, changed */
function levelOf(width: number, levels: number[]): number {
  while (levels.length > 0 && width < (levels.at(-1) ?? 0)) levels.pop();
  if (width > (levels.at(-1) ?? 0)) levels.push(width);
  return levels.length;
}

const TAB_WIDTH = 8;

function widthOf(line: string): number {
  let width = 0;
  for (const character of line) {
    if (character === '\t') width += TAB_WIDTH - (width % TAB_WIDTH);
    else if (/\s/u.test(character)) width++;
    else break;
  }
  return width;
}

function collapseWhiteSpace(part: string): string {
  return part.replace(/\s+/gu, ' ').trim();
}
