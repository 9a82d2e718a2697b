import * as vscode from 'vscode';
import type { Calibration } from '../../protocol/calibration';
import { calibrationText, rowsAbove } from '../../wording/calibrationText';
import { answerTo } from '../answerTo';
import type { DatasetJobs } from '../commands/jobs';
import { SETTINGS_SECTION, type SettingKey } from '../contributions/settings';
import type { DatasetSession } from '../datasets/datasetSession';
import { plainLabel } from '../plainLabel';
import type { PairsDocument } from './pairsDocument';

const THRESHOLD: SettingKey = 'threshold';

interface ThresholdItem extends vscode.QuickPickItem {
  readonly threshold: number;
}

/** Compares a sample of rows, shows pairs to read, and keeps the threshold that the person chooses by them. */
export async function calibrateThreshold(
  session: DatasetSession,
  jobs: DatasetJobs,
  document: PairsDocument,
): Promise<number | undefined> {
  const calibration = await jobs.calibrate(session);
  if (calibration === undefined) return undefined;
  const showSection = await document.show(calibrationText(calibration));
  const threshold = await ask(calibration, showSection);
  if (threshold !== undefined) await saveThreshold(threshold);
  return threshold;
}

/** The pairs beside it follow the choice that is looked at. */
function ask(calibration: Calibration, showSection: (section: number) => void): Promise<number | undefined> {
  const input = vscode.window.createQuickPick<ThresholdItem>();
  input.title = `Threshold for ${plainLabel(calibration.embedder.name)}`;
  input.placeholder = 'Where do the pairs stop meaning the same thing?';
  input.ignoreFocusOut = true; // The pairs are there to be scrolled and read.
  input.items = itemsOf(calibration);
  input.onDidChangeActive(([item]) => {
    if (item !== undefined) showSection(input.items.indexOf(item));
  });
  return answerTo(input, () => input.activeItems[0]?.threshold);
}

function itemsOf({ candidates, sampledRows, recommendedThreshold }: Calibration): ThresholdItem[] {
  return candidates.map((candidate) => {
    const { threshold, above } = candidate;
    const last = above.at(-1);
    return {
      threshold,
      label: String(threshold),
      description: `${rowsAbove(candidate, sampledRows)}${threshold === recommendedThreshold ? ', recommended' : ''}`,
      ...(last === undefined
        ? {}
        : { detail: plainLabel(`Just above: ${firstLine(last.first.text)} ≈ ${firstLine(last.second.text)}`) }),
    };
  });
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/^\w+: /, '');
}

/** In the workspace, because another dataset wants another threshold; for the user where there is no workspace. */
async function saveThreshold(threshold: number): Promise<void> {
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const target = vscode.workspace.workspaceFolders === undefined ? Global : Workspace;
  await vscode.workspace.getConfiguration(SETTINGS_SECTION, null).update(THRESHOLD, threshold, target);
}
