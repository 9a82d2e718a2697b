import type { DatasetInfo, JobProgress } from '../../protocol/dataset';
import { formatCount } from '../../wording/rowCard';
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
  const rows = `${formatCount(info.rowCount)} rows`;
  const label = `DEITA: ${rows}${info.indexing ? ' so far' : ''}. Select rows to train on`;
  return { text: `$(filter) ${rows}${info.indexing ? '…' : ''}`, tooltip: label, label, command: COMMANDS.select };
}

function jobText(job: JobProgress): StatusText {
  const label = `DEITA: ${plainLabel(job.message)}${remaining(job.remainingMs)}. Cancel`;
  const text = `$(sync~spin) DEITA ${STAGE_NAMES[job.stage]}${percent(job)}`;
  return { text, tooltip: label, label, command: COMMANDS.cancel };
}

function resultText(selected: number, nearDuplicates: number): StatusText {
  const label = `DEITA: ${formatCount(selected)} selected, ${formatCount(nearDuplicates)} near-duplicates. Show the table`;
  const text = `$(check) ${formatCount(selected)} · ≈ ${formatCount(nearDuplicates)}`;
  return { text, tooltip: label, label, command: COMMANDS.openDataset };
}

const STAGE_NAMES: Readonly<Record<JobProgress['stage'], string>> = {
  estimate: 'estimating',
  index: 'reading',
  score: 'scoring',
  embed: 'embedding',
  select: 'selecting',
  cluster: 'grouping',
  search: 'searching',
  export: 'exporting',
  connect: 'connecting',
  download: 'downloading',
  annotate: 'annotating',
  train: 'training',
};

function percent({ done, total }: JobProgress): string {
  return total === null || total === 0 ? '' : ` ${Math.floor((100 * done) / total)}%`;
}

/** Rounded up, so that it does not promise too much. */
function remaining(ms: number | null): string {
  if (ms === null) return '';
  const seconds = Math.ceil(ms / 1000);
  return seconds < 60 ? `, about ${seconds} s left` : `, about ${Math.ceil(seconds / 60)} min left`;
}
