/** How a server tokenizes a text, what it adds by itself (a beginning-of-sequence token) included. */
export type Tokenize = (text: string, addSpecial: boolean) => Promise<readonly number[]>;

export interface TokenFacts {
  readonly candidateIds: readonly number[] | null;
  readonly addsBos: boolean;
}

/**
 * The token that each candidate becomes right after the prompt, which is not the token of the candidate on its own:
 * there, tokenizers of the SentencePiece kind put a space before it. null when a candidate is not exactly one token.
 */
export async function candidateFacts(
  tokenize: Tokenize,
  prompt: string,
  candidates: readonly string[],
): Promise<TokenFacts> {
  const [before, plain, ...after] = await Promise.all([
    tokenize(prompt, true),
    tokenize(prompt, false),
    ...candidates.map((candidate) => tokenize(prompt + candidate, true)),
  ]);
  const ids = after.map((tokens) => addedToken(before, tokens));
  return {
    candidateIds: ids.every((id) => id !== undefined) && new Set(ids).size === ids.length ? ids : null,
    addsBos: before.length > plain.length,
  };
}

function addedToken(before: readonly number[], after: readonly number[]): number | undefined {
  const continues = after.length === before.length + 1 && before.every((token, at) => token === after[at]);
  return continues ? after.at(-1) : undefined;
}
