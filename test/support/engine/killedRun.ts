import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundleProcess, PACKAGES } from './bundleProcess';
import type { ScoringOrder } from './scoringProcess';

/** @returns the file of the bundled scoring process */
export function bundleScoringProcess(folder: string): Promise<string> {
  return bundleProcess(path.join(__dirname, 'scoringProcess.ts'), folder);
}

export interface KilledRun {
  /** Processes that were killed while they were scoring. */
  readonly killed: number;
  /** How long the last one took, which was left alone. */
  readonly lastMs: number;
}

/** When processes are killed: by what they have asked, so that a seed kills at the same places on any machine. */
export interface Kills {
  readonly count: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Prompts that the whole work takes. */
  readonly prompts: number;
  /** Prompts asked so far by all processes together. */
  readonly asked: () => Promise<number>;
  /** Leaves without an answer what is asked beyond so many prompts by all processes together. */
  readonly answerUpTo: (prompts: number) => Promise<unknown>;
}

const LOOK_EVERY_MS = 2;

/** Starts the process again and again, kills it on its way through the work, and lets the last one end. */
export async function runWithKills(program: string, order: ScoringOrder, kills: Kills): Promise<KilledRun> {
  /** Small enough for something to be left after the last kill. */
  const share = Math.floor(kills.prompts / (kills.count + 1));
  let killed = 0;
  for (let kill = 0; kill < kills.count; kill++) {
    const asked = await kills.asked();
    await kills.answerUpTo(asked + share); // However late it is looked at, it is not through.
    const child = start(program, order);
    await once(child, 'message');
    await untilAsked(asked + kills.random() * share, kills, child);
    if (child.exitCode === null) killed++;
    const ended = child.exitCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGKILL');
    await ended;
  }
  await kills.answerUpTo(Number.MAX_SAFE_INTEGER);
  const startedAt = performance.now();
  const last = start(program, order);
  const [code] = (await once(last, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The last run ended with ${code}.`);
  return { killed, lastMs: performance.now() - startedAt };
}

async function untilAsked(target: number, { asked }: Kills, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && (await asked()) < target) await sleep(LOOK_EVERY_MS);
}

function start(program: string, order: ScoringOrder): ChildProcess {
  return fork(program, [JSON.stringify(order)], {
    execArgv: [],
    env: { ...process.env, ...PACKAGES },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}
