import { evaluate, type Network } from './network';

/** What a gate looks for in an answer. */
export const GATE_NAMES = ['otherAnswer', 'copiedPrompt', 'garbled', 'missingEnd', 'movedSentences'] as const;
export type GateName = (typeof GATE_NAMES)[number];

/** A network that finds one kind of damage, and from where on its value counts as damage. */
export interface Gate {
  readonly network: Network;
  /** Which response features its inputs are. */
  readonly columns: readonly number[];
  readonly shift: number;
}

export type Gates = Readonly<Record<GateName, Gate>>;

/** Gates as their file holds them. */
export type GatesJson = Readonly<Record<GateName, Omit<Gate, 'network'> & { readonly network: NetworkJson }>>;
type NetworkJson = { readonly [Part in keyof Network]: Network[Part] extends number ? number : readonly number[] };

export function readGates(json: GatesJson): Gates {
  const gates = GATE_NAMES.map((name) => {
    const { network, ...gate } = json[name];
    const { mean, scale, weights, ...sizes } = network;
    const parts = {
      mean: Float64Array.from(mean),
      scale: Float64Array.from(scale),
      weights: Float64Array.from(weights),
    };
    return [name, { ...gate, network: { ...sizes, ...parts } }];
  });
  return Object.fromEntries(gates) as Gates;
}

/** Below this a gate is sure. */
const FLOOR = -2;
const SUREST = surprise(FLOOR);

/**
 * The part of what an answer has above the lowest score that a sure gate takes away, on top of what the heads make of
 * its evidence. What only resembles damage decides nothing by itself: an answer in other words is no other answer.
 */
const TAKES: Readonly<Record<GateName, number>> = {
  otherAnswer: 0.15,
  copiedPrompt: 0.3,
  garbled: 0,
  missingEnd: 0.2,
  movedSentences: 0.15,
};

/** How sure each gate is that the answer is damaged, 0 to 1, in the order of `GATE_NAMES`. */
export function gateEvidence(gates: Gates, responseFeatures: readonly number[]): number[] {
  return GATE_NAMES.map((name) => {
    const { network, columns, shift } = gates[name];
    const inputs = columns.map((column) => responseFeatures[column] ?? 0);
    return surprise(Math.max(evaluate(network, inputs) + shift, FLOOR)) / SUREST;
  });
}

/** The part of a quality above the lowest score that each gate leaves, in the order of `GATE_NAMES`. */
export function leftByGates(evidence: readonly number[]): number[] {
  return GATE_NAMES.map((name, index) => 1 - TAKES[name] * (evidence[index] ?? 0));
}

/** Near 0 where the network finds nothing wrong, growing with what it finds. */
function surprise(value: number): number {
  return Math.log1p(Math.exp(-value));
}
