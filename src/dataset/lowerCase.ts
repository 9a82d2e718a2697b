/** Ranges of code points that hold every script with case: from the first up to, not including, the last. */
const CASED: readonly (readonly [number, number])[] = [
  [0, 0x3000],
  [0xa000, 0xb000],
  [0xf000, 0x12000],
  [0x16000, 0x17000],
  [0x1d000, 0x1f000],
];
const BLOCK = 256;

let sources: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * The characters whose lower case is, or has in it, a character of a text that `toLowerCase` returned: the character
 * itself, its upper case, and what else is lowered to it, as the Kelvin sign is to "k" and "İ" to "i" and a dot above.
 */
export function charactersLoweredTo(character: string): readonly string[] {
  sources ??= findSources();
  return [character, ...(sources.get(character) ?? [])];
}

function findSources(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (lower: string, source: string): void => {
    const known = found.get(lower);
    if (known === undefined) found.set(lower, [source]);
    else known.push(source);
  };
  for (const source of charactersWithLowerCase()) {
    for (const lower of source.toLowerCase()) add(lower, source);
  }
  add('ς', 'Σ'); // At the end of a word; alone it is lowered to the other sigma.
  return found;
}

/** Looks at a block at a time, as most have nothing that changes: single calls would hold up the event loop. */
function* charactersWithLowerCase(): Generator<string> {
  for (const [first, end] of CASED) {
    for (let start = first; start < end; start += BLOCK) {
      const block = String.fromCodePoint(...Array.from({ length: BLOCK }, (_, at) => start + at));
      if (block === block.toLowerCase()) continue;
      for (const character of block) if (character !== character.toLowerCase()) yield character;
    }
  }
}
