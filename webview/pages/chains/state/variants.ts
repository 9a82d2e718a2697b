import type { ChainDetail } from '../../../../src/protocol/annotation';
import { hasFailed } from '../../../../src/evol/types';

export type Variant = ChainDetail['variants'][number];

export function variantAt({ variants }: ChainDetail, step: number): Variant | undefined {
  return variants.find((variant) => variant.step === step);
}

/** The variant that a step went on from: what a person took out since was there then. */
export function variantBefore({ variants }: ChainDetail, { step }: Variant): Variant | undefined {
  return variants.filter((variant) => variant.step < step && !hasFailed(variant)).at(-1);
}
