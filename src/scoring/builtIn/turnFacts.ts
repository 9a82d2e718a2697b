import type { Turn } from '../../dataset/conversation';
import { countCues } from '../features/cueWords';
import { isBareRefusal } from '../features/responseFeatures';
import { linesOf, sentencesOf, wordsOf } from '../features/segmentation';
import { splitTask } from '../features/taskSplit';
import { GATE_NAMES, type GateName } from './gates';
import type { LinearModel } from './head';
import { ROW_FEATURES, type TurnRow } from './turnRow';

/** What is true of a turn, whatever it does to the scores. */
export interface TurnFacts {
  readonly constraints: number;
  readonly forms: number;
  readonly reasoning: number;
  readonly taskWords: number;
  readonly materialWords: number;
  readonly answerWords: number;
  readonly answerSentences: number;
  readonly answerLines: number;
  readonly hasCode: boolean;
  /** Whether the answer is a refusal and not much more. */
  readonly onlyRefuses: boolean;
  /** Length of the task in standard deviations from the mean length of the judged requests. */
  readonly taskLength: number;
  /** @param feature of `ROW_FEATURES` */
  readonly value: (feature: string) => number;
  /** In standard deviations from the mean of the judged turns. @param feature of `ROW_FEATURES` */
  readonly level: (feature: string) => number;
  /** How sure a gate is, 0 to 1. */
  readonly evidence: (gate: GateName) => number;
}

/** @param usual a linear model's mean and scale, for what is usual among the judged turns */
export function factsOf(
  { instruction, response }: Turn,
  { features, evidence }: TurnRow,
  usual: Pick<LinearModel, 'mean' | 'scale'>,
): TurnFacts {
  const { task, material } = splitTask(instruction);
  const taskWords = wordsOf(task);
  const cues = countCues(task, taskWords);
  const value = (feature: string): number => features[indexOf(feature)] ?? 0;
  const levelOf = (feature: string, amount: number): number => {
    const index = indexOf(feature);
    return (amount - (usual.mean[index] ?? 0)) * (usual.scale[index] ?? 0);
  };
  return {
    constraints: cues.constraint,
    forms: cues.form,
    reasoning: cues.reasoning,
    taskWords: taskWords.length,
    materialWords: wordsOf(material).length,
    answerWords: wordsOf(response).length,
    answerSentences: sentencesOf(response).length,
    answerLines: linesOf(response).length,
    hasCode: response.includes('```'),
    onlyRefuses: isBareRefusal(response),
    taskLength: levelOf('size.instructionBytes', Math.log1p(Buffer.byteLength(task))),
    value,
    level: (feature) => levelOf(feature, value(feature)),
    evidence: (gate) => evidence[GATE_NAMES.indexOf(gate)] ?? 0,
  };
}

function indexOf(feature: string): number {
  const index = ROW_FEATURES.indexOf(feature);
  if (index < 0) throw new TypeError(`no feature ${feature}`);
  return index;
}
