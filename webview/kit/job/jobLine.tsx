import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { JobProgress } from '../../../src/protocol/jobProgress';
import { ProgressRing } from '../controls/toolkit';
import { describeProgress, jobDetails, jobFraction } from '../../../src/wording/progressText';

/** Progress of the running job: what, how far, how fast, how long still. */
export function JobLine({ job }: { readonly job: JobProgress }): VNode {
  const fraction = jobFraction(job);
  const message = describeProgress(job);
  return (
    <div class="job" title={message}>
      <ProgressRing label={l10n.t('A job is running')} />
      <span class="job-message">{message}</span>
      <span class="job-details">{jobDetails(job)}</span>
      <div
        class={fraction === null ? 'job-bar unknown' : 'job-bar'}
        role="progressbar"
        aria-label={message}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={fraction === null ? undefined : Math.floor(fraction * 100)}
      >
        <div class="job-bar-done" style={{ width: `${(fraction ?? 0) * 100}%` }} />
      </div>
    </div>
  );
}
