import type { Text } from '../text';

/** What is wrong with a mapping of fields that was written down: ends of a sentence. */
export const FIELD_MAPPING_PHRASES = {
  'mapping.unknown': '"{name}" is no field; there are {known}',
  'mapping.noPath': '"{name}" needs a path',
  'mapping.nothingToRead': 'either "instruction" or "messages" is needed',
  'mapping.ofMessages': '"{name}" goes with "messages", not with "instruction"',
  'mapping.exclude': '"messages" and "{name}" exclude each other',
  'mapping.roles': '"roles" needs roles and whose they are',
  'mapping.roleTarget': 'the role "{role}" can be mapped to {targets}',
} as const satisfies Readonly<Record<string, Text>>;
