const BYTES_A_TOKEN = 4;

/** About how many tokens a text of so many bytes of UTF-8 has: right for English prose, low for other scripts. */
export function tokensOfBytes(byteLength: number): number {
  return Math.ceil(byteLength / BYTES_A_TOKEN);
}
