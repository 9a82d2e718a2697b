import { NOTICES } from './phrases/notices';
import { BATCH_PHRASES } from './phrases/batches';
import { CHAIN_PHRASES } from './phrases/chains';
import { CONTAINER_PHRASES } from './phrases/containers';
import { DAMAGE } from './phrases/damage';
import { DATASET_PHRASES } from './phrases/datasets';
import { EVALUATION_PHRASES } from './phrases/evaluation';
import { FIELD_MAPPING_PHRASES } from './phrases/fieldMapping';
import { FILE_PHRASES } from './phrases/files';
import { MISSING_SCORES } from './phrases/missingScores';
import { MODEL_PHRASES } from './phrases/models';
import { REFUSAL_PHRASES } from './phrases/refusals';
import { REMEDIES } from './phrases/remedies';
import { REQUEST_PHRASES } from './phrases/requests';
import { ROW_PHRASES } from './phrases/rows';
import { SCORE_REASONS } from './phrases/scoreReasons';
import { STATUS_REASONS } from './phrases/statuses';
import { JOB_NAMES } from './phrases/jobNames';
import type { Text } from './text';

/** What is said besides faults: parts of them, and findings. */
export const PHRASES = {
  /** A text that has no translation, such as what another program said. */
  verbatim: '{text}',
  /** After a sentence. */
  firstProblem: ' Line {line}: {problem}',
  noScore: 'no score ({reason})',
  otherEmbedder: 'the one that is here now is another version of {name}',
  embedderIn: '{name} in {folder}',
  /** Several things, one after the other. */
  listed: '{first}, {rest}',
  /** Several things none of which is there; the first one follows a "no". */
  noneOf: '{first} and no {rest}',
  ...BATCH_PHRASES,
  ...CHAIN_PHRASES,
  ...CONTAINER_PHRASES,
  ...DAMAGE,
  ...DATASET_PHRASES,
  ...EVALUATION_PHRASES,
  ...FIELD_MAPPING_PHRASES,
  ...FILE_PHRASES,
  ...MODEL_PHRASES,
  ...REFUSAL_PHRASES,
  ...REQUEST_PHRASES,
  ...ROW_PHRASES,
  ...SCORE_REASONS,
  ...MISSING_SCORES,
  ...STATUS_REASONS,
  ...JOB_NAMES,
  ...NOTICES,
  ...REMEDIES,
} as const satisfies Readonly<Record<string, Text>>;

export type PhraseId = keyof typeof PHRASES;
