import * as l10n from '@vscode/l10n';
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
  if (state === 'failed') return l10n.t('The engine keeps stopping and is not started again for now.');
  if (resent.length === 0) return l10n.t('The engine stopped and was restarted; no job was running.');
  return resent.every((method) => JOBS[method].goesOn)
    ? l10n.t('The engine stopped and was restarted; the job goes on from the cache.')
    : l10n.t('The engine stopped and was restarted; the job that was running is run again.');
}
