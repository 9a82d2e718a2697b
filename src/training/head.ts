import { evaluate, type Network } from './network';

/**
 * A part of a head's strength. Without a gate it is the network's value itself. With one it is
 * `gain · log sigmoid(max(value + shift, floor))`: near 0 where the network finds nothing wrong, and falling, down to the
 * floor, where it does.
 */
export interface HeadTerm {
  readonly network: Network;
  readonly gate?: { readonly gain: number; readonly shift: number; readonly floor: number };
}

/** What a head computes before its calibration: the sum of its terms. */
export type Head = readonly HeadTerm[];

/** The strength of a row of features: higher is more complex, or better. */
export function headStrength(head: Head, row: readonly number[]): number {
  return head.reduce((sum, { network, gate }) => {
    const value = evaluate(network, row);
    return (
      sum + (gate === undefined ? value : -gate.gain * Math.log1p(Math.exp(-Math.max(value + gate.shift, gate.floor))))
    );
  }, 0);
}
