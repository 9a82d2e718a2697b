import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEngine } from '../../../src/engine/engine';
import { serveEngine } from '../../../src/engine/process/engineServer';
import { HOLDING, type Hold } from './engineHold';
import { StubModels } from './stubModels';

/** An engine process with stub models that take their time; `modelDir` says how it misbehaves. */
serveEngine((options, host) => {
  if (options.modelDir === 'crash at start') process.kill(process.pid, 'SIGKILL');
  const models = new StubModels();
  models.beforeBatch = (work) => held(work, models, options.modelDir);
  const engine = createEngine(options, { models, host });
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

/** Beyond what lies between two reports of progress. */
const REPORTED_MS = 250;

/** Lets the batch at which the test wants to be reported, and begins no later one until the test says so. */
async function held(work: 'score' | 'embed', { scored, embedded }: StubModels, modelDir: string): Promise<void> {
  await sleep(5);
  const done = { score: scored, embed: embedded }[work].length;
  for (let isReported = false; ; isReported = true) {
    const hold = holdIn(modelDir);
    if (hold?.work !== work || done < hold.after) return;
    if (!isReported) await sleep(REPORTED_MS);
    if (!isReported && done > 0 && done < hold.after + BATCH) return;
    await sleep(10);
  }
}

const BATCH = 16;

function holdIn(modelDir: string): Hold | undefined {
  if (!modelDir.startsWith(HOLDING)) return undefined;
  return JSON.parse(readFileSync(modelDir.slice(HOLDING.length), 'utf8')) as Hold;
}
