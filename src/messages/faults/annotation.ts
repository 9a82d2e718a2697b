import type { FaultText } from '../text';

const SEEDS =
  'A turn needs an instruction (and for quality a response) of at most 8,000 characters; deita inspect lists bad rows.';

/** Of annotation runs, their chains and their corrections. */
export const ANNOTATION_FAULTS = {
  noSeeds: { code: 'noUsableRows', message: '{file} holds no turn to start from.', hint: SEEDS },
  noSeedsInView: {
    code: 'noUsableRows',
    message: '{file} holds no turn to start from among the rows in view.',
    hint: SEEDS,
  },
  noScoredVariants: { code: 'scoresMissing', message: '{folder} holds no scored variants yet.' },
  noChain: { code: 'usage', message: 'The run has no chain {chain}.' },
  noStep: { code: 'usage', message: 'The run has no step {step} of chain {chain}.' },
  noCorrection: {
    code: 'usage',
    message: 'This is no correction.',
    hint: 'A correction names a chain, and a step with a score from 1 to 6 or what to drop.',
  },
} as const satisfies Readonly<Record<string, FaultText>>;
