import type { FaultText } from '../text';

const SEEDS =
  'A turn needs an instruction (and for quality a response) of at most 8,000 characters; deita inspect lists bad rows.';

const CORRECTION = 'A correction names a chain, and a step with a score from 1 to 6 or what to drop.';

/** Of annotation runs, their chains and their corrections, and of the editor's models that are asked for them. */
export const ANNOTATION_FAULTS = {
  noSeeds: { code: 'noUsableRows', message: '{file} holds no turn to start from.', hint: SEEDS },
  noSeedsInView: {
    code: 'noUsableRows',
    message: '{file} holds no turn to start from among the rows in view.',
    hint: SEEDS,
  },
  noScoredVariants: { code: 'scoresMissing', message: '{folder} holds no scored variants yet.' },
  noRun: {
    code: 'fileNotFound',
    message: '{folder} holds no annotation run.',
    hint: 'Make one with deita evol annotate.',
  },
  laterRun: {
    code: 'fileUnreadable',
    message: '{folder} holds a run of a later version of DEITA.',
    hint: 'Update DEITA to go on with it.',
  },
  runDiffers: {
    code: 'runDiffers',
    message: '{folder} holds a run with other parameters: {differences}.',
    hint: 'Name another folder, or give the parameters of that run to go on with it.',
  },
  runInUse: {
    code: 'runInUse',
    message: 'Another process works on {folder}: {pid} on {host}.',
    hint: 'Wait for it to end, or stop it; if it no longer runs, delete {claim}.',
  },
  noAnswerLine: {
    code: 'fileUnreadable',
    message: 'Line {line} of {file} is no answer.',
    hint: 'Take the damaged line away; what it held is asked again.',
  },
  noRequestLine: {
    code: 'fileUnreadable',
    message: 'Line {line} of {file} is no request.',
    hint: 'Take the damaged line away; what it counted is no longer counted.',
  },
  noCorrectionLine: {
    code: 'fileUnreadable',
    message: 'Line {line} of {file} is no correction.',
    hint: CORRECTION,
  },
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
  chatRefused: { code: 'chatRefused', message: '{reason}', quotes: 'reason' },
  editorRequestsUsedUp: {
    code: 'chatPaused',
    message: '{model} was asked {most} times, the most that one run may.',
    hint: 'Run again to go on: what was scored is kept. deita.editor.maxRequests allows more.',
  },
  scorerNeedsEditor: {
    code: 'usage',
    message: '{option} is for the editor alone: there are no models of an editor here.',
    hint: 'Name a server: --scorer server --judge asks a chat model in the same way.',
  },
  chatFailed: { code: 'chatFailed', message: '{model} did not answer: {reason}', quotes: 'reason' },
  noCorrection: {
    code: 'usage',
    message: 'This is no correction.',
    hint: CORRECTION,
  },
} as const satisfies Readonly<Record<string, FaultText>>;
