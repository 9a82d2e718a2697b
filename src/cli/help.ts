import type { Command } from './command';
import { COMMON_OPTIONS, type Options } from './option';

/** Variables, and what each is for. */
const ENVIRONMENT: readonly (readonly [name: string, help: string])[] = [
  ['DEITA_API_KEY', 'key for the server of --base-url'],
  ['DEITA_QUALITY_API_KEY', 'key for the server of the quality model;'],
  ['DEITA_EMBEDDING_API_KEY', 'of the embedder;'],
  ['DEITA_JUDGE_API_KEY', 'of the chat model that judges'],
  ['OPENAI_API_KEY', 'key for api.openai.com alone'],
  ['HF_TOKEN', 'token for the Hugging Face hub alone'],
  ['HF_ENDPOINT', 'a mirror of the hub'],
  ['DEITA_CACHE_DIR', 'where scores and embeddings are kept, unless --cache-dir says so'],
  ['DEITA_MODELS_DIR', 'where downloaded models are kept, unless --models-dir says so'],
  ['DEITA_LOG', 'file to append a log to, - for stderr; it holds no texts and no keys'],
];

export function generalHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'Usage: deita <command> <file> [options]',
    '',
    'Scores the rows of an instruction-tuning dataset and selects which of them to train on.',
    '',
    'Commands:',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'Files: JSON Lines, JSON arrays, indented or concatenated objects, all of them plain, .gz or .zst; Parquet, Arrow, CSV;\nseveral files, folders and wildcards are one pool. OpenAI messages, ShareGPT, Alpaca,',
    'question/answer, prompt/completion, preference pairs, rendered chat templates.',
    '',
    'Environment:',
    ...ENVIRONMENT.flatMap(([name, help]) => entryLines(name, help)),
    '',
    'Exit codes: 0 done (bad rows are reported, not fatal), 1 failed, 2 wrong usage, 130 cancelled.',
    '"deita <command> --help" lists the options of a command.',
  ].join('\n');
}

const ARGUMENTS = {
  dataset: ' <file>',
  runs: ' <file> <run> …',
  recipe: ' <recipe>',
  folder: ' <folder>',
  trainings: ' <folder>',
  optional: ' [file]',
  model: ' [owner/name]',
  hubDataset: ' <owner/name[@revision]>',
  none: '',
} as const;

export function commandHelp({ name, summary, options, argument = 'dataset', takesPool = false }: Command): string {
  return [
    `Usage: deita ${name}${takesPool ? ' <file> …' : ARGUMENTS[argument]} [options]`,
    '',
    `${summary}.`,
    '',
    ...(Object.keys(options).length === 0 ? [] : ['Options:', ...optionLines(options), '']),
    'Common options:',
    ...optionLines(COMMON_OPTIONS),
  ].join('\n');
}

const HELP_COLUMN = 30;

function optionLines(options: Options): string[] {
  return Object.entries(options).flatMap(([name, { placeholder, help }]) =>
    entryLines(`--${name}${placeholder === undefined ? '' : ` ${placeholder}`}`, help),
  );
}

function entryLines(name: string, help: string): string[] {
  const [first = '', ...rest] = help.split('\n');
  return [
    `${`  ${name}`.padEnd(HELP_COLUMN - 1)} ${first}`,
    ...rest.map((line) => `${' '.repeat(HELP_COLUMN)}${line}`),
  ];
}
