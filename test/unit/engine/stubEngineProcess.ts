import { setTimeout as sleep } from 'node:timers/promises';
import { createEngine } from '../../../src/engine/engine';
import { serveEngine } from '../../../src/engine/process/engineServer';
import { StubModels } from './stubModels';

/** An engine process with stub models that take their time; `modelDir` says how it misbehaves. */
serveEngine((options) => {
  if (options.modelDir === 'crash at start') process.kill(process.pid, 'SIGKILL');
  const models = new StubModels();
  models.beforeBatch = () => sleep(5);
  const engine = createEngine(options, { models });
  if (options.modelDir !== 'crash at detail') return engine;
  return {
    ...engine,
    on: (name, listener) => engine.on(name, listener),
    dispose: () => engine.dispose(),
    request: (method, params, call) => {
      if (method === 'row/detail') process.kill(process.pid, 'SIGKILL');
      return engine.request(method, params, call);
    },
  };
});
