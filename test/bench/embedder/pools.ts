import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Conversation } from '../../../src/dataset/conversation';
import { embeddingText } from '../../../src/embedding/embeddingText';
import { normaliseText } from '../../../src/embedding/normalForm';
import { Random } from '../../../src/common/random';
import { readConversations } from '../measuring/readConversations';
import type { Language } from './words';

const POOL_FOLDER = path.resolve(__dirname, '../../../../shared/data/pools');

/** Texts of one kind and language, all different from each other, in normal form. */
export interface TextSet {
  readonly name: string;
  readonly language: Language;
  readonly texts: readonly string[];
  /** How many of the texts are edited. */
  readonly edited: number;
}

interface SetSource {
  readonly name: string;
  readonly language: Language;
  readonly files: readonly string[];
  readonly textOf: (conversation: Conversation) => string;
  readonly rows: number;
  readonly edited: number;
}

const instructionOf = ({ turns }: Conversation): string => turns[0]?.instruction ?? '';

/** Sizes are what a laptop embeds in a few minutes; Korean and Chinese rows cost no sentence encoder. */
const SOURCES: readonly SetSource[] = [
  {
    name: 'English instructions',
    language: 'en',
    files: ['dolly_3k.json', 'alpaca_en_demo.json'],
    textOf: instructionOf,
    rows: 2500,
    edited: 250,
  },
  {
    name: 'English conversations',
    language: 'en',
    files: ['dolly_3k.json', 'alpaca_en_demo.json', 'gsm8k.jsonl'],
    textOf: embeddingText,
    rows: 800,
    edited: 120,
  },
  {
    name: 'Korean instructions',
    language: 'ko',
    files: ['ko-chat.messages.jsonl'],
    textOf: instructionOf,
    rows: 12_000,
    edited: 1000,
  },
  {
    name: 'Korean conversations',
    language: 'ko',
    files: ['ko-chat.messages.jsonl'],
    textOf: embeddingText,
    rows: 12_000,
    edited: 1000,
  },
  {
    name: 'Chinese instructions',
    language: 'zh',
    files: ['alpaca_zh_demo.json', 'oaast_sft_zh.json'],
    textOf: instructionOf,
    rows: 2000,
    edited: 500,
  },
  {
    name: 'Chinese conversations',
    language: 'zh',
    files: ['alpaca_zh_demo.json', 'oaast_sft_zh.json', 'glaive_toolcall_zh_demo.json'],
    textOf: embeddingText,
    rows: 2000,
    edited: 300,
  },
];

export function poolsArePresent(): boolean {
  return existsSync(POOL_FOLDER);
}

/** One set after the other, so that only one is in memory. */
export async function* textSets(seed: number): AsyncGenerator<TextSet> {
  for (const { name, language, files, textOf, rows, edited } of SOURCES) {
    const texts = new Set<string>();
    for (const file of files) {
      for (const conversation of await readPool(file)) texts.add(normaliseText(textOf(conversation)));
    }
    texts.delete('');
    yield { name, language, texts: new Random(seed).shuffled([...texts]).slice(0, rows), edited };
  }
}

/** Passages of a language, each long enough to be quoted in a task. */
export async function passages(language: Language, count: number): Promise<string[]> {
  const file = { en: 'dolly_3k.json', ko: 'ko-chat.messages.jsonl', zh: 'alpaca_zh_demo.json' }[language];
  const responses = (await readPool(file)).map(({ turns }) => normaliseText(turns[0]?.response ?? ''));
  const length = language === 'en' ? 300 : 150;
  // Korean responses are one sentence each: several of them make a passage.
  const joined = language === 'ko' ? inGroups(responses, 10).map((group) => group.join(' ')) : responses;
  return joined.filter((passage) => passage.length >= length).slice(0, count);
}

function readPool(file: string): Promise<Conversation[]> {
  return readConversations(path.join(POOL_FOLDER, file));
}

function inGroups<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.floor(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
