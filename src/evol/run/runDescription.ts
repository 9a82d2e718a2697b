import { isDeepStrictEqual } from 'node:util';
import path from 'node:path';
import type { MessageArgument } from '../../common/message';
import { fault, listed, say } from '../../messages/say';
import { isObject } from '../../dataset/formats/format';
import { readJsonFile } from '../../dataset/jsonFile';
import type { SeedTurn } from '../chain/chainPlan';
import { RUN_FILE } from './askedRun';
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

export const CORRECTIONS_FILE = 'corrections.jsonl';

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
export function assertSameParameters<Parameters extends object>(
  folder: string,
  kept: Parameters,
  wanted: Parameters,
): void {
  const values = (of: Parameters): ReadonlyMap<string, unknown> => new Map(Object.entries(of));
  const [before, now] = [values(kept), values(wanted)];
  const names = [...new Set([...before.keys(), ...now.keys()])];
  const other = names.filter((name) => !isDeepStrictEqual(before.get(name), now.get(name)));
  if (other.length === 0) return;
  const differences = other.map((name) => differenceIn(name, before.get(name), now.get(name)));
  throw fault('runDiffers', { folder, differences: listed(differences) });
}

/** Parameters that nobody would know by their value. */
const NAMES: Readonly<Record<string, MessageArgument>> = {
  fileSha256: say('run.content'),
  promptsHash: say('run.prompts'),
  fields: say('run.fields'),
};

function differenceIn(name: string, kept: unknown, wanted: unknown): MessageArgument {
  return NAMES[name] ?? say('run.parameter', { name, kept: written(kept), wanted: written(wanted) });
}

function written(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value);
}
