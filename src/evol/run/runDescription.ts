import { isDeepStrictEqual } from 'node:util';
import path from 'node:path';
import type { MessageArgument } from '../../common/message';
import { fault, listed, say } from '../../messages/say';
import { isObject } from '../../dataset/formats/format';
import { readJsonFile } from '../../dataset/jsonFile';
import type { SeedTurn } from '../chain/chainPlan';
import { DIMENSION_CHOICES, type RunParameters } from '../types';

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
  const found = await readJsonFile(path.join(folder, RUN_FILE), isKnownOrLater, say('startAnotherRun'));
  if (found === undefined || isDescription(found)) return found;
  throw fault('laterRun', { folder });
}

const VERSION = 1;

/** A run of a later version of DEITA, whatever else is in it. */
interface LaterRun {
  readonly version: number;
}

function isKnownOrLater(value: unknown): value is RunDescription | LaterRun {
  if (isDescription(value)) return true;
  return isObject(value) && Number.isSafeInteger(value.version) && Number(value.version) > VERSION;
}

/** Whether everything is there that chains are computed from; names and hashes are only ever compared. */
function isDescription(value: unknown): value is RunDescription {
  if (!isObject(value) || value.version !== VERSION || !isObject(value.parameters)) return false;
  const { dimension, seed, evolutions, orders } = value.parameters;
  const isChoice = DIMENSION_CHOICES.some((choice) => choice === dimension);
  const areCounts = [evolutions, orders].every((count) => Number.isSafeInteger(count) && Number(count) >= 1);
  return isChoice && areCounts && Number.isSafeInteger(seed) && Array.isArray(value.seeds) && value.seeds.every(isSeed);
}

function isSeed(value: unknown): value is SeedTurn {
  if (!isObject(value)) return false;
  const { rowIndex, turn, instruction, response } = value;
  const isPlace = Number.isSafeInteger(rowIndex) && Number.isSafeInteger(turn);
  return isPlace && typeof instruction === 'string' && typeof response === 'string';
}

/** @throws DeitaError `runDiffers` naming each parameter that is another one */
export function assertSameParameters(folder: string, kept: RunParameters, wanted: RunParameters): void {
  const names = [...new Set([...Object.keys(kept), ...Object.keys(wanted)])] as (keyof RunParameters)[];
  const other = names.filter((name) => !isDeepStrictEqual(kept[name], wanted[name]));
  if (other.length === 0) return;
  throw fault('runDiffers', { folder, differences: listed(other.map((name) => differenceIn(name, kept, wanted))) });
}

/** Parameters that nobody would know by their value. */
const NAMES: Partial<Record<keyof RunParameters, MessageArgument>> = {
  fileSha256: say('run.content'),
  promptsHash: say('run.prompts'),
  fields: say('run.fields'),
};

function differenceIn(name: keyof RunParameters, kept: RunParameters, wanted: RunParameters): MessageArgument {
  return NAMES[name] ?? say('run.parameter', { name, kept: written(kept[name]), wanted: written(wanted[name]) });
}

function written(value: RunParameters[keyof RunParameters]): string {
  return value === undefined ? 'undefined' : JSON.stringify(value);
}
