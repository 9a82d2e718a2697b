const PERCENT = /^(\d+(?:\.\d+)?)%$/;

/** Reads a share such as `30%` or `2.5%`. @returns the percentage, 0 or more; undefined for any other text */
export function percentIn(text: string): number | undefined {
  const percent = PERCENT.exec(text)?.[1];
  return percent === undefined ? undefined : Number(percent);
}
