/** Rows that a seed draws. */
export interface RowSample {
  /** At most. */
  readonly rows: number;
  readonly seed: number;
}

export interface CostEstimate {
  readonly turnsToAsk: number;
  /** At most: a selection embeds only the rows that its walk reaches. */
  readonly rowsToEmbed: number;
  /** About, at four bytes a token. */
  readonly tokens: number;
  /** null = the price is not known. */
  readonly cost: number | null;
}
