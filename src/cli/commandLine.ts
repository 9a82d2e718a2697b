import { parseArgs } from 'node:util';
import type { Command, OptionValues } from './command';
import { commandHelp, generalHelp } from './help';
import { COMMON_OPTIONS, type Options } from './option';
import { usageError } from './values';

/** What the user asked for. */
export type Request =
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'run';
      readonly command: Command;
      readonly file: string;
      /** The file, and those that are read with it as one pool. */
      readonly pool: readonly string[];
      readonly runs: readonly string[];
      readonly values: OptionValues;
    };

/** @throws DeitaError `usage` */
export function parseCommandLine(argv: readonly string[], commands: readonly Command[]): Request {
  const command = commands.find(({ name }) => isNamed(argv, name));
  const options = { ...COMMON_OPTIONS, ...command?.options };
  const { values, positionals } = parse(argv.slice(wordsOf(command?.name ?? '').length), options);
  if (values.version === true) return { kind: 'version' };
  if (values.help === true || argv.length === 0) {
    return { kind: 'help', text: command === undefined ? generalHelp(commands) : commandHelp(command) };
  }
  if (command === undefined) throw unknownCommand(positionals, commands);
  return { kind: 'run', command, ...argumentsOf(command, positionals), values };
}

const ARGUMENTS = {
  dataset: { what: 'dataset file', required: true },
  runs: { what: 'dataset file', required: true },
  recipe: { what: 'recipe', required: true },
  folder: { what: 'folder of batch requests', required: true },
  trainings: { what: 'folder with training folders', required: true },
  optional: { what: 'dataset file', required: false },
  model: { what: 'model', required: false },
  hubDataset: { what: 'dataset on the hub: owner/name', required: true },
  none: { what: 'argument', required: false },
} as const;

function argumentsOf(
  { name, argument = 'dataset', takesPool = false }: Command,
  [file, ...more]: readonly string[],
): { readonly file: string; readonly pool: readonly string[]; readonly runs: readonly string[] } {
  const { what, required } = ARGUMENTS[argument];
  if (file === undefined && required) throw usageError(`deita ${name} needs a ${what}.`);
  if (argument === 'none' && file !== undefined) throw usageError(`deita ${name} takes options alone, not "${file}".`);
  if (argument === 'runs') {
    if (more.length === 0) throw usageError(`deita ${name} needs a run to compare: its name, a report or a manifest.`);
    return { file: file ?? '', pool: [], runs: more };
  }
  if (takesPool && file !== undefined) return { file, pool: [file, ...more], runs: [] };
  if (more.length > 0) throw usageError(`deita ${name} takes one ${what}, not also "${more.join('", "')}".`);
  return { file: file ?? '', pool: [], runs: [] };
}

function isNamed(argv: readonly string[], name: string): boolean {
  return wordsOf(name).every((word, at) => word === argv[at]);
}

function wordsOf(name: string): string[] {
  return name.split(' ').filter(Boolean);
}

function unknownCommand(words: readonly string[], commands: readonly Command[]): Error {
  const names = commands.map((command) => command.name).join(', ');
  const isFirstOfTwo = commands.some((command) => command.name.startsWith(`${words[0] ?? ''} `));
  const name = isFirstOfTwo ? words.slice(0, 2).join(' ') : words[0];
  return usageError(
    name === undefined ? `Name a command: ${names}.` : `There is no command "${name}"; expected ${names}.`,
  );
}

function parse(argv: readonly string[], options: Options): { values: OptionValues; positionals: string[] } {
  const args = joinNegativeNumbers(argv, options);
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  );
  try {
    return parseArgs({ args, options: config, allowPositionals: true });
  } catch (error) {
    throw error instanceof Error && 'code' in error ? usageError(error.message) : error;
  }
}

/** `--budget -1`: the parser would take the number for an option. */
function joinNegativeNumbers(argv: readonly string[], options: Options): string[] {
  const joined: string[] = [];
  for (const argument of argv) {
    const before = joined.at(-1) ?? '';
    const takesValue = before.startsWith('--') && options[before.slice(2)]?.type === 'string';
    if (takesValue && /^-\.?\d/.test(argument)) joined[joined.length - 1] = `${before}=${argument}`;
    else joined.push(argument);
  }
  return joined;
}
