import * as l10n from '@vscode/l10n';
import type { DatasetInfo, JobProgress } from '../../protocol/dataset';
import { nearDuplicates, rows } from '../../wording/counts';
import { formatCount, formatPercent, formatRemaining } from '../../wording/numbers';
import { describeProgress, jobFraction, stageName } from '../../wording/progressText';
import { COMMANDS, type ContributedCommand } from '../contributions/commands';
import { plainLabel } from '../plainLabel';

/** What the status bar item says and does. No dataset text: the status bar turns `$(…)` into icons. */
export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
  /** For screen readers. */
  readonly label: string;
  readonly command: ContributedCommand;
  readonly failed?: boolean;
}

export function statusText(info: DatasetInfo, job: JobProgress | null, failed: boolean): StatusText {
  if (job !== null) return jobText(job);
  if (failed) {
    const label = 'The last DEITA job failed. Show the log';
    return { text: '$(error) DEITA', tooltip: label, label, command: COMMANDS.showLog, failed };
  }
  if (info.selection !== null) return resultText(info.selection.counts.selected, info.selection.counts.nearDuplicate);
  const all = rows(info.rowCount);
  const label = `DEITA: ${all}${info.indexing ? ' so far' : ''}. Select rows to train on`;
  return { text: `$(filter) ${all}${info.indexing ? '…' : ''}`, tooltip: label, label, command: COMMANDS.select };
}

function jobText(job: JobProgress): StatusText {
  const rest = job.remainingMs === null ? '' : l10n.t(', about {0} left', formatRemaining(job.remainingMs));
  const label = l10n.t('DEITA: {0}{1}. Cancel', plainLabel(describeProgress(job)), rest);
  const fraction = jobFraction(job);
  const percent = fraction === null ? '' : ` ${formatPercent(fraction)}`;
  const text = `$(sync~spin) DEITA ${stageName(job.stage)}${percent}`;
  return { text, tooltip: label, label, command: COMMANDS.cancel };
}

function resultText(selected: number, duplicates: number): StatusText {
  const label = `DEITA: ${formatCount(selected)} selected, ${nearDuplicates(duplicates)}. Show the table`;
  const text = `$(check) ${formatCount(selected)} · ≈ ${formatCount(duplicates)}`;
  return { text, tooltip: label, label, command: COMMANDS.openDataset };
}
