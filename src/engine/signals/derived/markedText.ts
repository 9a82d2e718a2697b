/** How much of a text stands in code and in maths, in characters that are no white space, marks included. */
export interface MarkedText {
  readonly all: number;
  readonly code: number;
  readonly maths: number;
}

const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
/** A run of backticks, and the next one as long within the paragraph. A backtick after a backslash is text. */
const CODE_SPAN = /(?<![\\`])(`+)(?!`)(?:(?!\n[ \t]*\n)[^])*?[^`]\1(?!`)/g;
const ENVIRONMENT = 'equation|align|alignat|gather|multline|eqnarray|displaymath|math|flalign';
const MATHS_OPENING = new RegExp(String.raw`(?<!\\)(?:\$\$|\$|\\\[|\\\(|\\begin\{((?:${ENVIRONMENT})\*?)\})`, 'g');
/** As Pandoc reads it, so that prices are none: no space inside the dollars, no digit after them, within a paragraph. */
const INLINE_MATHS = /\$(?=[^\s$])(?:[^$\\\n]|\\[^]|\n(?![ \t]*\n))*(?<!\s)\$(?!\d)/y;

/**
 * Code: Markdown's fenced blocks and code spans. Maths, outside of code: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, and LaTeX's
 * environments for equations. A fence that nothing closes goes to the end of the text; other marks that nothing closes are
 * text.
 */
export function markedText(text: string): MarkedText {
  const { blocks, prose } = withoutFencedBlocks(text);
  let spans = 0;
  const rest = prose.replace(CODE_SPAN, (span) => {
    spans += inkOf(span);
    return '\n\n'; // What stands around a code span is no maths across it.
  });
  return { all: inkOf(text), code: blocks + spans, maths: mathsIn(rest) };
}

function withoutFencedBlocks(text: string): { readonly blocks: number; readonly prose: string } {
  const prose: string[] = [];
  let [blocks, fence] = [0, ''];
  for (const line of text.split(/\r\n?|\n/)) {
    const isOpen = fence !== '';
    if (!isOpen) fence = FENCE.exec(line)?.[1] ?? '';
    else if (closes(line, fence)) fence = '';
    if (isOpen || fence !== '') blocks += inkOf(line);
    else prose.push(line);
    if (!isOpen && fence !== '') prose.push(''); // A block ends a paragraph.
  }
  return { blocks, prose: prose.join('\n') };
}

/** As the fence that it closes, or longer. */
function closes(line: string, fence: string): boolean {
  const mark = line.trim();
  return mark.startsWith(fence) && mark === fence.charAt(0).repeat(mark.length);
}

function mathsIn(text: string): number {
  const openings = new RegExp(MATHS_OPENING);
  const unclosed = new Set<string>(); // Looked for once to the end of the text: a long one may have many openings.
  let maths = 0;
  for (let opening = openings.exec(text); opening !== null; opening = openings.exec(text)) {
    const [mark, environment] = opening;
    const end =
      mark === '$' ? inlineEnd(text, opening.index) : closingEnd(text, openings.lastIndex, mark, environment, unclosed);
    if (end === undefined) continue;
    maths += inkOf(text.slice(opening.index, end));
    openings.lastIndex = end;
  }
  return maths;
}

function inlineEnd(text: string, start: number): number | undefined {
  INLINE_MATHS.lastIndex = start;
  return INLINE_MATHS.test(text) ? INLINE_MATHS.lastIndex : undefined;
}

const CLOSINGS: Readonly<Record<string, string>> = { $$: '$$', '\\[': '\\]', '\\(': '\\)' };

function closingEnd(
  text: string,
  from: number,
  mark: string,
  environment: string | undefined,
  unclosed: Set<string>,
): number | undefined {
  if (unclosed.has(mark)) return undefined;
  const closing = environment === undefined ? (CLOSINGS[mark] as string) : `\\end{${environment}}`;
  const at = text.indexOf(closing, from);
  if (at !== -1) return at + closing.length;
  unclosed.add(mark);
  return undefined;
}

/** Characters (UTF-16 code units) that are no white space. */
function inkOf(text: string): number {
  return text.replace(/\s+/g, '').length;
}
