import type { TensorInfo } from '../../inference/onnxFolder/network';
import type { SequenceModel } from '../../inference/onnxFolder/sequenceModel';
import { digitExpectation, SCORE_DIGITS } from '../digitExpectation';
import { fillTemplate, PROMPT_TEMPLATES, TRAINED_CONTEXT_LENGTH, type ScoreKind } from '../promptTemplates';
import { partsOf } from './turnFit';
import type { ScoringHead } from './turnModel';
import { fault } from '../../messages/say';

/** A language model: the expectation of the digits that it may answer with, right after the prompt. */
export function causalHead({ folder, tokenizer }: SequenceModel, kind: ScoreKind, logits: TensorInfo): ScoringHead {
  const template = folder.overrides.template ?? PROMPT_TEMPLATES[kind];
  const width = vocabularySize(logits, folder.config.vocab_size, folder.networkFile);
  const digits = folder.overrides.digitTokens ?? SCORE_DIGITS.map((digit) => tokenizer.idOf(digit));
  assertDigits(digits, width, folder.path);
  return {
    parts: partsOf(template),
    encode: (turn) => tokenizer.encodePrompt(fillTemplate(template, turn)),
    output: logits.name,
    width,
    maxTokens: folder.maxTokens ?? TRAINED_CONTEXT_LENGTH,
    read: (numbers, length) => {
      const last = (length - 1) * width;
      return digitExpectation(digits.map((id) => numbers[last + (id ?? Number.NaN)]));
    },
  };
}

/** Numbers that the logits have for one position. @throws DeitaError `modelUnsupported` */
export function vocabularySize({ dims }: TensorInfo, configured: unknown, file: string): number {
  const size = typeof dims[2] === 'number' ? dims[2] : configured;
  if (typeof size === 'number') return size;
  throw fault('noVocabularySize', { file });
}

/** The bare digits, as they come after the space that ends the prompt. */
function assertDigits(digits: readonly (number | undefined)[], width: number, folder: string): void {
  const missing = SCORE_DIGITS.filter((_, index) => !((digits[index] ?? Number.NaN) < width));
  if (missing.length === 0) return;
  throw fault('noDigitTokens', { folder, digits: missing.join(', ') });
}
