import { assertBaseUrl } from '../../../messages/baseUrl';
import type { DirectScoring } from '../../../protocol/training';
import type { OptionValues } from '../../command';
import { costLimits, tokensWithin } from '../../costOptions';
import type { Options } from '../../option';
import { FROM_ONE, integerOption, requiredOption, usageError } from '../../values';

/** Of the comparison with direct scoring; price and cap on cost are those of every command. */
export const DIRECT_OPTIONS = {
  direct: {
    type: 'boolean',
    help: 'have the judge of each run, at --base-url, rate every variant\nby itself as well, and compare: the paper’s weak baseline',
  },
  'max-requests': {
    type: 'string',
    placeholder: 'N',
    help: 'of --direct: never send more requests than this,\nover all resumptions',
  },
} as const satisfies Options;

/** @returns undefined where it is not asked for @throws DeitaError `usage` */
export function directScoring(values: OptionValues): DirectScoring | undefined {
  if (values.direct !== true) {
    if (values['max-requests'] !== undefined) throw usageError('--max-requests goes with --direct.');
    return undefined;
  }
  const baseUrl = requiredOption(values, 'base-url', '--direct', 'URL');
  assertBaseUrl(baseUrl);
  const tokens = tokensWithin(costLimits(values));
  const requests = integerOption(values, 'max-requests', undefined, FROM_ONE);
  const concurrency = integerOption(values, 'concurrency', undefined, FROM_ONE);
  return {
    judges: { kind: 'server', baseUrl, ...(concurrency === undefined ? {} : { concurrency }) },
    caps: {
      ...(requests === undefined ? {} : { requests }),
      ...(tokens === undefined ? {} : { tokens }),
    },
  };
}
