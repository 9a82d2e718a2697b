import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buildModels } from '../../tools/build/models';
import { SENTENCE_ENCODER_FILES } from '../../src/inference/sentenceEncoder';
import { UnigramTokenizer, type Vocabulary } from '../../src/inference/unigramTokenizer';
import type { Bench } from './bench';
import { costIn, costOf } from './measuring/cost';
import { leastDisturbed } from './measuring/leastDisturbed';
import { readConversations } from './measuring/readConversations';

const ROOT = path.resolve(__dirname, '../..');
const SAMPLE = path.join(ROOT, 'media', 'samples', 'instruction-mix.jsonl');
const VOCABULARY = path.join(ROOT, 'dist', 'models', SENTENCE_ENCODER_FILES.vocabulary);
/** About 100 tokens of the sample's text. */
const WORDS_A_TEXT = 72;
const TEXTS = 20_000;
const WANTED_TEXTS_PER_SECOND = 20_000;
const WANTED_TOKENS = 100;

/** Text to token ids of the sentence encoder, on one core: texts of a fixed number of words from the bundled sample. */
export const tokenizer: Bench = {
  name: 'tokenizer',
  async run() {
    await buildModels();
    const vocabulary = JSON.parse(await readFile(VOCABULARY, 'utf8')) as Vocabulary;
    const encoder = new UnigramTokenizer(vocabulary);
    const texts = await readTexts();
    const tokens = texts.reduce((sum, text) => sum + encoder.encode(text).length, 0) / texts.length;
    const encodeAll = (): void => {
      for (let turn = 0; turn < TEXTS; turn++) encoder.encode(texts[turn % texts.length] ?? '');
    };
    const cost = await leastDisturbed(
      () => costOf(encodeAll),
      ({ wallMs }) => wallMs,
    );
    const textsPerSecond = ((TEXTS / cost.wallMs) * 1000 * tokens) / WANTED_TOKENS;
    const ratio = {
      what: `texts of ${WANTED_TOKENS} tokens to ids, one core (${tokens.toFixed(0)} tokens a text)`,
      measured: `${Math.round(textsPerSecond)} texts/s`,
      baseline: `${WANTED_TEXTS_PER_SECOND} texts/s`,
      ratio: textsPerSecond / WANTED_TEXTS_PER_SECOND,
      target: 'above 1: faster',
    };
    return { ratios: [ratio], figures: { texts: TEXTS, tokens, ...costIn(cost) } };
  },
};

async function readTexts(): Promise<string[]> {
  const turns = (await readConversations(SAMPLE)).flatMap((conversation) => conversation.turns);
  const words = turns.flatMap(({ instruction, response }) =>
    `${instruction} ${response}`.normalize('NFKC').split(/\s+/),
  );
  const count = Math.floor(words.length / WORDS_A_TEXT);
  return Array.from({ length: count }, (_, text) =>
    words.slice(text * WORDS_A_TEXT, (text + 1) * WORDS_A_TEXT).join(' '),
  );
}
