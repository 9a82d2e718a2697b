import type { Text } from '../text';

/** What is wrong with records of benchmark files: parts of sentences. */
export const EVALUATION_PHRASES = {
  'record.noObject': 'it is no JSON object',
  'record.noText': '"{field}" is no text',
  'record.noTexts': '"{field}" is no list of texts',
  'record.noId': '"{field}" is neither a number nor a text',
} as const satisfies Readonly<Record<string, Text>>;
