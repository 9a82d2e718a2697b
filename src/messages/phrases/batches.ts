import type { Text } from '../text';

/** What came back for batches of requests and is of no use: parts of sentences. */
export const BATCH_PHRASES = {
  'batch.noAnswer': 'no answer among the results',
  'batch.otherReasons': 'other reasons',
  'batch.emptyAnswer': 'the answer is empty',
  'batch.noReason': 'no reason given',
  'batch.statusAlone': '{status}: no reason given',
  'batch.errorInLine': 'line {line}: {reason}',
  'batch.foreignScoreId': 'the id is none of a scoring batch',
  'batch.foreignEmbeddingId': 'the id is none of an embedding batch',
  'batch.noVector': 'the answer has no vector of numbers',
  'batch.otherLength': 'the vector has {length} numbers where others have {dimensions}: another model answered',
  /** After the place of a line. */
  'line.tooLong': 'is longer than any answer',
  'line.noJson': 'is no JSON',
  'line.noId': 'has no custom_id',
} as const satisfies Readonly<Record<string, Text>>;
