import type { FaultText } from '../text';

const SEEDS =
  'A turn needs an instruction (and for quality a response) of at most 8,000 characters; deita inspect lists bad rows.';

/** Of annotation runs, their chains and their corrections, and of the editor's models that are asked for them. */
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
  noEditorModels: {
    code: 'usage',
    message: 'There is no editor here whose models could be asked.',
    hint: 'Name a server.',
  },
  chatNotAllowed: {
    code: 'chatPaused',
    message: 'The editor does not let DEITA use {model}.',
    hint: 'Allow it when the editor asks, or under Manage Language Model Access, and go on.',
  },
  chatModelGone: {
    code: 'chatPaused',
    message: 'The editor has no model {model} now.',
    hint: 'Sign in to its provider or install its extension, and go on.',
  },
  chatUsedUp: {
    code: 'chatPaused',
    message: '{model} answers nothing more for now: {reason}',
    hint: 'Go on once its allowance is renewed: nothing that was answered is asked again.',
    quotes: 'reason',
  },
  chatFailed: { code: 'chatFailed', message: '{model} did not answer: {reason}', quotes: 'reason' },
  noCorrection: {
    code: 'usage',
    message: 'This is no correction.',
    hint: 'A correction names a chain, and a step with a score from 1 to 6 or what to drop.',
  },
} as const satisfies Readonly<Record<string, FaultText>>;
