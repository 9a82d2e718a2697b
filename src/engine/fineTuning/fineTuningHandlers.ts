import type { EngineContext } from '../engineContext';
import type { Handlers } from '../handlers';
import { preparePairs } from './preparePairs';
import { prepareTraining } from './prepareTraining';
import { renderRow } from './renderRow';

type FineTuningMethod = Extract<keyof Handlers, `training/${string}`>;

/** What is asked of selections that a model is to be trained on. */
export function fineTuningHandlers({ cache }: EngineContext): Pick<Handlers, FineTuningMethod> {
  return {
    'training/prepare': (request, job) => prepareTraining(request, cache, job),
    'training/render': (request, { signal }) => renderRow(request, cache, signal),
    'training/pairs': (request, job) => preparePairs(request, cache, job),
  };
}
