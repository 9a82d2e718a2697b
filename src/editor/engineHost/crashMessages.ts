import { JOBS } from '../../protocol/jobs';
import type { EngineStatus } from '../../protocol/notifications';
import type { EngineApi } from '../../protocol/requests';

/**
 * Says that the engine has crashed, once for each thing there is to say; the log has every crash.
 * @returns a function that ends it
 */
export function tellOfCrashes(engine: Pick<EngineApi, 'on'>, show: (message: string) => void): () => void {
  const told = new Set<string>();
  return engine.on('engineStatus', (status) => {
    const message = crashMessage(status);
    if (message === null || told.has(message)) return;
    told.add(message);
    show(message);
  });
}

/** @returns null while it is not known yet how it goes on */
function crashMessage({ state, resent = [] }: EngineStatus): string | null {
  if (state === 'crashed') return null;
  if (state === 'failed') return 'The engine keeps stopping and is not started again for now.';
  const restarted = 'The engine stopped and was restarted;';
  if (resent.length === 0) return `${restarted} no job was running.`;
  return resent.every((method) => JOBS[method].goesOn)
    ? `${restarted} the job goes on from the cache.`
    : `${restarted} the job that was running is run again.`;
}
