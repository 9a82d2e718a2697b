import { countCues, CUE_CLASSES } from './cueWords';
import type { CueCounts } from './cueWords';
import { linesOf, sentencesOf, wordsOf } from './segmentation';
import { splitTask } from './taskSplit';
import type { WordStatistics } from './wordStatistics';

/** An instruction as its features see it: the task and the material analysed once. */
interface InstructionView {
  readonly task: string;
  readonly words: readonly string[];
  readonly distinct: ReadonlySet<string>;
  readonly sentenceLengths: readonly number[];
  readonly cues: CueCounts;
  readonly material: string;
  readonly materialWords: number;
  readonly lines: readonly string[];
  readonly statistics: WordStatistics;
}

const log = Math.log1p;
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Every feature of an instruction, by name; the order is the order of the complexity head's inputs. */
const FEATURES: Readonly<Record<string, (view: InstructionView) => number>> = {
  words: (view) => log(view.words.length),
  distinctWords: (view) => log(view.distinct.size),
  sentences: (view) => log(view.sentenceLengths.length),
  lines: (view) => log(view.lines.length),
  distinctLineStarts: (view) => log(new Set(view.lines.map((line) => line.slice(0, 8))).size),
  longestSentence: (view) => log(Math.max(0, ...view.sentenceLengths)),
  shortestSentence: (view) => log(view.sentenceLengths.length === 0 ? 0 : Math.min(...view.sentenceLengths)),
  wordLength: (view) => view.words.join('').length / Math.max(1, view.words.length),
  longWords: (view) => log(view.words.filter((word) => word.length >= 8).length),
  variety: (view) => view.distinct.size / Math.max(1, view.words.length),
  clauses: (view) => log(count(view.task, /[,;:，；：、()（）]/g)),
  questions: (view) => log(count(view.task, /[?？]/g)),
  numbers: (view) => log(count(view.task, /\d+(?:[.,]\d+)*/g)),
  quotes: (view) => log(count(view.task, /["“”「」'‘]/g)),
  mathSigns: (view) => log(count(view.task, /[=+×÷√∑∫≤≥^<>]|\\[a-z]+/g)),
  rareWords: (view) => log([...view.distinct].filter((word) => view.statistics.rarity(word) > 6).length),
  contentMass: (view) => log([...view.distinct].reduce((sum, word) => sum + view.statistics.rarity(word), 0)),
  meanRarity: (view) => mean([...view.distinct].map((word) => view.statistics.rarity(word))),
  materialWords: (view) => log(view.materialWords),
  hasMaterial: (view) => (view.materialWords > 0 ? 1 : 0),
  materialCode: (view) => (/```|[{};]\s*$|\bdef |=>|<\/\w+>/m.test(view.material) ? 1 : 0),
  ...Object.fromEntries(CUE_CLASSES.map((name) => [`${name}Cues`, (view: InstructionView) => log(view.cues[name])])),
  ...Object.fromEntries(
    CUE_CLASSES.map((name) => [
      `${name}Density`,
      (view: InstructionView) => view.cues[name] / Math.sqrt(Math.max(1, view.words.length)),
    ]),
  ),
};

export const INSTRUCTION_FEATURES: readonly string[] = Object.keys(FEATURES);

/** The features of an instruction in the order of `INSTRUCTION_FEATURES`. */
export function instructionFeatures(instruction: string, statistics: WordStatistics): number[] {
  const { task, material } = splitTask(instruction);
  const words = wordsOf(task);
  const view: InstructionView = {
    task,
    words,
    distinct: new Set(words),
    sentenceLengths: sentencesOf(task).map((sentence) => wordsOf(sentence).length),
    cues: countCues(task, words),
    material,
    materialWords: wordsOf(material).length,
    lines: linesOf(task),
    statistics,
  };
  return Object.values(FEATURES).map((feature) => feature(view));
}
