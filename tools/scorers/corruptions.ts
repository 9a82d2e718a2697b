import type { Turn } from '../../src/dataset/conversation';
import { isUnspaced } from '../../src/scoring/features/segmentation';
import type { Random } from '../../src/common/random';

/** A way to spoil a good answer; `other` is the answer to another question. */
export type Corruption = (turn: Turn, random: Random, other: Turn) => string | undefined;

const REFUSALS = [
  "I'm sorry, but I can't help with that.",
  'I am unable to answer this question.',
  "As an AI language model, I don't have access to that information.",
  'Unfortunately, I cannot provide an answer to this request.',
  "I apologize, but I'm not able to assist you with this. Please consult a professional or search online for more information.",
  'Sorry, I do not know.',
  '抱歉，我无法回答这个问题。',
  '对不起，作为一个人工智能语言模型，我不能提供这方面的帮助。',
  '죄송하지만 그 요청은 도와드릴 수 없습니다.',
  '잘 모르겠습니다.',
];

/** Corruptions by name; undefined where the answer is too short to be spoiled that way. */
export const CORRUPTIONS = {
  otherAnswer: ({ response }, _random, other) => (other.response === response ? undefined : other.response),
  copiedPrompt: ({ instruction }) => instruction,
  loop: ({ response }, random) => {
    const unit = openingUnit(response, random);
    return unit === undefined
      ? undefined
      : Array.from({ length: 3 + random.below(8) }, () => unit).join(random.next() < 0.5 ? ' ' : '\n');
  },
  shuffledWords: ({ response }, random) => {
    const pieces = piecesOf(response);
    return pieces.length < 8 ? undefined : joinPieces(random.shuffled(pieces));
  },
  shuffledSentences: ({ response }, random) => {
    const sentences = response.split(/(?<=[.!?。！？])\s*|\n+/).filter((sentence) => sentence.trim() !== '');
    return sentences.length < 5 ? undefined : random.shuffled(sentences).join(' ');
  },
  refusal: (turn, random) => {
    const script = scriptOf(turn.instruction);
    return random.pick(REFUSALS.filter((refusal) => scriptOf(refusal) === script));
  },
  truncated: ({ response }, random) => {
    const length = Math.floor(response.length * (0.15 + 0.6 * random.next()));
    return length < 20 ? undefined : response.slice(0, length).trimEnd();
  },
  empty: (_turn, random) => random.pick(['', ' ', '...', 'N/A', '\n']),
} as const satisfies Readonly<Record<string, Corruption>>;
export type CorruptionName = keyof typeof CORRUPTIONS;

function scriptOf(text: string): 'Hangul' | 'Han' | 'other' {
  const first = text.trimStart().charAt(0);
  if (/\p{Script=Hangul}/u.test(first)) return 'Hangul';
  return isUnspaced(first) ? 'Han' : 'other';
}

/** The first sentence, or the first few words. */
function openingUnit(response: string, random: Random): string | undefined {
  const sentence = /^[\s\S]{10,200}?[.!?。！？](?=\s|$)/.exec(response)?.[0];
  if (sentence !== undefined && random.next() < 0.7) return sentence.trim();
  const words = response.split(/\s+/);
  return words.length < 6 ? undefined : words.slice(0, 3 + random.below(6)).join(' ');
}

function piecesOf(response: string): string[] {
  return /\p{Script=Han}/u.test(response)
    ? Array.from(response.replace(/\s+/g, ''))
    : response.split(/\s+/).filter((word) => word !== '');
}

function joinPieces(pieces: readonly string[]): string {
  return pieces.join(pieces.some((piece) => piece.length > 1 && !isUnspaced(piece)) ? ' ' : '');
}
