/** Waiting longer than this is for the user to decide: the run ends and can go on later. */
export const LONGEST_WAIT_MS = 10 * 60_000;

/** How long a server asks to be left alone: `retry-after-ms`, or `Retry-After` in seconds or as a date (RFC 9110). */
export function retryAfterMs(headers: Headers | undefined, now = Date.now()): number | undefined {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (milliseconds >= 0) return milliseconds;
  const text = headers?.get('retry-after');
  if (text === null || text === undefined) return undefined;
  const seconds = Number(text);
  if (seconds >= 0) return seconds * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
