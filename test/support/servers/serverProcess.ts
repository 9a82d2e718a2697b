import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface StubServer {
  /** Ends in `/v1`. */
  readonly baseUrl: string;
  /** Forgets everything and goes on with other options. */
  configure(options: object): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a stub server of this folder in a process of its own; it prints its port once it listens on loopback. */
export async function startServer(file: string): Promise<StubServer> {
  const child = spawn(process.execPath, ['--import=tsx', path.join(__dirname, file)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended(child)])) as [string];
  const root = `http://127.0.0.1:${line}`;
  return {
    baseUrl: `${root}/v1`,
    configure: async (options) => {
      await fetch(`${root}/configure`, { method: 'POST', body: JSON.stringify(options) });
    },
    stop: () => stop(child),
  };
}

async function ended(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`The stub server ended with ${code}.`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
