import { isObject, type JsonObject } from '../../inference/onnxFolder/modelFiles';
import type { TensorInfo } from '../../inference/onnxFolder/network';
import type { SequenceModel } from '../../inference/onnxFolder/sequenceModel';
import { DIGIT_SCORES, softmaxExpectation } from '../digitExpectation';
import { fillTemplate, type ScoreKind } from '../promptTemplates';
import { HIGHEST_SCORE, LOWEST_SCORE } from '../scorer';
import { partsOf, TURN_PARTS, type TurnReading } from './turnFit';
import type { ScoringHead } from './turnModel';
import { fault } from '../../messages/say';

const DEFAULT_CONTEXT = 512;

/**
 * A sequence classifier: with one output its value, brought into [1, 6]; with a class for each score the expectation.
 * It reads the instruction, for quality the instruction and the response as a pair, unless a template says otherwise.
 */
export function classifierHead(model: SequenceModel, kind: ScoreKind, logits: TensorInfo): ScoringHead {
  const { folder } = model;
  const width = classCount(logits, folder.config, folder.networkFile);
  const scores = width === 1 ? [] : scoresOfClasses(model, width);
  return {
    ...readingOf(model, kind),
    output: logits.name,
    width,
    maxTokens: folder.maxTokens ?? DEFAULT_CONTEXT,
    read: (numbers) => (width === 1 ? regression(numbers[0]) : expectation(numbers, scores)),
  };
}

function readingOf({ folder, tokenizer }: SequenceModel, kind: ScoreKind): TurnReading {
  const { template } = folder.overrides;
  if (template !== undefined) {
    return { parts: partsOf(template), encode: (turn) => tokenizer.encode(fillTemplate(template, turn)) };
  }
  if (kind === 'complexity')
    return { parts: ['instruction'], encode: ({ instruction }) => tokenizer.encode(instruction) };
  return { parts: TURN_PARTS, encode: ({ instruction, response }) => tokenizer.encode(instruction, response) };
}

function classCount({ dims }: TensorInfo, { num_labels, id2label }: JsonObject, file: string): number {
  const labels = isObject(id2label) ? Object.keys(id2label).length : undefined;
  const count = typeof dims[1] === 'number' ? dims[1] : (labels ?? num_labels);
  if (typeof count === 'number') return count;
  throw fault('unknownClassCount', { file });
}

/** Labels that are the six digits count as what they say, other labels by their order. */
function scoresOfClasses({ folder }: SequenceModel, width: number): readonly number[] {
  const { labelScores } = folder.overrides;
  if (labelScores?.length === width) return labelScores;
  if (labelScores === undefined && width === DIGIT_SCORES.length) {
    const labels = isObject(folder.config.id2label) ? folder.config.id2label : {};
    const named = DIGIT_SCORES.map((_, index) => Number(labels[index]));
    return new Set(named).size === width && named.every((score) => DIGIT_SCORES.includes(score)) ? named : DIGIT_SCORES;
  }
  throw fault('otherClassCount', { folder: folder.path, classes: String(width) });
}

function regression(value: number | undefined): number | undefined {
  if (value === undefined || !Number.isFinite(value)) return undefined;
  return Math.min(HIGHEST_SCORE, Math.max(LOWEST_SCORE, value));
}

function expectation(logits: Float32Array, scores: readonly number[]): number | undefined {
  if (!logits.every(Number.isFinite)) return undefined;
  return softmaxExpectation([...logits], scores);
}
