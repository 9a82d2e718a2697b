import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { StubOptions, StubReport } from './stubOptions';
import type { StubRequest } from './stubProcess';

export interface StubHandle {
  readonly root: string;
  /** For OpenAI-compatible paths. */
  readonly baseUrl: string;
  report(): Promise<StubReport>;
  /** Leaves requests without an answer from the one on that brings the prompts asked in all beyond that many. */
  answerUpTo(prompts: number): Promise<unknown>;
  /** Cuts the connections that are open. */
  stop(): Promise<unknown>;
}

type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;

/** The process that holds the stub servers: started with the first one, ends with this process. */
class StubProcess {
  private child: ChildProcess | undefined;
  private readonly waiting = new Map<number, (result: unknown) => void>();
  private lastId = 0;

  ask<T>(request: Unnumbered<StubRequest>): Promise<T> {
    this.child ??= this.start();
    const id = ++this.lastId;
    const answer = new Promise<T>((resolve) => this.waiting.set(id, resolve as (result: unknown) => void));
    this.child.send({ id, ...request });
    this.child.channel?.ref();
    return answer;
  }

  private start(): ChildProcess {
    const child = fork(path.join(__dirname, 'stubProcess.ts'), {
      execArgv: ['--import=tsx'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.on('message', ({ id, result }: { id: number; result: unknown }) => {
      this.waiting.get(id)?.(result);
      this.waiting.delete(id);
      if (this.waiting.size === 0) child.channel?.unref();
    });
    child.unref();
    return child;
  }
}

const stubs = new StubProcess();

/** Starts a stub server in another process, on a free port of the loopback interface. */
export async function startStub(options: StubOptions): Promise<StubHandle> {
  const port = await stubs.ask<number>({ start: options });
  const root = `http://127.0.0.1:${port}`;
  return {
    root,
    baseUrl: `${root}/v1`,
    report: () => stubs.ask<StubReport>({ reportOf: port }),
    answerUpTo: (upTo) => stubs.ask<undefined>({ answering: port, upTo }),
    stop: () => stubs.ask<undefined>({ stop: port }),
  };
}

/** Stubs of one suite: all are stopped after each test. */
export function stubServers(): (options: StubOptions) => Promise<StubHandle> {
  const running: StubHandle[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((stub) => stub.stop()));
  });
  return async (options) => {
    const stub = await startStub(options);
    running.push(stub);
    return stub;
  };
}
