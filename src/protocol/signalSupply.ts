/** A second file whose rows belong to those of the dataset: what they hold is there as `field:PATH`, too. */
export interface JoinChoice {
  /** Absolute. */
  readonly file: string;
  /** The field of both files, dotted, that tells which rows belong together; absent = their order does. */
  readonly on?: string;
}

/** What signals are made from beside the rows of the dataset. */
export interface SignalSupply {
  readonly join?: JoinChoice;
}

/** That part of a request. */
export function signalSupplyOf({ join }: SignalSupply): SignalSupply {
  return { ...(join === undefined ? {} : { join }) };
}
