import { hashedTerms, TERM_BUCKETS } from '../../src/scoring/features/hashedTerms';
import { wordsOf } from '../../src/scoring/features/segmentation';
import {
  inverseDocumentFrequencies,
  termWeights,
  WORDING_DIMENSIONS,
  WordingVectors,
} from '../../src/scoring/features/wordingVectors';
import type { JudgedTurn } from './labels';
import type { Random } from '../../src/common/random';
import { truncatedSvd } from './truncatedSvd';
import type { PoolTurns, TrainingPool } from './trainingTexts';

/** Turns of each pool whose wording the projection is made from. */
const WORDING_TURNS: Readonly<Record<TrainingPool, number>> = {
  'gpteacher.jsonl': 2000,
  'gsm8k.jsonl': 400,
  'glaive_toolcall_en_demo.json': 300,
  'glaive_toolcall_zh_demo.json': 300,
  'oaast_sft_zh.json': 400,
  'ko-chat.messages.jsonl': 500,
};

/** Finds the directions in which texts differ most: latent semantic analysis of hashed terms (Deerwester et al. 1990). */
export function trainWording(pools: PoolTurns, judged: readonly JudgedTurn[], random: Random): WordingVectors {
  const ofPools = (Object.keys(WORDING_TURNS) as TrainingPool[]).flatMap((pool) =>
    pools[pool].slice(0, WORDING_TURNS[pool]),
  );
  const texts = [...ofPools, ...judged].flatMap(({ instruction, response }) => [instruction, response]);
  const hashed = texts.map((text) => hashedTerms(text, wordsOf(text))).filter(({ buckets }) => buckets.length > 0);
  const idf = inverseDocumentFrequencies(hashed);
  const rows = hashed.map((terms) => ({ columns: terms.buckets, values: termWeights(terms, idf) }));
  return WordingVectors.fromDirections(idf, truncatedSvd(rows, TERM_BUCKETS, WORDING_DIMENSIONS, random));
}
