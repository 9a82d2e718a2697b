import * as l10n from '@vscode/l10n';
import type { JobProgress, JobStage } from '../protocol/jobProgress';
import { spokenWords } from './errorText';
import { formatCount, formatPercent, formatRate, formatRemaining } from './numbers';

/** What a job does and how far it is, such as "Scoring row 1,200 of 14,131". */
export function describeProgress({ stage, done, total, about: said }: JobProgress): string {
  const about = said === undefined ? '' : spokenWords(said);
  if (stage === 'connect') return about || l10n.t('Connecting…');
  if (stage === 'index' && done > 0) return l10n.t('Reading the file: {0} rows', formatCount(done));
  if (stage === 'download' && total === null) return l10n.t('Downloading {0}', about);
  if (total === null) return l10n.t('Starting…');
  return describeCount(stage, formatCount(done), formatCount(total), about);
}

function describeCount(stage: JobStage, done: string, total: string, about: string): string {
  switch (stage) {
    case 'read':
      return l10n.t('Reading row {0} of {1}', done, total);
    case 'estimate':
      return l10n.t('Estimating row {0} of {1}', done, total);
    case 'score':
      return l10n.t('Scoring row {0} of {1}', done, total);
    case 'embed':
      return l10n.t('Embedding row {0} of {1}', done, total);
    case 'select':
      return l10n.t('Selecting: {0} of {1}', done, total);
    case 'cluster':
      return l10n.t('Comparing row {0} of {1}', done, total);
    case 'export':
      return l10n.t('Exporting row {0} of {1}', done, total);
    case 'import':
      return l10n.t('Importing row {0} of {1}', done, total);
    case 'batch':
      return l10n.t('Batches: {0} of {1} done', done, total);
    case 'annotate':
      return l10n.t('{0}: {1} of {2} chains', about || l10n.t('Annotating'), done, total);
    case 'evaluate':
      return l10n.t('Judging: {0} of {1}', done, total);
    case 'rate':
      return l10n.t('Direct scoring: {0} of {1} texts', done, total);
    case 'train':
      return l10n.t('Training: step {0} of {1}', done, total);
    case 'download':
      return l10n.t('Downloading {0}: {1} of {2} MB', about, done, total);
    case 'pool':
      return l10n.t('Reading file {0} of {1}', done, total);
    case 'unpack':
      return l10n.t('Unpacking {0}: {1} of {2} MB', about, done, total);
    case 'index':
    case 'connect':
      return l10n.t('{0} of {1}', done, total);
  }
}

/** What a job does, in one word. */
export function stageName(stage: JobStage): string {
  switch (stage) {
    case 'unpack':
      return l10n.t('unpacking');
    case 'index':
    case 'pool':
    case 'read':
      return l10n.t('reading');
    case 'estimate':
      return l10n.t('estimating');
    case 'score':
      return l10n.t('scoring');
    case 'embed':
      return l10n.t('embedding');
    case 'select':
      return l10n.t('selecting');
    case 'cluster':
      return l10n.t('comparing');
    case 'export':
      return l10n.t('exporting');
    case 'import':
      return l10n.t('importing');
    case 'batch':
      return l10n.t('waiting for batches');
    case 'connect':
      return l10n.t('connecting');
    case 'download':
      return l10n.t('downloading');
    case 'annotate':
      return l10n.t('annotating');
    case 'evaluate':
      return l10n.t('judging');
    case 'rate':
      return l10n.t('direct scoring');
    case 'train':
      return l10n.t('training');
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
    ...(ratePerSecond === null || ratePerSecond <= 0 ? [] : [l10n.t('{0}/s', formatRate(ratePerSecond))]),
    ...(remainingMs === null || remainingMs === 0 ? [] : [l10n.t('{0} left', formatRemaining(remainingMs))]),
  ];
}
