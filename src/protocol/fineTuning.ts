import type { BatchSplit, SftRecipeName, TrainerName } from '../choices/training';
import type { Message } from '../common/message';
import type { FieldMapping } from '../dataset/conversation';
import type { RefusalReason } from '../fineTuning/refusal';

/** Rows of a file. */
export interface RowsOfFile {
  /** Absolute. */
  readonly path: string;
  /** 0-based, in the order in which they are written; absent = all, in file order. */
  readonly rowIndexes?: readonly number[];
  /** What the file was when the selection was made; absent = not known. */
  readonly madeOf?: { readonly bytes?: number; readonly sha256?: string };
}

/** Where the baselines' rows come from. */
export interface BaselinePool {
  /** Absolute. */
  readonly path: string;
  /** What the selection was made of; absent = not known. */
  readonly sha256?: string;
}

/** What training is prepared for. */
export interface TrainingTarget {
  readonly trainer: TrainerName;
  /** A name on the hub or a folder. */
  readonly baseModel: string;
  /** From 1. */
  readonly gpus: number;
  /** Folder of a tokenizer, or its `tokenizer.json`; absent = tokens are estimated. */
  readonly tokenizer?: string;
  readonly fields?: FieldMapping;
  /** The folder to write. Absolute. */
  readonly outputPath: string;
  readonly overwrite: boolean;
}

export interface PrepareRequest extends TrainingTarget {
  readonly recipe: SftRecipeName;
  /** Of a dataset that is open: what is selected of it, with its mapping of fields. */
  readonly selection: RowsOfFile | { readonly datasetId: string };
  /** null = no baselines. */
  readonly pool: BaselinePool | null;
  /** Of the random baseline. */
  readonly seed: number;
}

export interface PairsRequest extends TrainingTarget {
  /** What the model was fine-tuned by: adapters and template are those. */
  readonly recipe: SftRecipeName;
  /** Of the preference rows. Absolute. */
  readonly path: string;
  /** Pairs at most, from 1. */
  readonly count: number;
  /** `margin` = the largest difference of ratings first; rows without ratings make no pair then. */
  readonly by: 'random' | 'margin';
  /** Of the random order. */
  readonly seed: number;
  /** Rows whose prompts are left out. Absolute. */
  readonly exclude?: string;
}

/** A file that was written, by its path in the folder. */
export interface PreparedFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** How long the rows of a set are. */
export interface SetTokens {
  /** Of all rows, uncut. */
  readonly total: number;
  /** Of the longest row. */
  readonly longest: number;
  /** Rows longer than the length limit, and their share of all. */
  readonly cutRows: number;
  readonly cutShare: number;
  /** About so many go through the model: each row up to the limit, in every epoch. */
  readonly seen: number;
}

/** Folders to train in, within what is prepared. */
export const SET_NAMES = ['selection', 'random', 'longest', 'preferences'] as const;

export interface PreparedSet {
  readonly name: (typeof SET_NAMES)[number];
  /** Of a random one. */
  readonly seed?: number;
  readonly rows: number;
  /** Rows that came before in the order of the baseline, and that the trainer would refuse. */
  readonly passedOver?: number;
  /** Optimizer steps over all epochs. */
  readonly steps: number;
  readonly tokens: SetTokens;
  readonly files: readonly PreparedFile[];
}

export interface RefusedRow {
  /** 0-based, in the file of the selection. */
  readonly rowIndex: number;
  readonly lineNumber: number;
  readonly reason: RefusalReason;
  /** In English. */
  readonly message: string;
  /** The same, for whoever shows it in the reader's language. */
  readonly said: Message;
}

/** A refused row as files and documents have it, whatever the reader's language. */
export function refusedInEnglish({ rowIndex, lineNumber, reason, message }: RefusedRow): Omit<RefusedRow, 'said'> {
  return { rowIndex, lineNumber, reason, message };
}

/** The file that rows came from. */
export interface PreparedSource {
  readonly file: string;
  readonly sha256: string;
  readonly rows: number;
}

/** What was prepared, as the folder's `manifest.json` holds it. */
export interface PreparedTraining {
  readonly version: string;
  readonly preparedAt: string;
  readonly trainer: TrainerName;
  readonly recipe: string;
  readonly baseModel: string;
  readonly parameters: {
    readonly method: 'full' | 'lora';
    readonly template: string | null;
    readonly length: number;
    readonly epochs: number;
    readonly learningRate: number;
    readonly warmupRatio: number;
    readonly schedule: string;
    readonly beta?: number;
  };
  readonly batch: BatchSplit & { readonly total: number; readonly gpus: number };
  readonly seeds: { readonly training: number; readonly random?: number; readonly pairs?: number };
  readonly countedBy: 'tokenizer' | 'estimate';
  readonly selection: PreparedSource;
  readonly pool: PreparedSource | null;
  readonly refused: { readonly file: string; readonly rows: number };
  readonly sets: readonly PreparedSet[];
}

/** With the first of the refused rows. */
export interface PrepareSummary extends PreparedTraining {
  readonly folder: string;
  /** Of an earlier preparation, or of training by it: by their path in the folder; absent = nothing. */
  readonly leftBehind?: readonly string[];
  readonly refusedRows: readonly RefusedRow[];
}

/** How rows are rendered for a model. */
export interface Rendering {
  /** Folder of a tokenizer, or its `tokenizer.json`. */
  readonly tokenizer: string;
  /** Whose template it is: the paper's Vicuna, or the tokenizer's own. */
  readonly recipe: SftRecipeName;
  /** In tokens; absent = the recipe's. */
  readonly length?: number;
}

export interface RenderRequest extends Rendering {
  /** Absolute. */
  readonly path: string;
  readonly fields?: FieldMapping;
  readonly rowIndex: number;
}

/** A piece of a rendered row. */
export interface RenderedPart {
  readonly text: string;
  /** Whether the model learns to write it; the rest it only reads. */
  readonly trained: boolean;
  /** Beyond the length limit. */
  readonly cut: boolean;
}

/** A row as a model is trained on it. */
export interface RenderedRow {
  readonly rowIndex: number;
  readonly lineNumber: number;
  /** One after the other they are the text. */
  readonly parts: readonly RenderedPart[];
  readonly tokens: number;
  /** Of those within the limit. */
  readonly trainedTokens: number;
  readonly length: number;
  /** Beyond the limit. */
  readonly cutTokens: number;
}

/** What a selection is to a model that is trained on it. */
export interface TrainingTotals {
  /** Rows that can be rendered, which is what `tokens` counts. */
  readonly rows: number;
  /** Rows that cannot, and why the first of them cannot. */
  readonly refused: number;
  readonly firstRefused?: Omit<RefusedRow, 'reason'>;
  readonly tokens: Omit<SetTokens, 'seen'>;
  /** Tokens within the limit that are trained on. */
  readonly trainedTokens: number;
  /** Tokens beyond the limit. */
  readonly cutTokens: number;
  readonly length: number;
}
