/** Names a model exactly; part of every cache key and of every report. */
export interface ModelIdentity {
  /** For people, such as "Heuristic default" or a model's name on its server. */
  readonly name: string;
  readonly version: string;
  /** Hex SHA-256 over the weights and whatever else decides the output. */
  readonly hash: string;
  /** True for the built-in heads: shown as *heuristic default* wherever their scores appear. */
  readonly heuristic?: boolean;
}
