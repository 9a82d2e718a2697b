import * as l10n from '@vscode/l10n';
import path from 'node:path';
import * as vscode from 'vscode';
import { usesThreshold } from '../../protocol/pages/runFields';
import { describeProgress } from '../../wording/progressText';
import { COMMANDS, type ContributedCommand } from '../contributions/commands';
import type { DatasetSession } from '../datasets/datasetSession';
import { plainLabel } from '../plainLabel';
import type { NextRunFields } from '../runParameters';
import { strategyLabel } from '../../wording/strategyText';
import { jobsOf } from './statusBar';

interface DatasetAction extends vscode.QuickPickItem {
  readonly command: ContributedCommand;
}

/** What can be done with the dataset that the status bar tells of. @param next what a run would take */
export async function pickAction({ uri }: DatasetSession, next: NextRunFields): Promise<void> {
  const title = plainLabel(path.basename(uri.fsPath));
  const chosen = await vscode.window.showQuickPick(actionsOf(next), { title });
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command, uri);
}

/** The jobs that run, each a way to its table. */
export async function pickJob(sessions: readonly DatasetSession[]): Promise<void> {
  const items = jobsOf(sessions).map(({ session, name, job }) => ({
    label: plainLabel(name),
    description: plainLabel(describeProgress(job)),
    uri: session.uri,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title: l10n.t('Running jobs') });
  if (chosen !== undefined) await vscode.commands.executeCommand(COMMANDS.openDataset, chosen.uri);
}

function actionsOf(next: NextRunFields): DatasetAction[] {
  return [
    { label: l10n.t('Select'), description: plainLabel(parametersText(next)), command: COMMANDS.select },
    {
      label: l10n.t('Strategy…'),
      description: plainLabel(strategyLabel(next.strategy)),
      command: COMMANDS.chooseStrategy,
    },
    { label: l10n.t('Show Table'), command: COMMANDS.openDataset },
    { label: l10n.t('Export…'), command: COMMANDS.export },
    { label: l10n.t('Find Near-Duplicates'), command: COMMANDS.findNearDuplicates },
  ];
}

function parametersText({ budget, threshold, strategy }: NextRunFields): string {
  if (!usesThreshold({ strategy })) return l10n.t('budget {0}', budget);
  return threshold.trim() === ''
    ? l10n.t('budget {0}, recommended threshold', budget)
    : l10n.t('budget {0}, threshold {1}', budget, threshold);
}
