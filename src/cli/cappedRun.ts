import { throwIfAborted } from '../common/errors';
import type { Caps } from '../evol/run/spendingCap';
import type { Session } from './command';
import type { Options } from './option';
import { FROM_ONE, integerOption, usageError } from './values';

/** What runs that ask models have in common: a pilot, agreement to the rest, caps over all resumptions. */

/** Options of every run that asks models and goes on where it was stopped. */
export const CAP_OPTIONS = {
  'max-requests': {
    type: 'string',
    placeholder: 'N',
    help: 'never send more requests than this, over all resumptions',
  },
  'max-cost': { type: 'string', placeholder: 'C', help: 'never spend more than this; needs --price' },
  price: { type: 'string', placeholder: 'P', help: 'price of a million tokens' },
  concurrency: { type: 'string', placeholder: 'N', help: 'most requests at once (default: found out while running)' },
} as const satisfies Options;

/** @param tokens that the run may take; undefined = without end @throws DeitaError `usage` */
export function capsOf(values: Session['values'], tokens: number | undefined): Caps {
  const requests = integerOption(values, 'max-requests', 0, FROM_ONE);
  return { ...(requests === 0 ? {} : { requests }), ...(tokens === undefined ? {} : { tokens }) };
}

/** @returns undefined = found out while running @throws DeitaError `usage` */
export function concurrencyOf(values: Session['values']): number | undefined {
  return integerOption(values, 'concurrency', undefined, FROM_ONE);
}

/** What is asked before the rest of a run is paid for. */
export interface RestOfRun {
  /** What the pilot found and what the rest will take, for people. */
  readonly lines: readonly string[];
  /** Such as "annotate the rest". */
  readonly deed: string;
  /** What is so where that was not agreed to. */
  readonly refused: string;
}

/** Goes on only where that is agreed to. @throws DeitaError `usage`, `cancelled` */
export async function agreeToRest({ io, values, call }: Session, { lines, deed, refused }: RestOfRun): Promise<void> {
  io.stderr.write(`${lines.join('\n')}\n`);
  if (values.yes === true) return;
  if (io.confirm === undefined) throw usageError(`The pilot is done; ${deed} with --yes.`);
  if (!(await io.confirm(`${deed.charAt(0).toUpperCase()}${deed.slice(1)}?`))) throw usageError(refused);
  throwIfAborted(call.signal);
}

/** The option behind each cap. */
export const CAP_NAMES = { requests: 'max-requests', tokens: 'max-cost' } as const;
export const STOPPED = {
  requests: 'Stopped at --max-requests: run the same command with a higher one to go on.',
  tokens: 'Stopped before --max-cost would be exceeded: run the same command with a higher one to go on.',
} as const;
