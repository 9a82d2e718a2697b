/** Code points from here on have no case. */
const CASED_END = 0x20000;
const BLOCK = 256;
const SURROGATES = { start: 0xd800, end: 0xe000 };

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

/** Looks at a block at a time: most have nothing that changes, and a million single calls would take 0.1 s. */
function* charactersWithLowerCase(): Generator<string> {
  for (let start = 0; start < CASED_END; start += BLOCK) {
    if (start >= SURROGATES.start && start < SURROGATES.end) continue;
    const block = String.fromCodePoint(...Array.from({ length: BLOCK }, (_, at) => start + at));
    if (block === block.toLowerCase()) continue;
    for (const character of block) if (character !== character.toLowerCase()) yield character;
  }
}
