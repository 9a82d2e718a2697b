/** Inverse document frequencies are stored as bytes in steps of 1/16: 0 to 15.9. */
export const IDF_STEP = 1 / 16;

/** The byte that stands for an inverse document frequency. @param idf a natural logarithm, 0 or more */
export function idfByte(idf: number): number {
  return Math.min(255, Math.round(idf / IDF_STEP));
}
