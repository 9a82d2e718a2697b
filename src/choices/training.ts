/** The trainers that data and configurations are written for, by the names of their commands' users. */
export const TRAINERS = ['llamafactory', 'axolotl', 'trl'] as const;
export type TrainerName = (typeof TRAINERS)[number];

export const TRAINER_LABELS: Readonly<Record<TrainerName, string>> = {
  llamafactory: 'LLaMA-Factory',
  axolotl: 'Axolotl',
  trl: 'TRL',
};

/** What a model is trained with, but for the data and the machine. */
export interface TrainingRecipe {
  /** For people. */
  readonly label: string;
  /** What the recipe was made for, by its name on the hub; null = any. */
  readonly baseModel: string | null;
  readonly method: 'full' | 'lora';
  /** null = the base model's own chat template. */
  readonly template: 'vicuna' | null;
  /** In tokens; what is longer is cut. */
  readonly length: number;
  readonly epochs: number;
  /** Rows per step, over all GPUs. */
  readonly batch: number;
  readonly learningRate: number;
  readonly warmupRatio: number;
  readonly schedule: 'cosine' | 'linear';
}

/** What the paper's three recipes share. */
const PAPER = { method: 'full', template: 'vicuna', length: 2048, epochs: 6, schedule: 'cosine' } as const;

/** Recipes of supervised fine-tuning: those of the paper's appendix A, and a plain one for any base model. */
export const SFT_RECIPES = {
  'deita-mistral-7b': {
    ...PAPER,
    label: 'DEITA, Mistral-7B',
    baseModel: 'mistralai/Mistral-7B-v0.1',
    batch: 512,
    learningRate: 2e-5,
    warmupRatio: 0.1,
  },
  'deita-llama1-13b': {
    ...PAPER,
    label: 'DEITA, LLaMA-1-13B',
    baseModel: 'huggyllama/llama-13b',
    batch: 128,
    learningRate: 1e-5,
    warmupRatio: 0.03,
  },
  'deita-llama2-13b': {
    ...PAPER,
    label: 'DEITA, LLaMA-2-13B',
    baseModel: 'meta-llama/Llama-2-13b-hf',
    batch: 128,
    learningRate: 2e-5,
    warmupRatio: 0.1,
  },
  lora: {
    label: 'LoRA, any base model',
    baseModel: null,
    method: 'lora',
    template: null,
    length: 2048,
    epochs: 3,
    batch: 16,
    learningRate: 1e-4,
    warmupRatio: 0.1,
    schedule: 'cosine',
  },
} as const satisfies Readonly<Record<string, TrainingRecipe>>;

export type SftRecipeName = keyof typeof SFT_RECIPES;
export const SFT_RECIPE_NAMES = Object.keys(SFT_RECIPES) as [SftRecipeName, ...SftRecipeName[]];

/** The paper's preference training, after one of its recipes. */
export const DPO_RECIPE = {
  label: 'DEITA, DPO',
  baseModel: null,
  method: 'full',
  template: 'vicuna',
  length: 2048,
  epochs: 9,
  batch: 32,
  learningRate: 5e-7,
  warmupRatio: 0.1,
  schedule: 'linear',
  beta: 0.1,
} as const satisfies TrainingRecipe & { readonly beta: number };

/** How many pairs the paper takes. */
export const DPO_PAIRS = 10_000;

/** Of the order in which the trainer takes rows; another one than that of the random baseline unless somebody asks for it. */
export const TRAINING_SEED = 42;

/** Low-rank adapters of the plain recipe. */
export const LORA = { rank: 16, alpha: 32, dropout: 0.05 } as const;

/** How a batch is spread: `perDevice` × `accumulation` × GPUs is the batch. */
export interface BatchSplit {
  readonly perDevice: number;
  readonly accumulation: number;
}

/** More rows of 2,048 tokens at once do not fit beside the states of a large model. */
const MOST_PER_DEVICE = 4;

/** @returns undefined where no split gives the batch exactly */
export function splitBatch(batch: number, gpus: number): BatchSplit | undefined {
  if (batch % gpus !== 0) return undefined;
  const ofDevice = batch / gpus;
  let perDevice = MOST_PER_DEVICE;
  while (ofDevice % perDevice !== 0) perDevice--;
  return { perDevice, accumulation: ofDevice / perDevice };
}

/** The numbers of GPUs that a batch can be split by, from 1. */
export function gpusThatFit(batch: number): number[] {
  return Array.from({ length: batch }, (_, at) => at + 1).filter((gpus) => batch % gpus === 0);
}
