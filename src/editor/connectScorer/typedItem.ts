/** What is shown of an entry of a list. */
interface Listed {
  readonly label: string;
  readonly alwaysShow?: boolean | undefined;
}

/**
 * The entries of a list with one for what is typed, behind those that typing filters: where none of these matches, it
 * is the first in sight, and Enter takes it. None where nothing is typed, or an entry is just that.
 */
export function withTyped<Item extends Listed>(
  items: readonly Item[],
  typed: string,
  itemOf: (text: string) => Item,
): readonly Item[] {
  const text = typed.trim();
  if (text === '' || items.some(({ label }) => label === text)) return items;
  const filtered = items.filter(({ alwaysShow }) => alwaysShow !== true);
  return [...filtered, itemOf(text), ...items.filter(({ alwaysShow }) => alwaysShow === true)];
}
