import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { DeitaError, messageOf } from '../common/errors';
import type { Family } from '../choices/family';
import { BASE_URL } from '../choices/sharedOptions';
import { STRATEGY_FILES } from '../choices/strategies';
import { isObject } from '../dataset/formats/format';
import type { OptionValues } from './command';
import { EMBEDDER_FAMILIES, SCORER_FAMILIES } from './modelOptions';
import type { Options } from './option';
import { usageError } from './values';

/** A selection written down: the dataset and the options of `deita select`, by their names. */
export interface Recipe {
  /** Absolute. */
  readonly input: string;
  /** Hex; absent = any content will do. */
  readonly sha256?: string;
  /** Paths in them are absolute. */
  readonly options: OptionValues;
}

const KEYS = ['input', 'sha256', 'options'];
/** Options that name files whatever else is given. */
const FILE_OPTIONS = [
  'output',
  'report',
  'tokenizer',
  'join',
  'decisions',
  'tag-vocabulary',
  ...Object.values(STRATEGY_FILES).map(({ flag }) => flag),
];

/**
 * Reads a recipe; relative paths count from its folder.
 * @param known the options that it may hold
 * @throws DeitaError `usage` naming the line of what cannot be read, `fileNotFound`
 */
export async function readRecipe(file: string, known: Options): Promise<Recipe> {
  const document = parseDocument(await textOf(file));
  const [fault] = document.errors;
  if (fault !== undefined) throw usageError(`${file} is no YAML: ${fault.message.split('\n')[0] ?? ''}`);
  const recipe: unknown = document.toJS();
  if (!isObject(recipe)) throw usageError(`${file} is no recipe: it has no "input" and "options".`);
  const unknown = Object.keys(recipe).find((key) => !KEYS.includes(key));
  if (unknown !== undefined)
    throw usageError(`${file}: "${unknown}" is no key of a recipe; there are ${KEYS.join(', ')}.`);
  const { input, sha256, options = {} } = recipe;
  if (typeof input !== 'string' || input === '') throw usageError(`${file}: "input" needs the path of a dataset.`);
  if (sha256 !== undefined && typeof sha256 !== 'string') throw usageError(`${file}: "sha256" needs a text.`);
  if (!isObject(options)) throw usageError(`${file}: "options" needs the options of deita select by their names.`);
  const folder = path.dirname(path.resolve(file));
  const given = Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, checked(file, name, value, known)]),
  );
  return {
    input: path.resolve(folder, input),
    ...(sha256 === undefined ? {} : { sha256 }),
    options: withPaths(given, folder),
  };
}

/** @throws DeitaError `fileChanged` when the dataset is not the one that the recipe was made for, `fileNotFound` */
export async function assertInput({ input, sha256 }: Recipe): Promise<void> {
  if (sha256 === undefined) return;
  const found = await sha256Of(input);
  if (found === sha256.toLowerCase()) return;
  throw new DeitaError(
    'fileChanged',
    `${input} is not the dataset that the recipe was made for: its SHA-256 is ${found}.`,
    'Give the dataset back its content, or take "sha256" out of the recipe.',
  );
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  } catch (error) {
    throw new DeitaError('fileNotFound', `${file} cannot be read: ${messageOf(error)}`, 'Check "input" in the recipe.');
  }
  return hash.digest('hex');
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new DeitaError('fileNotFound', `${file} cannot be read: ${messageOf(error)}`, 'Name a recipe.');
  }
}

/** A value as the command line would have it. */
function checked(file: string, name: string, value: unknown, known: Options): string | boolean | string[] {
  const option = known[name];
  if (option === undefined) throw usageError(`${file}: deita select has no option "${name}".`);
  if (option.type === 'boolean') {
    if (typeof value === 'boolean') return value;
    throw usageError(`${file}: "${name}" needs true or false.`);
  }
  if (option.multiple === true) return listOf(value).map((entry) => scalar(file, name, entry));
  return scalar(file, name, value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function scalar(file: string, name: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw usageError(`${file}: "${name}" needs a text or a number.`);
}

function withPaths(options: OptionValues, folder: string): OptionValues {
  const flags = [
    ...FILE_OPTIONS,
    ...(options[BASE_URL.flag] === undefined ? ['language-model'] : []), // Else a model's name on that server.
    ...pathFlags(SCORER_FAMILIES, options.scorer),
    ...pathFlags(EMBEDDER_FAMILIES, options.embedder),
  ];
  const resolved = Object.entries(options).map(([name, value]) => {
    if (!flags.includes(name)) return [name, value] as const;
    return [
      name,
      Array.isArray(value)
        ? value.map((entry) => path.resolve(folder, String(entry)))
        : path.resolve(folder, String(value)),
    ] as const;
  });
  return Object.fromEntries(resolved);
}

/** Of the family that is named, and those that choose one: the same option may be a name in another family. */
function pathFlags(families: readonly Family[], kind: unknown): string[] {
  return families.flatMap((family) =>
    family.options
      .filter((option) => option.type === 'path' || option.type === 'paths')
      .filter((option) => family.kind === kind || 'choosesFamily' in option)
      .map(({ flag }) => flag),
  );
}
