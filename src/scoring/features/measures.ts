/** 1 for true, 0 for false. */
export function flag(value: boolean): number {
  return value ? 1 : 0;
}

/** A part of a whole; of nothing at all, the part itself. */
export function share(part: number, whole: number): number {
  return part / Math.max(1, whole);
}

/** How often a pattern occurs in a text. @param pattern with the flag `g` */
export function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
