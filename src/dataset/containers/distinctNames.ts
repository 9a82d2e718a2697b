/** Names of columns beside each other, as pandas has them: one that is taken gets a count behind it. */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  for (const name of names) {
    let free = name;
    for (let again = 1; taken.has(free); again++) free = `${name}.${again}`;
    taken.add(free);
  }
  return [...taken];
}
