const PERCENT = /^(\d+(?:\.\d+)?)%$/;

/** Reads a share such as `30%` or `2.5%`. @returns the percentage, 0 or more; undefined for any other text */
export function percentIn(text: string): number | undefined {
  const percent = PERCENT.exec(text)?.[1];
  return percent === undefined ? undefined : Number(percent);
}

/**
 * ⌊percent · whole / 100⌋ for the decimal number that people write: 2.3% of 3000 are 69, though the binary number beside
 * 2.3 is a little smaller.
 * @param percent from 0 to 100
 * @param whole a whole number from 0
 */
export function shareOf(percent: number, whole: number): number {
  const [mantissa = '', exponent = '0'] = String(percent).split('e');
  const [units = '', fraction = ''] = mantissa.split('.');
  const scale = 10n ** BigInt(fraction.length - Number(exponent));
  return Number((BigInt(units + fraction) * BigInt(whole)) / (scale * 100n));
}
