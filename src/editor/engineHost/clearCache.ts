import * as l10n from '@vscode/l10n';
import type { EngineClient } from '../../engine/engineClient';
import { fault } from '../../messages/say';

export interface CacheClearing {
  readonly engine: Pick<EngineClient, 'clearCache'>;
  /** Whether a job of any dataset runs. */
  readonly jobRuns: () => boolean;
  /** @returns whether the person agrees */
  readonly confirm: (question: string) => Promise<boolean>;
}

/** What goes, what stays, and what that costs. */
function question(): string {
  return l10n.t(
    'Delete the scores, embeddings and row indexes that are kept of every dataset? The last selection of each, with the scores in it, stays, and so do exported files, downloaded models and API keys. Selections after that score and embed again, and servers that charge are paid again.',
  );
}

/**
 * Deletes what can be worked out again, once the person has agreed. Open datasets are opened again afterwards, with
 * their selections.
 * @throws DeitaError `jobRunning`: a job would lose what it has computed so far
 */
export async function clearCache({ engine, jobRuns, confirm }: CacheClearing): Promise<void> {
  assertNoJob(jobRuns());
  if (!(await confirm(question()))) return;
  assertNoJob(jobRuns()); // The question may have stood for long.
  await engine.clearCache();
}

function assertNoJob(jobRuns: boolean): void {
  if (!jobRuns) return;
  throw fault('jobNeedsCache');
}
