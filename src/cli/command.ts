import type { Log } from '../protocol/log';
import type { CallOptions } from '../protocol/requests';
import type { Engine } from '../engine/engine';
import type { FieldMapping } from '../dataset/conversation';
import type { CliIo } from './cliIo';
import type { Options } from './option';

/** What was typed: one value an option, a list for one that may be given several times; absent where it was not given. */
export type OptionValues = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

/** What a command works with. */
export interface Session {
  /** The argument: a dataset, or what the command takes in its place; '' when none is given. */
  readonly file: string;
  /** The files that the dataset consists of: several are a pool for this command alone. */
  readonly files: readonly string[];
  /** Paths beside the file, of a command that takes runs. */
  readonly runs: readonly string[];
  readonly fields: FieldMapping | undefined;
  readonly values: OptionValues;
  readonly io: CliIo;
  /** Cancellation and progress of everything that the command asks of the engine. */
  readonly call: CallOptions & { readonly signal: AbortSignal };
  /** Where scores and embeddings are kept; null = nowhere. */
  readonly cacheDir: string | null;
  /** Started when first asked for: not every command needs models. */
  readonly engine: () => Engine;
  readonly log: Log;
}

/** What a command has to say: `document` with `--json`, `text` otherwise. */
export interface CommandResult {
  readonly document: unknown;
  readonly text: string;
  /** The command did its work and found what it looked for to be wrong: exit code 1. */
  readonly failed?: boolean;
}

/**
 * `runs`: a dataset file and one run or more; `trainings`: a folder with training folders; `optional`: a dataset file
 * that may be left out; `model`: a model on the hub, likewise; `hubDataset`: a dataset there; `none`: options alone.
 */
export type CommandArgument =
  'dataset' | 'runs' | 'recipe' | 'folder' | 'trainings' | 'optional' | 'model' | 'hubDataset' | 'none';

export interface Command {
  /** One word, or two such as `batch export`. */
  readonly name: string;
  /** One line. */
  readonly summary: string;
  readonly options: Options;
  /** What it takes besides options; absent = a dataset file. */
  readonly argument?: CommandArgument;
  /** Whether the dataset may be several files, folders and wildcards, read as one pool. */
  readonly takesPool?: boolean;
  readonly run: (session: Session) => Promise<CommandResult>;
}
