/**
 * What a terminal or a list would obey or hide in place of showing it: C0 controls but the line break, DEL, C1 controls,
 * bidi overrides and isolates, and the two line separators of Unicode.
 */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/g;

/**
 * A text in which every control character is seen and none acts: as an escape such as `\u001b`, a tab as a space. Line
 * breaks stay. In JSON, which holds tabs as `\t`, the value stays the same.
 */
export function visibleText(text: string): string {
  return text.replace(CONTROLS, (character) => (character === '\t' ? ' ' : escaped(character)));
}

/** The same on one line: for names and other texts that are no lines of ours and shall not pass for one. */
export function visibleLine(text: string): string {
  return visibleText(text).replaceAll('\n', escaped('\n'));
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
