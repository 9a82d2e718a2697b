import { appendFileSync } from 'node:fs';
import { isCancelled, messageOf } from '../common/errors';
import { visibleText } from '../common/visibleText';
import { runtimeFields } from '../protocol/runtime';
import { type Log, logText } from '../protocol/log';
import { loggedError } from '../protocol/loggedError';
import type { CliIo, TextOutput } from './cliIo';
import { usageError } from './values';

/**
 * Where the log goes: `DEITA_LOG` names a file to append to, `-` is stderr; unset, there is none. Every entry, requests
 * included, is a line with its time and level, and an error's stack below.
 * @throws DeitaError `usage` for a file that cannot be written
 */
export function openLog({ DEITA_LOG: place }: CliIo['env'], stderr: TextOutput): Log {
  if (place === undefined || place === '') return () => undefined;
  const write = place === '-' ? (lines: string): unknown => stderr.write(lines) : appendTo(place, stderr);
  return (entry) => void write(`${new Date().toISOString()} ${entry.level} ${visibleText(logText(entry))}\n`);
}

/** Runs a command between the lines that say what ran and how it ended. @returns what `work` returns */
export async function logCommand<T>(log: Log, command: string, options: string[], work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const ended = () => ({ command, durationMs: Math.round(performance.now() - started) });
  log({
    level: 'info',
    message: 'command started',
    fields: { command, options: options.join(' '), ...runtimeFields() },
  });
  try {
    const result = await work();
    log({ level: 'info', message: 'command done', fields: ended() });
    return result;
  } catch (error) {
    if (isCancelled(error)) log({ level: 'info', message: 'command cancelled', fields: ended() });
    else {
      const { fields, stack } = loggedError(error);
      log({ level: 'error', message: 'command failed', fields: { ...ended(), ...fields }, stack });
    }
    throw error;
  }
}

/** A log that can be written no more, on a full disk, say, does not end the work. */
function appendTo(file: string, stderr: TextOutput): (lines: string) => void {
  const append = (lines: string): void => appendFileSync(file, lines, { mode: 0o600 });
  try {
    append('');
  } catch (error) {
    throw usageError(`DEITA_LOG: ${file} cannot be written: ${messageOf(error)}`);
  }
  let isSound = true;
  return (lines) => {
    try {
      if (isSound) append(lines);
    } catch (error) {
      isSound = false;
      stderr.write(`deita: the log ${file} ends here: ${messageOf(error)}\n`);
    }
  };
}
