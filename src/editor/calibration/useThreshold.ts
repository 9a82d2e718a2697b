import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { DatasetSession } from '../datasets/datasetSession';
import type { RunParameters } from '../runParameters';

export interface ThresholdHome {
  readonly parameters: Pick<RunParameters, 'keepThreshold'>;
  /** Lets tables of the dataset show the threshold. */
  readonly showInTables: (session: DatasetSession, threshold: number) => void;
  /** @returns whether the user chose the action */
  readonly tell: (message: string, action: string) => Promise<boolean>;
  /** Writes the setting, for all datasets. */
  readonly saveForAll: (threshold: number) => Promise<void>;
}

/**
 * Keeps a threshold for one dataset, and offers to take it for the others, too.
 * @returns once it is kept; `offered` ends with the user's answer
 */
export async function useThreshold(
  session: DatasetSession,
  threshold: number,
  { parameters, showInTables, tell, saveForAll }: ThresholdHome,
): Promise<{ readonly offered: Promise<void> }> {
  await parameters.keepThreshold(session, threshold);
  showInTables(session, threshold);
  const message = l10n.t('Threshold {0} for {1}.', String(threshold), path.basename(session.uri.fsPath));
  const offer = async (): Promise<void> => {
    if (await tell(message, l10n.t('Use for the Workspace'))) await saveForAll(threshold);
  };
  return { offered: offer() };
}
