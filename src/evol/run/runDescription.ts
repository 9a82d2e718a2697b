import { isDeepStrictEqual } from 'node:util';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FieldMapping } from '../../dataset/conversation';
import { DeitaError } from '../../common/errors';
import type { DimensionChoice, SeedTurn } from '../chain/chainPlan';

export const SEED_SAMPLES = ['random', 'stratified'] as const;
export type SeedSample = (typeof SEED_SAMPLES)[number];

/** What decides a run's chains. Where it is asked, how fast and at what price is no part of it. */
export interface RunParameters {
  /** Hex SHA-256 of the dataset. */
  readonly fileSha256: string;
  readonly fields?: FieldMapping;
  readonly dimension: DimensionChoice;
  /** How many turns to start from. */
  readonly seeds: number;
  readonly sample: SeedSample;
  readonly seed: number;
  readonly evolutions: number;
  readonly orders: number;
  readonly model: string;
  readonly rankModel: string;
  /** Hex SHA-256 of all prompts. */
  readonly promptsHash: string;
}

/** `run.json`; holds no key. */
export interface RunDescription {
  readonly version: 1;
  readonly createdAt: string;
  /** For people: of the dataset, without its folder. */
  readonly fileName: string;
  readonly parameters: RunParameters;
  readonly seeds: readonly SeedTurn[];
  /** What the run is, where it was not made by asking models. */
  readonly note?: string;
}

export const RUN_FILE = 'run.json';
export const ANSWERS_FILE = 'answers.jsonl';
export const REQUESTS_FILE = 'requests.jsonl';
export const CORRECTIONS_FILE = 'corrections.jsonl';
export const PROMPTS_FOLDER = 'prompts';

/** @returns undefined when the folder holds no run @throws DeitaError `fileUnreadable` */
export async function readDescription(folder: string): Promise<RunDescription | undefined> {
  const file = path.join(folder, RUN_FILE);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    return JSON.parse(text) as RunDescription;
  } catch {
    throw new DeitaError('fileUnreadable', `${file} is damaged.`, 'Start another run.');
  }
}

/** @throws DeitaError `runDiffers` naming each parameter that is another one */
export function assertSameParameters(folder: string, kept: RunParameters, wanted: RunParameters): void {
  const names = [...new Set([...Object.keys(kept), ...Object.keys(wanted)])] as (keyof RunParameters)[];
  const other = names.filter((name) => !isDeepStrictEqual(kept[name], wanted[name]));
  if (other.length === 0) return;
  throw new DeitaError(
    'runDiffers',
    `${folder} holds a run with other parameters: ${other.map((name) => differenceIn(name, kept, wanted)).join(', ')}.`,
    'Name another folder with --run, or give the parameters of that run to go on with it.',
  );
}

/** Parameters that nobody would know by their value. */
const NAMES: Partial<Record<keyof RunParameters, string>> = {
  fileSha256: 'the file’s content',
  promptsHash: 'the prompts of this version',
  fields: 'the mapping of fields',
};

function differenceIn(name: keyof RunParameters, kept: RunParameters, wanted: RunParameters): string {
  return NAMES[name] ?? `${name} ${JSON.stringify(kept[name])}, not ${JSON.stringify(wanted[name])}`;
}
