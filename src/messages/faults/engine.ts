import type { FaultText } from '../text';

const RELOAD = 'Reload the window to start it again.';

/** Of the engine's own life, and of what it has open. */
export const ENGINE_FAULTS = {
  engineStopped: { code: 'engineStopped', message: 'The engine was stopped.' },
  engineWasStopped: { code: 'engineStopped', message: 'The engine was stopped.', hint: RELOAD },
  engineNotInitialised: { code: 'engineStopped', message: 'The engine was not initialised.' },
  engineDidNotStart: { code: 'engineStopped', message: 'The engine did not start: {reason}.', hint: RELOAD },
  engineEndedAgain: {
    code: 'engineStopped',
    message: {
      by: 'times',
      one: 'The engine ended once at this request.',
      other: 'The engine ended {times} times at this request.',
    },
    hint: RELOAD,
  },
  engineKeepsEnding: {
    code: 'engineStopped',
    message: 'The engine keeps ending and is not started again for now; the log says more.',
    hint: RELOAD,
  },
  threadEnded: {
    code: 'internal',
    message: 'A model thread ended unexpectedly ({reason}).',
    hint: 'Run it again.',
  },
  otherProtocol: {
    code: 'protocolMismatch',
    message: 'The engine speaks protocol {own}, its caller {other}.',
    hint: 'Reload the window: the extension was updated.',
  },
  datasetNotOpen: { code: 'datasetNotOpen', message: 'The dataset is not open.', hint: 'Open it again.' },
  noExpression: { code: 'usage', message: 'What is looked for is no regular expression: {problem}.' },
  tooManyRowsToCopy: {
    code: 'usage',
    message: 'The rows are too many to be copied.',
    hint: 'Export them instead.',
  },
  noView: { code: 'usage', message: 'There is no view "{view}".' },
  jobRunning: {
    code: 'jobRunning',
    message: '{job} is still running on this dataset.',
    hint: 'Wait for it to end or cancel it.',
  },
} as const satisfies Readonly<Record<string, FaultText>>;
