import type { Text } from '../text';

/** Why a row has the status that a selection gives it, besides a missing score: ends of a sentence. */
export const STATUS_REASONS = {
  'status.kept': 'kept by hand',
  'status.dropped': 'dropped by hand',
  'status.rejected': 'its label rejects the response; such rows take part only when asked for',
  'status.fails': 'does not meet the condition',
  'status.failsThis': 'does not meet the condition {condition}',
  'status.noNumber': 'has no number as {signal}',
  'status.setAside': 'is set aside: its {signal} is above {most}',
  'status.notComparable': 'its embedding holds a value that is not a number',
  'status.noNewTag': 'no new tag',
  'status.quotaFull': 'quota of {signal} = {category} is full',
} as const satisfies Readonly<Record<string, Text>>;
