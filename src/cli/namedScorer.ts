import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ChoiceOption, ModelOption, OptionSource } from '../choices/option';
import { kindNamed } from '../choices/formerKinds';
import { SCORERS, scorerFamily, type ScorerChoice, type ScorerKind } from '../choices/scorers';
import { messageOf } from '../common/errors';
import { isObject, isTextList, parseJson } from '../dataset/formats/format';
import { assertWorksHere } from './modelChoices';
import { SCORER_FAMILIES } from './modelOptions';
import { usageError } from './values';

/** How scorers are named in one word: `--scorer-a built-in`, `trained:DIR`, `onnx:CDIR,QDIR`, `server:CONFIG.json`. */
export const NAMED_SCORER_HELP =
  'built-in, precomputed, trained:DIR, onnx:CDIR,QDIR\nor server:CONFIG.json (preset, baseUrl, complexityModel, …)';

/**
 * @param flag for messages
 * @param notice told of a name that is an earlier version's
 * @throws DeitaError `usage`
 */
export async function namedScorer(
  name: string,
  flag: string,
  notice: (text: string) => unknown,
): Promise<ScorerChoice> {
  const colon = name.indexOf(':');
  const typed = colon < 0 ? name : name.slice(0, colon);
  const rest = colon < 0 ? '' : name.slice(colon + 1);
  const kind = kindNamed('scorer', typed);
  if (kind === undefined)
    throw usageError(`--${flag} needs ${SCORER_FAMILIES.map((family) => family.kind).join(' or ')}, not "${name}".`);
  assertWorksHere(kind, `--${flag} ${kind}`);
  if (kind !== typed) notice(`--${flag} ${typed} is an old name: write --${flag} ${kind}.`);
  const values = await valuesOf(kind, rest, flag);
  return scorerFamily({ kind }).read(valueSource(values, path.dirname(path.resolve(rest)), `--${flag} ${name}`));
}

/** Options by the last word of their setting. */
type Values = Readonly<Record<string, unknown>>;

function keyOf({ setting }: Pick<ModelOption, 'setting'>): string {
  return setting.split('.').at(-1) ?? setting;
}

async function valuesOf(kind: ScorerKind, rest: string, flag: string): Promise<Values> {
  const paths = rest.split(',').filter((part) => part !== '');
  const absolute = paths.map((part) => path.resolve(part));
  if (kind === 'trained') {
    if (absolute.length === 0) throw usageError(`--${flag} trained needs a folder, or two: trained:DIR.`);
    return { scorers: absolute };
  }
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
  const config = await parsedFile(file, flag);
  if (!isObject(config)) throw usageError(`--${flag}: ${file} holds no JSON object.`);
  const known = SCORERS.server.options.map(keyOf);
  const unknown = Object.keys(config).find((key) => key !== 'kind' && !known.includes(key));
  if (unknown === undefined) return config;
  throw usageError(`--${flag}: ${file} holds ${known.join(', ')}, not "${unknown}"; keys come from the environment.`);
}

async function parsedFile(file: string, flag: string): Promise<unknown> {
  try {
    return parseJson(await readFile(file, 'utf8'));
  } catch (error) {
    throw usageError(`--${flag}: ${file} cannot be read: ${messageOf(error)}.`);
  }
}

/** @param needer whose options they are, for messages @throws DeitaError `usage` for a value of another kind */
function valueSource(values: Values, folder: string, needer: string): OptionSource {
  function read<T>(option: ModelOption, expected: string, isOne: (value: unknown) => value is T): T | undefined {
    const value = values[keyOf(option)];
    if (value === undefined || value === null || value === '') return undefined;
    if (isOne(value)) return value;
    throw usageError(`${needer}: ${keyOf(option)} needs ${expected}, not ${JSON.stringify(value)}.`);
  }
  return {
    text: (option) => {
      const text = read(option, 'a text', (value) => typeof value === 'string');
      return text !== undefined && option.type === 'path' ? path.resolve(folder, text) : text;
    },
    paths: (option) => read(option, 'a list of folders', isTextList) ?? [],
    oneOf: <Value extends string>(option: ChoiceOption<string, Value>) =>
      read(option, option.values.join(' or '), (value): value is Value => option.values.some((word) => word === value)),
    count: (option) =>
      read(
        option,
        `a number from ${option.minimum}`,
        (value): value is number => Number.isSafeInteger(value) && (value as number) >= option.minimum,
      ),
    isOn: (option) => read(option, 'true or false', (value) => typeof value === 'boolean') ?? false,
    nameOf: keyOf,
    missing: (option) => usageError(`${needer} lacks ${keyOf(option)}.`),
  };
}
