import { DeitaError } from '../../common/errors';
import type { EngineClient } from '../../engine/engineClient';

export interface CacheClearing {
  readonly engine: Pick<EngineClient, 'restart'>;
  /** Whether a job of any dataset runs. */
  readonly jobRuns: () => boolean;
  /** @returns whether the person agrees */
  readonly confirm: (question: string) => Promise<boolean>;
  /** Deletes what is kept; called while no engine runs. */
  readonly remove: () => Promise<void>;
}

/**
 * Deletes everything that was kept, once the person has agreed. Open datasets are opened again afterwards.
 * @throws DeitaError `jobRunning`: a job would lose what it has computed so far
 */
export async function clearCache({ engine, jobRuns, confirm, remove }: CacheClearing): Promise<void> {
  assertNoJob(jobRuns());
  const agreed = await confirm('Delete all cached scores and embeddings? The next selection computes them again.');
  if (!agreed) return;
  assertNoJob(jobRuns()); // The question may have stood for long.
  await engine.restart(remove);
}

function assertNoJob(jobRuns: boolean): void {
  if (!jobRuns) return;
  throw new DeitaError('jobRunning', 'A job is running and needs the cache.', 'Wait for it to end or cancel it.');
}
