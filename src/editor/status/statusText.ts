import * as l10n from '@vscode/l10n';
import type { DatasetInfo } from '../../protocol/dataset';
import type { JobProgress } from '../../protocol/jobProgress';
import { nearDuplicates, rows } from '../../wording/counts';
import { formatCount, formatPercent, formatRemaining } from '../../wording/numbers';
import { describeProgress, jobFraction, stageName } from '../../wording/progressText';
import { COMMANDS, INTERNAL_COMMANDS, type ContributedCommand, type InternalCommand } from '../contributions/commands';
import { plainLabel } from '../plainLabel';

/** What a status bar item says and does. No dataset text: the status bar turns `$(…)` into icons. */
export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
  /** For screen readers. */
  readonly label: string;
  readonly command: ContributedCommand | InternalCommand;
  readonly failed?: boolean;
}

/** A job and the name of the file that it is about. */
export interface NamedJob {
  readonly name: string;
  readonly job: JobProgress;
}

interface DatasetStatus {
  /** Of the file, without its folders. */
  readonly name: string;
  readonly info: DatasetInfo;
  readonly job: JobProgress | null;
  readonly failed: boolean;
}

/** Of the dataset in the active editor. */
export function statusText({ name, info, job, failed }: DatasetStatus): StatusText {
  if (job !== null) return jobText({ name, job });
  if (failed) {
    const label = l10n.t('DEITA: the last job of {0} failed. Show the log', plainLabel(name));
    return { text: '$(error) DEITA', tooltip: label, label, command: COMMANDS.showLog, failed };
  }
  if (info.selection !== null) return resultText(name, info.selection.counts);
  const all = rows(info.rowCount);
  const soFar = info.indexing ? l10n.t('{0} so far', all) : all;
  const label = l10n.t('DEITA: {0}, {1}. What to do with it…', plainLabel(name), soFar);
  const text = `$(table) ${all}${info.indexing ? '…' : ''}`;
  return { text, tooltip: label, label, command: INTERNAL_COMMANDS.datasetActions };
}

/** Of the datasets that are not in the active editor; null = none has a job. */
export function otherJobsText(jobs: readonly NamedJob[]): StatusText | null {
  const [first] = jobs;
  if (first === undefined) return null;
  const lines = jobs.map(({ name, job }) => `${plainLabel(name)}: ${plainLabel(describeProgress(job))}`);
  const label = l10n.t('DEITA: {0}. Show a table', lines.join('; '));
  const text =
    jobs.length === 1
      ? `$(sync~spin) ${plainLabel(first.name)} ${progressText(first.job)}`
      : `$(sync~spin) ${l10n.t('{0} DEITA jobs', formatCount(jobs.length))}`;
  return { text, tooltip: lines.join('\n'), label, command: INTERNAL_COMMANDS.showJobs };
}

function jobText({ name, job }: NamedJob): StatusText {
  const rest = job.remainingMs === null ? '' : l10n.t(', about {0} left', formatRemaining(job.remainingMs));
  const label = l10n.t('DEITA, {0}: {1}{2}. Cancel', plainLabel(name), plainLabel(describeProgress(job)), rest);
  return { text: `$(sync~spin) DEITA ${progressText(job)}`, tooltip: label, label, command: COMMANDS.cancel };
}

function progressText(job: JobProgress): string {
  const fraction = jobFraction(job);
  return `${stageName(job.stage)}${fraction === null ? '' : ` ${formatPercent(fraction)}`}`;
}

function resultText(
  name: string,
  { selected, nearDuplicate }: { selected: number; nearDuplicate: number },
): StatusText {
  const counts = [plainLabel(name), formatCount(selected), nearDuplicates(nearDuplicate)] as const;
  const label = l10n.t('DEITA: {0}, {1} selected, {2}. What to do with it…', ...counts);
  const text = `$(check) ${l10n.t('{0} selected, {1}', formatCount(selected), nearDuplicates(nearDuplicate))}`;
  return { text, tooltip: label, label, command: INTERNAL_COMMANDS.datasetActions };
}
