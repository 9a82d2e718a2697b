import type { JobProgress } from '../../../src/protocol/dataset';

/** Done part of a job, 0-1; null while its size is unknown. */
export function jobFraction({ done, total }: JobProgress): number | null {
  return total === null || total <= 0 ? null : Math.min(Math.max(done / total, 0), 1);
}

/** Such as "8 % · 210/s · about 1 min left"; only what is known. */
export function jobDetails(job: JobProgress): string {
  const fraction = jobFraction(job);
  const parts: string[] = [];
  if (fraction !== null) parts.push(`${Math.floor(fraction * 100)}%`);
  if (job.ratePerSecond !== null && job.ratePerSecond > 0) parts.push(`${formatRate(job.ratePerSecond)}/s`);
  if (job.remainingMs !== null) parts.push(`${formatDuration(job.remainingMs)} left`);
  return parts.join(' · ');
}

/** Three significant digits below 100, whole numbers above. */
export function formatRate(rate: number): string {
  if (rate >= 100) return Math.round(rate).toLocaleString('en-US');
  return String(Number(rate.toPrecision(rate >= 10 ? 3 : 2)));
}

/** Coarse on purpose: "8 s", "1 min 20 s", "12 min", "2 h 5 min". */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 5) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  const wholeMinutes = Math.round(seconds / 60);
  if (wholeMinutes < 60) return `${wholeMinutes} min`;
  const hours = Math.floor(wholeMinutes / 60);
  return wholeMinutes % 60 === 0 ? `${hours} h` : `${hours} h ${wholeMinutes % 60} min`;
}
