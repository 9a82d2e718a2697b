import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';

export interface TestHub {
  readonly endpoint: string;
  /** Every request so far but this one. */
  asked(): Promise<{ readonly path: string; readonly range?: string; readonly authorization?: string }[]>;
  /** Cuts the connections that stand half way. */
  cut(): void;
  stop(): Promise<void>;
}

/** Starts a process that answers as the hub does. */
export async function startHub(): Promise<TestHub> {
  const server = fork(path.join(__dirname, 'hubServer.ts'), {
    execArgv: ['--require', createRequire(__filename).resolve('tsx/cjs')],
  });
  const [port] = (await once(server, 'message')) as [number];
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    endpoint,
    asked: async () => (await fetch(`${endpoint}/asked`)).json() as ReturnType<TestHub['asked']>,
    cut: () => void server.send('cut'),
    stop: async () => {
      const exit = once(server, 'exit');
      server.kill();
      await exit;
    },
  };
}
