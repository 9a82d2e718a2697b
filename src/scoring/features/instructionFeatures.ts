import { countCues, type CueCounts } from './cueWords';
import { count } from './measures';
import { linesOf, sentencesOf, wordsOf } from './segmentation';
import { splitTask } from './taskSplit';
import type { WordStatistics } from './wordStatistics';

/** An instruction as its features see it: the task and the material analysed once. */
interface InstructionView {
  readonly task: string;
  readonly distinct: ReadonlySet<string>;
  readonly cues: CueCounts;
  readonly taskLines: readonly string[];
  /** Lines of the whole instruction, material included. */
  readonly lines: readonly string[];
  readonly materialWords: number;
  readonly statistics: WordStatistics;
}

type Features = Readonly<Record<string, (view: InstructionView) => number>>;

const log = Math.log1p;
const RARE = 6;
const LINE_START_LENGTH = 8;

/** What adds to the demand of a task. Complexity may only count these upwards, so adding a demand never lowers a score. */
const DEMANDS: Features = {
  distinctWords: ({ distinct }) => log(distinct.size),
  rareWords: ({ distinct, statistics }) => log([...distinct].filter((word) => statistics.rarity(word) > RARE).length),
  sentences: ({ task }) => log(sentencesOf(task).length),
  distinctLines: ({ lines }) => log(new Set(lines).size),
  distinctLineStarts: ({ taskLines }) => log(new Set(taskLines.map((line) => line.slice(0, LINE_START_LENGTH))).size),
  numbers: ({ task }) => log(count(task, /\d+(?:[.,]\d+)*/g)),
  quotes: ({ task }) => log(count(task, /["“”「」'‘]/g)),
  mathSigns: ({ task }) => log(count(task, /[=+×÷√∑∫≤≥^<>]|\\[a-z]+/g)),
  constraints: ({ cues }) => log(cues.constraint),
  forms: ({ cues }) => log(cues.form),
  reasoning: ({ cues }) => log(cues.reasoning),
  roles: ({ cues }) => log(cues.role),
  connectives: ({ cues }) => log(cues.connective),
  directives: ({ cues }) => log(cues.directive),
  materialWords: ({ materialWords }) => log(materialWords),
};

/** What says something of the task's nature and may count either way. */
const NATURE: Features = {
  plainTasks: ({ cues }) => log(cues.plain),
  questionWords: ({ cues }) => log(cues.question),
  questions: ({ task }) => log(count(task, /[?？]/g)),
  hasMaterial: ({ materialWords }) => (materialWords > 0 ? 1 : 0),
  repeatedLines: ({ lines }) => 1 - new Set(lines).size / Math.max(1, lines.length),
  meanRarity: ({ distinct, statistics }) =>
    [...distinct].reduce((sum, word) => sum + statistics.rarity(word), 0) / Math.max(1, distinct.size),
};

const FEATURES: Features = { ...DEMANDS, ...NATURE };

/** What the heads see of an instruction, in order. */
export const INSTRUCTION_FEATURES: readonly string[] = Object.keys(FEATURES);

/** How many of them, from the first, may only raise the score. */
export const RISING_FEATURES = Object.keys(DEMANDS).length;

/** The features of an instruction in the order of `INSTRUCTION_FEATURES`. */
export function instructionFeatures(instruction: string, statistics: WordStatistics): number[] {
  const { task, material } = splitTask(instruction);
  const words = wordsOf(task);
  const view: InstructionView = {
    task,
    distinct: new Set(words),
    cues: countCues(task, words),
    taskLines: linesOf(task),
    lines: linesOf(instruction),
    materialWords: wordsOf(material).length,
    statistics,
  };
  return Object.values(FEATURES).map((feature) => feature(view));
}
