const BYTES_A_TOKEN = 4;

/** About how many tokens a text has, without the model's tokenizer: right for English prose, low for other scripts. */
export function estimatedTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_A_TOKEN);
}
