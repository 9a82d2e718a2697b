/** The lines of a document, 0-based. */
export interface Lines {
  readonly lineCount: number;
  readonly textAt: (line: number) => string;
}

interface Place {
  readonly line: number;
  readonly character: number;
}

/** Where a removal begins and ends, in the terms of an editor. */
export interface Removal {
  readonly start: Place;
  readonly end: Place;
}

/**
 * Takes lines out of a file with one row a line, their line breaks too. No two removals overlap.
 * @returns none where a line is part of something larger that the removal would break (an array over several lines), or
 * where nothing would be left
 */
export function removalsOf(lines: Lines, removed: readonly number[]): Removal[] {
  const gone = new Set(removed);
  const isThere = removed.every((line) => line < lines.lineCount);
  if (!isThere || opensArray(lines) || !leavesText(lines, gone)) return [];
  const removals: Removal[] = [];
  for (const from of [...gone].sort((a, b) => a - b)) {
    if (gone.has(from - 1)) continue;
    let next = from + 1;
    while (gone.has(next)) next++;
    removals.push(removalOf(lines, from, next));
  }
  return removals;
}

/** Lines [from, next); the last lines of a file go with the line break before them. */
function removalOf(lines: Lines, from: number, next: number): Removal {
  if (next < lines.lineCount) return { start: { line: from, character: 0 }, end: { line: next, character: 0 } };
  const start = from === 0 ? { line: 0, character: 0 } : endOf(lines, from - 1);
  return { start, end: endOf(lines, next - 1) };
}

function endOf(lines: Lines, line: number): Place {
  return { line, character: lines.textAt(line).length };
}

/** The first text of the file opens an array that does not end on its line. A row may be an array, too. */
function opensArray(lines: Lines): boolean {
  for (let line = 0; line < lines.lineCount; line++) {
    const text = lines.textAt(line).trim();
    if (text !== '') return text.startsWith('[') && !isJson(text);
  }
  return false;
}

function leavesText(lines: Lines, gone: ReadonlySet<number>): boolean {
  for (let line = 0; line < lines.lineCount; line++) {
    if (!gone.has(line) && lines.textAt(line).trim() !== '') return true;
  }
  return false;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
