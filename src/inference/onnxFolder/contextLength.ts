import path from 'node:path';
import { type JsonObject, readJsonIfThere } from './modelFiles';

/** Configurations name "no limit" with astronomic numbers. */
const NO_LIMIT = 1e9;
/** RoBERTa's relatives number their positions from 2. */
const SHIFTED_POSITIONS = /roberta|camembert|mpnet|xmod/i;
const SHIFT = 2;

export interface LengthFiles {
  readonly config: JsonObject;
  readonly tokenizerConfig: JsonObject;
}

/**
 * Tokens that a network takes at most, special tokens included: the least of what its files say.
 * @returns undefined when none says anything
 */
export async function contextLength(
  folder: string,
  { config, tokenizerConfig }: LengthFiles,
): Promise<number | undefined> {
  const sentence = await readJsonIfThere(path.join(folder, 'sentence_bert_config.json'));
  const shift = typeof config.model_type === 'string' && SHIFTED_POSITIONS.test(config.model_type) ? SHIFT : 0;
  const positions = [config.max_position_embeddings, config.n_positions].filter(isLimit).map((count) => count - shift);
  const limits = [sentence?.max_seq_length, tokenizerConfig.model_max_length].filter(isLimit);
  return positions.length + limits.length === 0 ? undefined : Math.min(...positions, ...limits);
}

function isLimit(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < NO_LIMIT;
}
