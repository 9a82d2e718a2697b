import type { Turn } from '../../src/dataset/conversation';
import type { SentenceEncoder } from '../../src/inference/sentenceEncoder';
import { countPositions } from '../../src/scoring/features/positionStatistics';
import { sentencesOf, wordsOf, wordsOfSentences } from '../../src/scoring/features/segmentation';
import type { Lexicon } from '../../src/scoring/features/turnView';
import { countWordStatistics } from '../../src/scoring/features/wordStatistics';
import type { Random } from '../../src/common/random';
import { trainTopicVectors } from './topicTraining';
import type { PoolTurns, TrainingPool } from './trainingTexts';

/** Pools whose words the topic vectors know: the encoder that they come from reads English. */
const ENGLISH_POOLS: readonly TrainingPool[] = ['gpteacher.jsonl', 'gsm8k.jsonl', 'glaive_toolcall_en_demo.json'];
const TOPIC_WORD = /^[a-z][a-z']+$/;
/** A word needs to occur in this many texts to get a topic vector. */
const TOPIC_WORD_TEXTS = 3;

/** Counts the word statistics of the pools and trains the topic vectors of their frequent English words. */
export async function trainLexicon(pools: PoolTurns, encoder: SentenceEncoder, random: Random): Promise<Lexicon> {
  const turns = Object.values(pools).flat();
  const statistics = countWordStatistics(turns.flatMap(wordLists));
  const english = ENGLISH_POOLS.flatMap((pool) => pools[pool]);
  const topics = await trainTopicVectors(frequentWords(english), english, statistics, encoder, random);
  const positions = countPositions(turns.map(({ response }) => wordsOfSentences(sentencesOf(response))));
  return { statistics, positions, topics };
}

function wordLists({ instruction, response }: Turn): string[][] {
  return [wordsOf(instruction), wordsOf(response)];
}

function frequentWords(turns: readonly Turn[]): string[] {
  const counts = new Map<string, number>();
  for (const words of turns.flatMap(wordLists)) {
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const frequent = [...counts].filter(([word, count]) => count >= TOPIC_WORD_TEXTS && TOPIC_WORD.test(word));
  return frequent.map(([word]) => word);
}
