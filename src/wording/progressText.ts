import { t } from '@vscode/l10n';
import type { JobProgress, JobStage } from '../protocol/dataset';
import { formatCount, formatPercent, formatRate, formatRemaining } from './numbers';

/** What a job does and how far it is, such as "Scoring row 1,200 of 14,131". */
export function describeProgress({ stage, done, total, about }: JobProgress): string {
  if (stage === 'connect') return about ?? t('Connecting…');
  if (stage === 'index' && done > 0) return t('Reading the file: {0} rows', formatCount(done));
  if (stage === 'download' && total === null) return t('Downloading {0}', about ?? '');
  if (total === null) return t('Starting…');
  return describeCount(stage, formatCount(done), formatCount(total), about ?? '');
}

function describeCount(stage: JobStage, done: string, total: string, about: string): string {
  switch (stage) {
    case 'read':
      return t('Reading row {0} of {1}', done, total);
    case 'estimate':
      return t('Estimating row {0} of {1}', done, total);
    case 'score':
      return t('Scoring row {0} of {1}', done, total);
    case 'embed':
      return t('Embedding row {0} of {1}', done, total);
    case 'select':
      return t('Selecting: {0} of {1}', done, total);
    case 'cluster':
      return t('Comparing row {0} of {1}', done, total);
    case 'export':
      return t('Exporting row {0} of {1}', done, total);
    case 'import':
      return t('Importing row {0} of {1}', done, total);
    case 'batch':
      return t('Batches: {0} of {1} done', done, total);
    case 'annotate':
      return t('{0}: {1} of {2} chains', about || t('Annotating'), done, total);
    case 'train':
      return t('Training: step {0} of {1}', done, total);
    case 'download':
      return t('Downloading {0}: {1} of {2} MB', about, done, total);
    default:
      return t('{0} of {1}', done, total);
  }
}

/** What a job does, in one word. */
export function stageName(stage: JobStage): string {
  switch (stage) {
    case 'index':
    case 'read':
      return t('reading');
    case 'estimate':
      return t('estimating');
    case 'score':
      return t('scoring');
    case 'embed':
      return t('embedding');
    case 'select':
      return t('selecting');
    case 'cluster':
      return t('grouping');
    case 'export':
      return t('exporting');
    case 'import':
      return t('importing');
    case 'batch':
      return t('waiting for batches');
    case 'connect':
      return t('connecting');
    case 'download':
      return t('downloading');
    case 'annotate':
      return t('annotating');
    case 'train':
      return t('training');
  }
}

/** Done part of a job, 0-1; null while its size is unknown. */
export function jobFraction({ done, total }: JobProgress): number | null {
  return total === null || total <= 0 ? null : Math.min(Math.max(done / total, 0), 1);
}

/** Such as "8% · 210/s · 1m 20s left"; only what is known. */
export function jobDetails(job: JobProgress): string {
  const fraction = jobFraction(job);
  return [...(fraction === null ? [] : [formatPercent(fraction)]), ...rateAndRest(job)].join(' · ');
}

/** How fast a job is and what is left of it, as far as that is known. */
export function rateAndRest({ ratePerSecond, remainingMs }: JobProgress): string[] {
  return [
    ...(ratePerSecond === null || ratePerSecond <= 0 ? [] : [t('{0}/s', formatRate(ratePerSecond))]),
    ...(remainingMs === null || remainingMs === 0 ? [] : [t('{0} left', formatRemaining(remainingMs))]),
  ];
}
