import type { Command } from './command';
import { COMMON_OPTIONS, type Options } from './option';

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
    'Files: .jsonl, .ndjson, or .json holding an array; ShareGPT, Alpaca, OpenAI messages,',
    'prompt/completion, question/answer, instruction/response.',
    '',
    'Exit codes: 0 done (bad rows are reported, not fatal), 1 failed, 2 wrong usage, 130 cancelled.',
    '"deita <command> --help" lists the options of a command.',
  ].join('\n');
}

const ARGUMENTS = { dataset: '<file>', folder: '<folder>', optional: '[file]', model: '[owner/name]' } as const;

export function commandHelp({ name, summary, options, argument = 'dataset' }: Command): string {
  return [
    `Usage: deita ${name} ${ARGUMENTS[argument]} [options]`,
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
  return Object.entries(options).flatMap(([name, { placeholder, help }]) => {
    const usage = `  --${name}${placeholder === undefined ? '' : ` ${placeholder}`}`;
    const [first = '', ...rest] = help.split('\n');
    return [`${usage.padEnd(HELP_COLUMN - 1)} ${first}`, ...rest.map((line) => `${' '.repeat(HELP_COLUMN)}${line}`)];
  });
}
