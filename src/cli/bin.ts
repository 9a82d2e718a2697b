#!/usr/bin/env node
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { createEngine } from '../engine/engine';
import { EXIT_CODES, main } from './main';

/** The first Ctrl-C asks the work to end, the second ends it. */
function onInterrupt(listener: () => void): () => void {
  let asked = false;
  const handle = (): void => {
    if (asked) process.exit(EXIT_CODES.cancelled);
    asked = true;
    listener();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, handle);
  return () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, handle);
  };
}

async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void main(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  platform: process.platform,
  homeDir: os.homedir(),
  modelDir: path.join(__dirname, 'models'),
  createEngine,
  onInterrupt,
  ...(process.stdin.isTTY && process.stderr.isTTY ? { confirm } : {}),
}).then((code) => {
  process.exitCode = code;
});
