import { parseArgs } from 'node:util';
import type { Command, OptionValues } from './command';
import { commandHelp, generalHelp } from './help';
import { COMMON_OPTIONS, type Options } from './option';
import { usageError } from './values';

/** What the user asked for. */
export type Request =
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'version' }
  | { readonly kind: 'run'; readonly command: Command; readonly file: string; readonly values: OptionValues };

/** @throws DeitaError `usage` */
export function parseCommandLine(argv: readonly string[], commands: readonly Command[]): Request {
  const command = commands.find(({ name }) => name === argv[0]);
  const options = { ...COMMON_OPTIONS, ...command?.options };
  const { values, positionals } = parse(command === undefined ? argv : argv.slice(1), options);
  if (values.version === true) return { kind: 'version' };
  if (values.help === true || argv.length === 0) {
    return { kind: 'help', text: command === undefined ? generalHelp(commands) : commandHelp(command) };
  }
  if (command === undefined) throw unknownCommand(positionals[0], commands);
  const [file, ...more] = positionals;
  if (file === undefined) throw usageError(`deita ${command.name} needs a dataset file.`);
  if (more.length > 0)
    throw usageError(`deita ${command.name} takes one dataset file, not also "${more.join('", "')}".`);
  return { kind: 'run', command, file, values };
}

function unknownCommand(name: string | undefined, commands: readonly Command[]): Error {
  const names = commands.map((command) => command.name).join(', ');
  return usageError(
    name === undefined ? `Name a command: ${names}.` : `There is no command "${name}"; expected ${names}.`,
  );
}

function parse(argv: readonly string[], options: Options): { values: OptionValues; positionals: string[] } {
  const args = joinNegativeNumbers(argv, options);
  const config = Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }]));
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
