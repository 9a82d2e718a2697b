import type { EngineOptions } from '../protocol/requests';
import type { Engine } from '../engine/engine';

/** A stream to write to, such as `process.stdout`. */
export interface TextOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Everything that the command line takes from its surroundings, so that a test can stand in for them. */
export interface CliIo {
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly homeDir: string;
  readonly modelDir: string;
  readonly createEngine: (options: EngineOptions) => Engine;
  /** Asks the user yes or no; absent where there is nobody at a terminal to ask. */
  readonly confirm?: (question: string) => Promise<boolean>;
  /** Calls the listener on Ctrl-C; returns a function that stops listening. */
  readonly onInterrupt: (listener: () => void) => () => void;
}
