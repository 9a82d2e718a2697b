import type { BatchSplit, TrainingRecipe } from '../choices/training';
import type { ChatMessage, ChatRow } from './chatRow';

/** One folder to train in: its data has the name of the set. */
export interface TrainingPlan {
  /** Such as `selection`. */
  readonly set: string;
  readonly recipe: TrainingRecipe;
  /** Of the preference loss; absent = supervised fine-tuning. */
  readonly beta?: number;
  /** A name on the hub or a folder. */
  readonly baseModel: string;
  readonly split: BatchSplit;
  readonly seed: number;
  /** Whether some row names tools. */
  readonly hasTools: boolean;
}

/** A better and a worse answer to one prompt. */
export interface ChatPair {
  readonly prompt: readonly ChatMessage[];
  readonly chosen: ChatMessage;
  readonly rejected: ChatMessage;
}

/** A configuration, in the order in which its keys are written. */
export type Configuration = Readonly<Record<string, unknown>>;

/** What one trainer reads: its form of rows and its files. */
export interface Trainer {
  /** @throws Refusal for a row that the trainer skips, stops at or misreads */
  check(row: ChatRow, recipe: TrainingRecipe): void;
  /** A row of its data; of a set with tools every row has their column. */
  row(row: ChatRow, plan: Pick<TrainingPlan, 'recipe' | 'hasTools'>): object;
  /** A row of its preference data. */
  pair(pair: ChatPair): object;
  /** What stands in the YAML file that training begins with. */
  configuration(plan: TrainingPlan): Configuration;
  /** Other files that the configuration names, by name. */
  files(plan: TrainingPlan): Readonly<Record<string, string>>;
  /** What to run in the folder, a command a line. */
  commands(options: { readonly config: string; readonly gpus: number; readonly isDpo: boolean }): readonly string[];
}

/** The data's file name. */
export function dataFile({ set }: Pick<TrainingPlan, 'set'>): string {
  return `${set}.jsonl`;
}

/** `CUDA_VISIBLE_DEVICES=0,1 `: as many GPUs as the batch is split by, whatever the machine has. */
export function visibleGpus(gpus: number): string {
  return `CUDA_VISIBLE_DEVICES=${Array.from({ length: gpus }, (_, gpu) => gpu).join(',')} `;
}
