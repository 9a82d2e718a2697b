import type { Edit } from './edits';
import type { Random } from '../../../src/common/random';
import { pickSpan, replaceSpan, textOf, wordSpans, type Language } from './words';

/** Changes that make another row of a text although almost all of it stays: pairs that should be told apart. */
export const HARD_NEGATIVES = {
  number: changeNumber,
  negation: changeNegation,
  name: changeName,
} satisfies Record<string, Edit>;

const NAMES = ['Maria', 'Kenji', 'Olga', 'Peter', 'Fatima', 'Lucas', 'Berlin', 'Nairobi', 'Lisbon', 'Toronto', 'Osaka'];

/** Tasks in front of a quoted passage. */
const TASKS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Summarise the following text in one sentence:',
    'Translate the following passage into German:',
    'List every person and place named in this text:',
    'What is the mood of the author here? Explain.',
    'Rewrite this for a ten-year-old:',
    'Write three quiz questions about the passage below.',
    'Find grammatical mistakes in the text:',
    'Give this passage a title.',
  ],
  ko: [
    '다음 글을 한 문장으로 요약해 줘:',
    '아래 글을 영어로 번역해 줘:',
    '이 글에 나오는 사람과 장소를 모두 적어 줘:',
    '글쓴이의 기분은 어떤가요?',
    '다음 글로 퀴즈 세 개를 만들어 줘:',
    '맞춤법이 틀린 곳을 찾아 줘:',
  ],
  zh: [
    '请用一句话概括下面的文章：',
    '把下面这段话翻译成英语：',
    '列出文中提到的所有人物和地点：',
    '作者的情绪是怎样的？',
    '根据下文出三道测验题：',
    '找出下面文字中的语法错误：',
  ],
};

/** One number becomes another with as many digits. */
function changeNumber(text: string, _language: Language, random: Random): string | undefined {
  const numbers = [...text.matchAll(/\d+/g)];
  if (numbers.length === 0) return undefined;
  const { 0: digits, index } = random.pick(numbers);
  const first = String(((Number(digits.charAt(0)) + random.below(8)) % 9) + 1);
  const changed = first + digits.slice(1);
  return changed === digits ? undefined : replaceSpan(text, { start: index, end: index + digits.length }, changed);
}

/** A negation taken out where there is one, else put in. */
function changeNegation(text: string, language: Language, random: Random): string | undefined {
  if (language === 'ko') return negateKorean(text, random);
  if (language === 'zh') return replaceFirst(text, /[不没]/u, '') ?? replaceFirst(text, /(?=[是能会可要应])/u, '不');
  return (
    replaceFirst(text, /\b(not |never )|n't\b/, '') ??
    replaceFirst(text, /(?<=\b(?:is|are|was|were|can|could|should|would|will|do|does|did|must|has|have) )/, 'not ')
  );
}

function negateKorean(text: string, random: Random): string | undefined {
  const removed = replaceFirst(text, /(?<![가-힣])(?:안|못) ?(?=[가-힣])/u, '');
  if (removed !== undefined) return removed;
  const word = pickSpan(wordSpans(text, 'ko'), random, (span) => /[어요다]$/u.test(textOf(text, span)));
  return word === undefined ? undefined : replaceSpan(text, { start: word.start, end: word.start }, '안 ');
}

function replaceFirst(text: string, pattern: RegExp, replacement: string): string | undefined {
  return pattern.test(text) ? text.replace(pattern, replacement) : undefined;
}

/** A capitalised word that does not open a sentence becomes another name, wherever it stands. */
function changeName(text: string, language: Language, random: Random): string | undefined {
  if (language !== 'en') return undefined;
  const names = [...text.matchAll(/(?<=[a-z,] )[A-Z][a-z]{2,}(?![\p{L}\p{N}])/gu)].map(([name]) => name);
  if (names.length === 0) return undefined;
  const name = random.pick(names);
  const whole = new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'gu');
  return text.replace(whole, random.pick(NAMES.filter((other) => other !== name)));
}

/** Two different tasks for the same passage. */
export function taskPair(passage: string, language: Language, random: Random): [string, string] {
  const [first, second] = random.shuffled(TASKS[language]);
  return [`${first ?? ''}\n${passage}`, `${second ?? ''}\n${passage}`];
}
