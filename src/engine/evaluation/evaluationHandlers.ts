import { readLmEvalResults } from '../../evaluation/lmEval/readResults';
import { lmEvalCommands } from '../../evaluation/lmEval/tasks';
import type { EngineContext } from '../engineContext';
import type { Handlers } from '../handlers';
import { estimateEvaluation, evaluate } from './evaluate';
import { peopleHandlers } from './people';
import { readExperiments } from './experiments/readExperiments';

/** What evaluations are asked. */
export function evaluationHandlers(
  context: EngineContext,
): Pick<Handlers, Extract<keyof Handlers, `evaluate/${string}` | `people/${string}`>> {
  return {
    ...peopleHandlers(),
    'evaluate/estimate': estimateEvaluation,
    'evaluate/experiments': ({ folder }) => readExperiments(folder),
    'evaluate/lmEval': async ({ folder, model }) => ({
      models: await readLmEvalResults(folder),
      commands: lmEvalCommands(model, folder),
    }),
    'evaluate/run': (request, job) => evaluate(request, context, job),
  };
}
