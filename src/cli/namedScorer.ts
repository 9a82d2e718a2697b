import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ChoiceOption, ModelOption, OptionSource } from '../choices/option';
import { SCORERS, scorerFamily, type ScorerChoice, type ScorerKind } from '../choices/scorers';
import { messageOf } from '../common/errors';
import { usageError } from './values';

/** How scorers are named in one word: `--scorer-a built-in`, `trained:DIR`, `onnx:CDIR,QDIR`, `server:CONFIG.json`. */
export const NAMED_SCORER_HELP =
  'built-in, precomputed, trained:DIR, onnx:CDIR,QDIR\nor server:CONFIG.json (preset, baseUrl, complexityModel, …)';

/** @param flag for messages @throws DeitaError `usage` */
export async function namedScorer(name: string, flag: string): Promise<ScorerChoice> {
  const colon = name.indexOf(':');
  const kind = colon < 0 ? name : name.slice(0, colon);
  const rest = colon < 0 ? '' : name.slice(colon + 1);
  if (!isKind(kind)) {
    throw usageError(`--${flag} needs ${Object.keys(SCORERS).join(' or ')}, not "${name}".`);
  }
  const values = await valuesOf(kind, rest, flag);
  return scorerFamily({ kind }).read(valueSource(values, path.dirname(path.resolve(rest)), `--${flag} ${name}`));
}

function isKind(kind: string): kind is ScorerKind {
  return Object.keys(SCORERS).includes(kind);
}

/** Options by the last word of their setting. */
type Values = Readonly<Record<string, unknown>>;

async function valuesOf(kind: ScorerKind, rest: string, flag: string): Promise<Values> {
  const paths = rest.split(',').filter((part) => part !== '');
  const absolute = paths.map((part) => path.resolve(part));
  if (kind === 'trained') return { scorers: absolute };
  if (kind === 'onnx') {
    if (absolute.length !== 2) throw usageError(`--${flag} onnx needs two folders: onnx:CDIR,QDIR.`);
    return { complexityModel: absolute[0], qualityModel: absolute[1] };
  }
  if (kind === 'server') return configIn(rest, flag);
  if (rest !== '') throw usageError(`--${flag} ${kind} takes nothing after it.`);
  return {};
}

async function configIn(file: string, flag: string): Promise<Values> {
  if (file === '') throw usageError(`--${flag} server needs a file: server:CONFIG.json.`);
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Values;
  } catch (error) {
    throw usageError(`--${flag}: ${file} cannot be read: ${messageOf(error)}.`);
  }
}

function valueSource(values: Values, folder: string, needer: string): OptionSource {
  const keyOf = ({ setting }: ModelOption): string => setting.split('.').at(-1) ?? setting;
  const valueOf = (option: ModelOption): unknown => values[keyOf(option)];
  return {
    text: (option) => {
      const value = valueOf(option);
      if (typeof value !== 'string' || value === '') return undefined;
      return option.type === 'path' ? path.resolve(folder, value) : value;
    },
    paths: (option) => {
      const value = valueOf(option);
      return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
    },
    oneOf: <Value extends string>(option: ChoiceOption<string, Value>) =>
      option.values.find((word) => word === valueOf(option)),
    count: (option) => {
      const value = valueOf(option);
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= option.minimum ? value : undefined;
    },
    isOn: (option) => valueOf(option) === true,
    nameOf: keyOf,
    missing: (option) => usageError(`${needer} lacks ${keyOf(option)}.`),
  };
}
