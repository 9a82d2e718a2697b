/** Reading answers whose shape nobody guarantees: a missing part is `undefined`, never an exception. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}

export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** What a chat message says: a text, or a list of parts of which only the texts count. */
export function contentText(content: unknown): string | undefined {
  if (!Array.isArray(content)) return asText(content);
  const texts = content.flatMap((part) => asText(asObject(part).text) ?? []);
  return texts.length === 0 ? undefined : texts.join('');
}

/** The numbers in a list; whatever else is in it is left out. */
export function numbersOf(value: unknown): number[] {
  return asArray(value).filter((item): item is number => typeof item === 'number');
}

/**
 * The parts of an answer in the order of what was asked, by the `index` that each names; as they come where none is named.
 * @param count of what was asked
 * @returns undefined where the answer has no part
 */
export function inOrderAsked<Value>(
  parts: unknown,
  count: number,
  read: (part: JsonObject) => Value,
): (Value | undefined)[] {
  const values = new Array<Value | undefined>(count).fill(undefined);
  asArray(parts).forEach((entry, at) => {
    const part = asObject(entry);
    const place = asNumber(part.index) ?? at;
    if (place < count) values[place] = read(part);
  });
  return values;
}
